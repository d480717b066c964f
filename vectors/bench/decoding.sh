#!/bin/sh
# Measures gate, decoding within the process and in worker processes, sanitising and thumbnails.
# usage: vectors/bench/decoding.sh [folder of JPEG files; drawn pictures if not given]
set -eu
folder=${1:+$(cd "$1" && pwd)}
cd "$(dirname "$0")/../.."
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
./mvnw -q -pl vectors test-compile dependency:build-classpath -Dmdep.outputFile=target/bench-classpath
"$java" -Xmx2g --enable-native-access=ALL-UNNAMED \
  -cp "vectors/target/classes:vectors/target/test-classes:$(cat vectors/target/bench-classpath)" \
  org.roomprint.vectors.image.DecodingBenchmark ${folder:+"$folder"}
