#!/bin/sh
# Measures writing and reading the catalog on SQLite, and on PostgreSQL if it is installed.
# usage: catalog/bench/catalog.sh [number of photos, 50000 if not given]
set -eu
cd "$(dirname "$0")/../.."
count=${1:-50000}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
./mvnw -q -pl catalog -am test-compile dependency:build-classpath \
  -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
"$java" -Dlogback.configurationFile=.mvn/logback-test.xml --enable-native-access=ALL-UNNAMED \
  -cp "catalog/target/classes:catalog/target/test-classes:$(cat catalog/target/bench.classpath)" \
  org.roomprint.catalog.sql.CatalogBenchmark "$count" catalog/target/bench
