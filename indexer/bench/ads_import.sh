#!/bin/sh
# Makes a list of ads, imports it, kills the import on its way, and lets a second one go on; prints how much is in, and the
# peak memory of both. With "same" as third argument the list is imported once more, when nothing of it is new.
#   indexer/bench/ads_import.sh [ADS] [SECONDS UNTIL THE KILL] [same]
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
ads=${1:-1000000}
seconds=${2:-60}
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
awk -v ads="$ads" 'BEGIN {
  for (i = 1; i <= ads; i++) {
    n = i % 1000 == 0 ? "}" : "" # one line in a thousand is none
    printf "{\"ad_id\":\"%d\",\"site\":\"board.example\",\"url\":\"https://board.example/ads/%d\",", i, i
    printf "\"title\":\"Room %d in the centre\",\"text\":\"Quiet room number %d near the station. ", i, i
    for (j = 0; j < 8; j++) printf "Word%d and word%d of it. ", (i * 7 + j * 13) % 977, (i + j) % 89
    printf "Call 0221 %07d.\",\"posted\":\"2026-03-01T10:%02d:00+01:00\",", i, i % 60
    printf "\"seen\":\"2026-03-02T10:%02d:00+01:00\",\"place\":\"Cologne\",\"prices\":[\"%d EUR\"]}%s\n", i % 60, i % 300, n
  }
}' >"$data/ads.jsonl"
echo "$ads ads, $(du -m "$data/ads.jsonl" | cut -f1) MB"
import() {
  if [ -x /usr/bin/time ]; then
    /usr/bin/time -f "$1: %M KB peak memory, %e s wall, %U s user" \
      "$root/roomprint" import ads --data "$data/data" "$data/ads.jsonl"
  else
    "$root/roomprint" import ads --data "$data/data" "$data/ads.jsonl"
  fi
}
ROOMPRINT_JAVA_OPTS="${ROOMPRINT_JAVA_OPTS:--Xmx192m}"
export ROOMPRINT_JAVA_OPTS
import 'killed on its way' >"$data/first.log" 2>&1 &
first=$!
sleep "$seconds"
if kill -0 "$first" 2>/dev/null; then
  # The one process that reads this list, whatever started it.
  for process in /proc/[0-9]*; do
    if cat "$process/cmdline" 2>/dev/null | tr '\0' ' ' | grep -q "java.*$data/ads.jsonl"; then
      kill -9 "${process#/proc/}" || true
    fi
  done
fi
wait "$first" || true
tr '\r' '\n' <"$data/first.log" | tail -n 3
import 'went on' 2>&1 | tr '\r' '\n' | tail -n 12
"$root/roomprint" status --data "$data/data" --json
if [ "${3:-}" = same ]; then
  import 'the same again' 2>&1 | tr '\r' '\n' | tail -n 8
fi
