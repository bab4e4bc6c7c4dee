#!/usr/bin/env bash
# make format: formats the Swift sources and writes the settings table of the README anew.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
cd "$root"

swift format -i -r Sources Tests
swift build --product waymark >/dev/null || fail "Waymark does not build." "swift build says why."
TABLE=$(.build/debug/waymark settings --markdown) awk '
    /^\| setting \| default \| meaning \|$/ { print ENVIRON["TABLE"]; skipping = 1; next }
    skipping && /^\|/ { next }
    { skipping = 0; print }' README.md >README.md.new
mv README.md.new README.md
