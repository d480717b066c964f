#!/bin/sh
# Imports a folder of photos (one folder per hotel) into a fresh catalog and index, and prints photos per second, the share of
# each step, and the peak memory of the importer and of its largest decoder worker.
#   indexer/bench/import_speed.sh FOLDER
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
photos=${1:?a folder with a folder of photos for each hotel}
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
{
  echo hotel_id,name
  for folder in "$photos"/*/; do
    name=$(basename -- "$folder")
    echo "$name,$name"
  done
} >"$data/hotels.csv"
"$root/roomprint" import hotels --data "$data" --json "$data/hotels.csv" >/dev/null 2>&1
if [ -x /usr/bin/time ]; then
  /usr/bin/time -f '%M KB peak memory of the largest process, %e s wall, %U s user' \
    "$root/roomprint" import photos --data "$data" "$photos"
else
  "$root/roomprint" import photos --data "$data" "$photos"
fi
