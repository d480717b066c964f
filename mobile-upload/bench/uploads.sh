#!/bin/sh
# Starts the public service in a process of its own and sends to it from many phones at once, over real HTTP; prints how long
# they wait for each acknowledgement, which comes when the bytes and the row are on the disk.
# usage: mobile-upload/bench/uploads.sh [UPLOADERS [PHOTOS [BYTES [ROUNDS [FOLDER]]]]]   (50 4 3000000 3 mobile-upload/target)
set -eu
cd "$(dirname "$0")/../.."
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
./mvnw -q -pl mobile-upload -am -Dpages.skip test-compile dependency:build-classpath \
  -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
# The classes are copied: a build beside the measurement does not change what is measured.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R mobile-upload/target/classes "$work/service"
cp -R mobile-upload/target/test-classes "$work/phones"
cp -R base/target/classes "$work/base"
cp -R inbox/target/classes "$work/inbox"
"$java" -Xmx3g --enable-native-access=ALL-UNNAMED \
  -cp "$work/phones:$work/service:$work/base:$work/inbox:$(cat mobile-upload/target/bench.classpath)" \
  org.roomprint.mobileupload.UploadBenchmark "${1:-50}" "${2:-4}" "${3:-3000000}" "${4:-3}" "${5:-mobile-upload/target}"
