#!/bin/sh
# Measures exact PDQ look-up: our index and a plain scan, and faiss on the same hashes if Python has it.
# usage: vectors/bench/pdq.sh [number of hashes, 10 million if not given]
set -eu
cd "$(dirname "$0")/../.."
count=${1:-10000000}
out=vectors/target/pdq-bench
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
./mvnw -q -pl vectors test-compile
"$java" -Xmx4g -cp vectors/target/classes:vectors/target/test-classes \
  org.roomprint.vectors.hash.bench.PdqLookupBenchmark "$count" "$out"
python=${PYTHON:-python3}
if "$python" -c 'import faiss' 2>/dev/null; then
  "$python" vectors/bench/faiss_pdq.py "$out"
else
  echo "faiss not measured: pip install faiss-cpu, or name a Python that has it in PYTHON"
fi
