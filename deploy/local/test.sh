#!/usr/bin/env bash
# make test: everything that proves Waymark. Unit and database tests first, then the end-to-end
# and browser tests against instances that `make run` starts from a copy at another path.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
cd "$root"

"$root/deploy/local/install.sh" --tests

"$root/deploy/local/test-python.sh"

step "building the tests, and the release that some of them start from a copy of the checkout"
logs=$(mktemp -d)
beside=
trap 'rm -rf "$logs"; [ -z "$beside" ] || kill "$beside" 2>/dev/null || true' EXIT
if ! swift build --build-tests >"$logs/build" 2>&1; then
    grep -E -A 3 'error:' "$logs/build" | head -n 60 >&2
    fail "The tests could not be built (see above)." "swift build --build-tests says it all."
fi
(cd Tests && ../.venv/bin/python -c 'import checkout; checkout.copy_checkout()')
copy=$root/var/test/copy
WAYMARK_VAR=$copy/var "$copy/deploy/local/build.sh"

python_tests() { .venv/bin/python -m pytest -c Tests/pytest.ini --rootdir Tests \
    --durations 15 --durations-min 3 "$@"; }

# Kills and outages wait more than they work.
step "Swift tests, and beside them the tests of faults"
python_tests Tests/EndToEnd/faults >"$logs/faults" 2>&1 &
beside=$!
failed=
swift test --skip-build --quiet 2>&1 | tee "$logs/swift" || failed=yes
wait "$beside" || failed=yes
beside=
cat "$logs/faults"
# Once more at the end, where whoever reads only that finds it.
[ -z "$failed" ] || { grep -E '✘|error:' "$logs/swift" | tail -n 40 >&2; exit 1; }

# By file, since tests of a file may build on what the file's fixtures made; an instance each.
step "end-to-end and browser tests"
python_tests -n auto --maxprocesses 4 --dist loadfile --ignore Tests/EndToEnd/faults Tests
