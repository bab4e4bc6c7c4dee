#!/usr/bin/env bash
# make fuzz: libFuzzer over every reader of foreign bytes, led by coverage, from the kept seeds on.
# What it finds interesting stays under var/fuzz; an input that crashes a reader is kept there, and
# the command that repeats it is printed.   fuzz.sh [READER…]
set -euo pipefail
. "$(dirname "$0")/lib.sh"
cd "$root"

seconds=${FUZZ_SECONDS:-60}
step "building the readers for libFuzzer"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
build=(swift build --scratch-path .build/fuzz --product fuzz -Xswiftc -sanitize=fuzzer)
if ! WAYMARK_FUZZ=yes "${build[@]}" >"$log" 2>&1; then
    grep -E -A 3 'error:' "$log" | head -n 40 >&2
    fail "The readers could not be built (see above)." "WAYMARK_FUZZ=yes ${build[*]}"
fi

readers=("$@")
[ $# -gt 0 ] || mapfile -t readers < <(cd Tests/Fuzz/seeds && ls -- *.txt | sed 's/\.txt$//')
broken=0
for reader in "${readers[@]}"; do
    corpus=$var/fuzz/$reader
    mkdir -p "$corpus"
    /usr/bin/python3 - "Tests/Fuzz/seeds/$reader.txt" "$corpus" <<'PY'
import hashlib, pathlib, re, sys
for line in pathlib.Path(sys.argv[1]).read_bytes().splitlines():
    seed = re.sub(rb"\\(x..|.)", lambda m: bytes.fromhex(m[1][1:].decode()) if m[1][:1] == b"x"
                  else b"\n" if m[1] == b"n" else m[1], line)
    name = hashlib.sha1(seed).hexdigest()
    pathlib.Path(sys.argv[2], name).write_bytes(seed)
PY
    if WAYMARK_FUZZ_READER=$reader .build/fuzz/debug/fuzz -max_total_time="$seconds" -timeout=5 \
        -rss_limit_mb=1024 -max_len=4096 -print_final_stats=1 -verbosity=0 \
        -artifact_prefix="$var/fuzz/$reader-" "$corpus" >"$log" 2>&1; then
        runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
        step "$reader: $runs inputs in $seconds s, none of them broke it"
    else
        tail -n 25 "$log" >&2
        printf '✗ %s is broken by the input named above. Again:\n' "$reader" >&2
        printf '  WAYMARK_FUZZ_READER=%s .build/fuzz/debug/fuzz FILE\n' "$reader" >&2
        broken=$((broken + 1))
    fi
done
[ "$broken" -eq 0 ] || fail "$broken of ${#readers[@]} readers broke." \
    "Mend each, and put its input into Tests/Fuzz/seeds."
