#!/usr/bin/env python3
"""Measures faiss HNSW on the vectors that KnnBenchmark wrote, one thread.

Needs: pip install faiss-cpu numpy
Usage: faiss_knn.py FOLDER DIMENSION [M [EF_CONSTRUCTION [EF,EF,...]]]
"""

import os
import pathlib
import sys
import time

import faiss
import numpy

K = 10
ROUNDS = 5


def main():
    folder = pathlib.Path(sys.argv[1])
    dimension = int(sys.argv[2])
    m = int(sys.argv[3]) if len(sys.argv) > 3 else 16
    construction = int(sys.argv[4]) if len(sys.argv) > 4 else 100
    settings = sys.argv[5] if len(sys.argv) > 5 else "16,32,64,128"
    faiss.omp_set_num_threads(1)
    base = numpy.fromfile(folder / "base.f32", dtype="<f4").reshape(-1, dimension)
    queries = numpy.fromfile(folder / "queries.f32", dtype="<f4").reshape(-1, dimension)
    truth = numpy.fromfile(folder / "truth.i32", dtype="<i4").reshape(-1, K)

    saved = folder / f"faiss-{m}-{construction}.index"
    if saved.exists():
        index = faiss.read_index(str(saved))
    else:
        index = faiss.IndexHNSWFlat(dimension, m, faiss.METRIC_INNER_PRODUCT)
        index.hnsw.efConstruction = construction
        start = time.perf_counter()
        processor = time.process_time()
        index.add(base)
        print(
            f"faiss HNSW {m}: build {time.perf_counter() - start:.1f} s,"
            f" processor {time.process_time() - processor:.1f} s",
            flush=True,
        )
        faiss.write_index(index, str(saved))

    for ef in (int(each) for each in settings.split(",")):
        index.hnsw.efSearch = ef
        index.search(queries, K)
        times = []
        found = 0
        for _ in range(ROUNDS):
            for query, expected in zip(queries, truth):
                start = time.perf_counter()
                _, numbers = index.search(query[None, :], K)
                times.append(time.perf_counter() - start)
                found += len(numpy.intersect1d(numbers[0], expected))
        median = float(numpy.median(times))
        print(
            f"faiss HNSW {m}: efSearch {ef:4d}  recall@10 {found / (len(times) * K):.4f}"
            f"  median {median * 1e3:.3f} ms  {1 / median:.0f} a second",
            flush=True,
        )


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
