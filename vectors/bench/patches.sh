#!/bin/sh
# Prints the processor time of comparing the patches of a query with those of 200 photos.
# Usage: vectors/bench/patches.sh
set -eu
cd "$(dirname "$0")/../.."
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
./mvnw -q -pl vectors test-compile dependency:build-classpath -Dmdep.outputFile=target/bench-classpath
"$java" --enable-native-access=ALL-UNNAMED \
  -cp "vectors/target/classes:vectors/target/test-classes:$(cat vectors/target/bench-classpath)" \
  org.roomprint.vectors.search.PatchBenchmark
