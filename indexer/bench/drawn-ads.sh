#!/bin/sh
# Draws pictures with phone numbers in them, as ads have, and their list for "./roomprint evaluate picture-text".
#   indexer/bench/drawn-ads.sh SEED COUNT FOLDER [PHOTOGRAPHS]
# With a folder of photographs of rooms it writes upon these instead of drawn rooms.
set -eu
seed=${1:?a seed}
count=${2:?how many pictures}
mkdir -p "${3:?a folder for the pictures}"
folder=$(cd "$3" && pwd)
[ -z "${4:-}" ] || set -- "$1" "$2" "$3" "$(cd "$4" && pwd)"
cd "$(dirname "$0")/../.."
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
./mvnw -q -pl indexer -am -Dpages.skip -Dpages.install.skip=true test-compile
"$java" -Djava.awt.headless=true -cp indexer/target/test-classes org.roomprint.indexer.evaluating.DrawnAds \
  "$seed" "$count" "$folder" ${4:+"$4"}
