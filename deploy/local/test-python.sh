#!/usr/bin/env bash
# Makes .venv with what the end-to-end and browser tests use. Quick where it is there already.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
cd "$root"

stamp=.venv/waymark-requirements
! cmp -s Tests/requirements.txt "$stamp" || exit 0
step "installing the tests' Python packages from PyPI into .venv"
/usr/bin/python3 -m venv --clear .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check -r Tests/requirements.txt
cp Tests/requirements.txt "$stamp"
