#!/usr/bin/env bash
# Builds the release, and the page with its pinned library files. Quiet unless it fails or works
# for long.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

# Every start comes by here: one at a time, and quickly where there is nothing to do. By the time at
# which a file was put where it is, which a copy or a checkout cannot set back.
is_made() { # is_made PRODUCT STAMP INPUT…
    local product=$1 stamp=$2
    shift 2
    [ -e "$product" ] && [ -e "$stamp" ] && [ -z "$(find "$@" -cnewer "$stamp" -print -quit)" ]
}

mkdir -p "$root/.build"
exec 8>"$root/.build/waymark.lock"
flock 8

"$root/deploy/local/page-libraries.sh"
stamp=$root/.build/page.stamp
if ! is_made "$page/index.html" "$stamp" \
    "$root/static" "$root/deploy/local/page.py" "$(command -v esbuild)"; then
    touch "$stamp.new"
    /usr/bin/python3 "$root/deploy/local/page.py" "$page"
    mv "$stamp.new" "$stamp"
fi

stamp=$root/.build/waymark.stamp
if is_made "$binary" "$stamp" "$root/Sources" "$root/Package.swift" "$0" "$(command -v swift)"; then
    exit 0
fi

log=$var/log/build.log
mkdir -p "$var/log"
touch "$stamp.new"
[ -x "$binary" ] || step "building Waymark (a few minutes the first time)"
cd "$root"
if ! swift build -c release --static-swift-stdlib --product waymark >"$log" 2>&1; then
    grep -E 'error:' "$log" | sort -u | head -n 20 >&2 || true
    tail -n 5 "$log" >&2
    fail "Waymark could not be built (see above)." "The whole log is $log."
fi
mv "$stamp.new" "$stamp"
