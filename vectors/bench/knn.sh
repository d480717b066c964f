#!/bin/sh
# Nearest-neighbour search of the gallery index beside faiss HNSW, on the same vectors, one thread each:
# recall@10 against the exact answer, time to ask, time to build.
# Usage: vectors/bench/knn.sh [--count=200000 --dimension=512 --candidates=32,64,128,256 --edges=32 ...]
# Needs a JDK 25; for the comparison Python 3 with numpy and faiss-cpu.
set -eu
cd "$(dirname "$0")/../.."
dimension=512
candidates=32,64,128,256
edges=32
for argument in "$@"; do
  case "$argument" in
    --dimension=*) dimension="${argument#*=}" ;;
    --candidates=*) candidates="${argument#*=}" ;;
    --edges=*) edges="${argument#*=}" ;;
  esac
done
folder=vectors/target/knn
./mvnw -q -pl vectors test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath.txt
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
"$java" -Xmx4g --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
  -cp "vectors/target/test-classes:vectors/target/classes:$(cat vectors/target/classpath.txt)" \
  org.roomprint.vectors.index.lucene.KnnBenchmark "--folder=$folder" "--dimension=$dimension" "--candidates=$candidates" "$@"
if python3 -c 'import faiss' 2>/dev/null; then
  rm -f "$folder"/faiss-*.index
  python3 vectors/bench/faiss_knn.py "$folder" "$dimension" "$edges" 100 "$candidates"
else
  echo "faiss is not installed (pip install faiss-cpu numpy): no comparison"
fi
