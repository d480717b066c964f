#!/bin/sh
# Measures PDQ: the time to hash a picture; exact look-up by our index and by a plain scan, and by
# faiss on the same hashes if Python has it (pip install faiss-cpu).
# usage: vectors/bench/pdq.sh [number of hashes, 10 million if not given]
set -eu
cd "$(dirname "$0")/../.."
count=${1:-10000000}
out=vectors/target/pdq-bench
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
./mvnw -q -pl vectors test-compile
classes=vectors/target/classes:vectors/target/test-classes
"$java" -cp "$classes" org.roomprint.vectors.hash.bench.PdqHasherBenchmark
"$java" -Xmx4g -cp "$classes" org.roomprint.vectors.hash.bench.PdqLookupBenchmark "$count" "$out"
python=${PYTHON:-python3}
if "$python" -c 'import faiss' 2>/dev/null; then
  "$python" vectors/bench/faiss_pdq.py "$out"
else
  echo "faiss not measured: pip install faiss-cpu, or name a Python that has it in PYTHON"
fi
