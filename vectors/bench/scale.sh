#!/bin/sh
# Prints what a photo takes on disk, and a search of processor time and memory, in galleries of several sizes.
# Usage: vectors/bench/scale.sh FOLDER_OF_PICTURES FOLDER_TO_WRITE_TO [PHOTOS...]
set -eu
pictures=$(cd "$1" && pwd)
mkdir -p "$2"
work=$(cd "$2" && pwd)
shift 2
[ $# -gt 0 ] || set -- 10000 100000
cd "$(dirname "$0")/../.."
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
./mvnw -q -pl vectors test-compile dependency:build-classpath -Dmdep.outputFile=target/bench-classpath
"$java" -Xmx4g --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
  -cp "vectors/target/classes:vectors/target/test-classes:$(cat vectors/target/bench-classpath)" \
  org.roomprint.vectors.search.ScaleBenchmark vectors/src/main/model/roomprint-1 "$pictures" "$work" "$@"
