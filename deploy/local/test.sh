#!/usr/bin/env bash
# make test: everything that proves Waymark. Unit and database tests first, then the end-to-end
# and browser tests against instances that `make run` starts from a copy at another path.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
cd "$root"

"$root/deploy/local/install.sh" --tests

logs=$(mktemp -d)
declare -A beside=()
trap 'rm -rf "$logs"; [ ${#beside[@]} = 0 ] || kill "${beside[@]}" 2>/dev/null || true' EXIT

# start NAME COMMAND…: goes on beside what follows; what it says is kept for the end.
start() {
    local name=$1
    shift
    "$@" >"$logs/$name" 2>&1 &
    beside[$name]=$!
}

# finish NAME: waits for it and says what it said; fails as it did.
finish() {
    local code=0
    wait "${beside[$1]}" || code=$?
    unset "beside[$1]"
    cat "$logs/$1"
    return "$code"
}

step "building the tests, and beside them the release that some start from a copy of the checkout"
(cd Tests && /usr/bin/python3 -c 'import checkout; checkout.copy_checkout()')
copy=$root/var/test/copy
start python "$root/deploy/local/test-python.sh"
start release env WAYMARK_VAR="$copy/var" "$copy/deploy/local/build.sh"
if ! swift build --build-tests >"$logs/build" 2>&1; then
    grep -E -A 3 'error:' "$logs/build" | head -n 60 >&2
    fail "The tests could not be built (see above)." "swift build --build-tests says it all."
fi
finish python
finish release

python_tests() { .venv/bin/python -m pytest -c Tests/pytest.ini --rootdir Tests \
    --durations 15 --durations-min 3 "$@"; }

# Kills and outages wait more than they work.
step "Swift tests, and beside them the tests of faults"
start faults python_tests Tests/EndToEnd/faults
failed=
swift test --skip-build --quiet 2>&1 | tee "$logs/swift" || failed=yes
finish faults || failed=yes
# Once more at the end, where whoever reads only that finds it.
[ -z "$failed" ] || { grep -E '✘|error:' "$logs/swift" | tail -n 40 >&2; exit 1; }

# By file, since tests of a file may build on what the file's fixtures made; an instance each. One
# more than there are processors, since browsers wait now and then.
step "end-to-end and browser tests"
workers=$(($(nproc) < 3 ? $(nproc) + 1 : 4))
python_tests -n "$workers" --dist loadfile --ignore Tests/EndToEnd/faults Tests
