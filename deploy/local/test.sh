#!/usr/bin/env bash
# make test: everything that proves Waymark. Unit and database tests first, then the end-to-end
# and browser tests against instances that `make run` starts from a copy at another path.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
cd "$root"

"$root/deploy/local/install.sh" --tests

python=$root/.venv/bin/python
stamp=$root/.venv/waymark-requirements
if ! cmp -s Tests/requirements.txt "$stamp"; then
    step "installing the tests' Python packages from PyPI into .venv"
    /usr/bin/python3 -m venv --clear .venv
    "$python" -m pip install --quiet --disable-pip-version-check -r Tests/requirements.txt
    cp Tests/requirements.txt "$stamp"
fi

step "Swift tests"
swift build --build-tests 2>&1 | grep -E 'error:|warning:|Compiling|Build complete' | tail -n 3
swift test --skip-build --quiet

step "end-to-end and browser tests"
"$python" -m pytest -c Tests/pytest.ini --rootdir Tests Tests "$@"
