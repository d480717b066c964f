#!/bin/sh
# Prints what is said of pairs of real photographs under other choices than ours.
# Usage: vectors/bench/real-pairs.sh CHOICES FOLDER_WITH_HOTELS_CSV
#   CHOICES  LocalFeaturesChoices   other points of each photograph, and their time
#            FlatShareChoices       other ways to tell the points of something flat
set -eu
choices=$1
set=$(cd "$2" && pwd)
cd "$(dirname "$0")/../.."
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
./mvnw -q -pl vectors test-compile dependency:build-classpath -Dmdep.outputFile=target/bench-classpath
"$java" --enable-native-access=ALL-UNNAMED \
  -cp "vectors/target/classes:vectors/target/test-classes:$(cat vectors/target/bench-classpath)" \
  "org.roomprint.vectors.local.$choices" "$set"
