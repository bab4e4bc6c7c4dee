#!/usr/bin/env bash
# make tsan: what several threads share, under the thread sanitizer, which sees a race even where
# it does no harm this time. Built apart, because everything under the tests is made ready for it.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
cd "$root"

what='ThreadsTests|MetricsTests|WorkerPoolTests|ExchangeTests|LiveSeatTests|HostilePeerTests'
what+='|InboxCommitterTests|SpoolingTests|LiveDoorTests|FeedCursorTests|InboundConnectionsTests'
what+='|InterruptionTests'
step "testing under the thread sanitizer: $what"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! TSAN_OPTIONS="halt_on_error=0:exitcode=66:suppressions=$root/deploy/local/tsan-known.txt" \
    swift test --scratch-path .build/tsan --sanitize=thread --filter "$what" >"$log" 2>&1; then
    grep -E -A 20 'WARNING: ThreadSanitizer|error:|✘' "$log" | sed -n '1,120p' >&2
    fail "A race, or a test that failed (see above)." "Run make tsan again after mending it."
fi
tail -n 1 "$log"
