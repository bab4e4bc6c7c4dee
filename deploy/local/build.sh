#!/usr/bin/env bash
# Builds the release, and the page with its pinned library files. Quiet unless it fails or works
# for long.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

"$root/deploy/local/page-libraries.sh"
/usr/bin/python3 "$root/deploy/local/page.py" "$page"
# Every start comes by here, and asking swift whether there is anything to do takes seconds. By the
# time at which a file was put where it is, which a copy or a checkout cannot set back.
stamp=$root/.build/waymark.stamp
inputs=("$root/Sources" "$root/Package.swift" "$0" "$(command -v swift)")
if [ -x "$binary" ] && [ -e "$stamp" ] &&
    [ -z "$(find "${inputs[@]}" -cnewer "$stamp" -print -quit)" ]; then
    exit 0
fi

log=$var/log/build.log
mkdir -p "$var/log" "$root/.build"
touch "$stamp.new"
[ -x "$binary" ] || step "building Waymark (a few minutes the first time)"
cd "$root"
if ! swift build -c release --static-swift-stdlib --product waymark >"$log" 2>&1; then
    grep -E 'error:' "$log" | sort -u | head -n 20 >&2 || true
    tail -n 5 "$log" >&2
    fail "Waymark could not be built (see above)." "The whole log is $log."
fi
mv "$stamp.new" "$stamp"
