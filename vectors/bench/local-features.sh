#!/bin/sh
# Prints what is said of pairs of photographs when fewer points of each are kept.
# Usage: vectors/bench/local-features.sh FOLDER_WITH_HOTELS_CSV
set -eu
set=$(cd "$1" && pwd)
cd "$(dirname "$0")/../.."
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
./mvnw -q -pl vectors test-compile dependency:build-classpath -Dmdep.outputFile=target/bench-classpath
"$java" --enable-native-access=ALL-UNNAMED \
  -cp "vectors/target/classes:vectors/target/test-classes:$(cat vectors/target/bench-classpath)" \
  org.roomprint.vectors.local.LocalFeaturesChoices "$set"
