#!/usr/bin/env bash
# make test: everything that proves Waymark. Unit and database tests first, then the end-to-end
# and browser tests against instances that `make run` starts from a copy at another path.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
cd "$root"

"$root/deploy/local/install.sh" --tests

"$root/deploy/local/test-python.sh"

step "Swift tests"
log=$(mktemp)
built=
trap 'rm -f "$log"; [ -z "$built" ] || kill "$built" 2>/dev/null || true' EXIT
if ! swift build --build-tests >"$log" 2>&1; then
    grep -E -A 3 'error:' "$log" | head -n 60 >&2
    fail "The tests could not be built (see above)." "swift build --build-tests says it all."
fi
# The tests after these start a release from a copy of the checkout, which is built meanwhile.
(cd Tests && ../.venv/bin/python -c 'import checkout; checkout.copy_checkout()')
copy=$root/var/test/copy
WAYMARK_VAR=$copy/var "$copy/deploy/local/build.sh" >"$log" 2>&1 &
built=$!
swift test --skip-build --quiet
wait "$built" || { cat "$log" >&2 && exit 1; }
built=

# By file, since tests of a file may build on what the file's fixtures made; an instance each.
step "end-to-end and browser tests"
python_tests() { .venv/bin/python -m pytest -c Tests/pytest.ini --rootdir Tests \
    --durations 15 --durations-min 3 "$@"; }
python_tests -n auto --maxprocesses 4 --dist loadfile --ignore Tests/EndToEnd/faults Tests

# Alone: they need every core for the load under which they kill, stop and fill.
step "tests of faults"
python_tests Tests/EndToEnd/faults
