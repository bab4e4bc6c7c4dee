#!/usr/bin/env bash
# make test: everything that proves Waymark. Unit and database tests first, then the end-to-end
# and browser tests against instances that `make run` starts from a copy at another path.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
cd "$root"

"$root/deploy/local/install.sh" --tests

logs=$(mktemp -d)
declare -A beside=()
leave() {
    rm -rf "$logs"
    [ ${#beside[@]} = 0 ] || kill -INT -- "${beside[@]/#/-}" 2>/dev/null || true
}
trap leave EXIT

# start NAME COMMAND…: goes on beside what follows; what it says is kept for the end. It is a
# process group of its own, so that all of it ends where this does.
start() {
    local name=$1
    shift
    set -m
    "$@" >"$logs/$name" 2>&1 &
    set +m
    beside[$name]=$!
}

# finish NAME: says what it says until it ends; fails as it did.
finish() {
    local code=0
    tail -n +1 -f --pid "${beside[$1]}" "$logs/$1"
    wait "${beside[$1]}" || code=$?
    unset "beside[$1]"
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

# Several times as long as they take: what hangs is to be named, and not to be waited for.
patience=25m

# patiently COMMAND…: interrupts it in the end, as a person would, so that it puts things away.
patiently() {
    local code=0
    timeout --foreground --signal INT --kill-after 60 "$patience" "$@" || code=$?
    [ "$code" != 124 ] && [ "$code" != 137 ] || printf '\n✘ stopped after %s\n' "$patience"
    return "$code"
}

python_tests() {
    patiently .venv/bin/python -m pytest -c Tests/pytest.ini --rootdir Tests \
        --durations 15 --durations-min 3 "$@"
}

# What the Swift tests have to tell; where they were stopped, what they had begun last.
swift_findings() {
    local last=20
    grep -E '✘|error:' "$logs/swift" | tail -n 40 || true
    ! tail -n 1 "$logs/swift" | grep -qF 'Test run with' || last=1
    tail -n "$last" "$logs/swift"
}

# Kills and outages wait more than they work.
step "Swift tests, and beside them the tests of faults"
start swift patiently swift test --skip-build
start faults python_tests Tests/EndToEnd/faults
failed=
wait "${beside[swift]}" || failed=yes
finish faults || failed=yes
# At the end, where whoever reads only that finds it.
swift_findings
[ -z "$failed" ] || exit 1

# By file, since tests of a file may build on what the file's fixtures made; an instance each. One
# more than there are processors, since browsers wait now and then.
step "end-to-end and browser tests"
workers=$(($(nproc) < 3 ? $(nproc) + 1 : 4))
start whole python_tests -n "$workers" --dist loadfile --ignore Tests/EndToEnd/faults Tests
finish whole
