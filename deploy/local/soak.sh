#!/usr/bin/env bash
# make soak: the tests of faults at their full length: 50 kills, an outage of a minute, 10,000
# viewers, 100,000 malformed bodies and ten minutes of load with the curve of memory.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
cd "$root"

"$root/deploy/local/install.sh" --tests
"$root/deploy/local/test-python.sh"
step "faults, at their full length"
.venv/bin/python -m pytest -c Tests/pytest.ini --rootdir Tests Tests/EndToEnd/faults --soak -s "$@"
