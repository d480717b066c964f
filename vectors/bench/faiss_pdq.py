"""Measures faiss's exact binary indexes on the hashes that PdqLookupBenchmark wrote.

usage: faiss_pdq.py FOLDER   (pip install faiss-cpu numpy)

A range search of faiss finds distances below its radius, so that 32 means "at most 31".
Multi-hash with b bits and f flips is exact only if the bands are enough for the distance; how many
planted neighbours were found is printed for each.
"""
import resource
import statistics
import sys
import time

import faiss
import numpy

BITS = 256
RADIUS = 32
ROUNDS = 5


def resident_bytes():
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith("VmRSS"):
                return int(line.split()[1]) * 1024
    return 0


def found(index, queries, planted):
    limits, distances, labels = index.range_search(queries, RADIUS)
    count = 0
    for i, (ordinal, distance) in enumerate(planted[: len(queries)]):
        hits = labels[limits[i] : limits[i + 1]]
        count += int(distance in distances[limits[i] : limits[i + 1]][hits == ordinal])
    return count


def measure(name, index, queries, planted, memory):
    count = found(index, queries, planted)
    for threads in (1, 2):
        faiss.omp_set_num_threads(threads)
        rates, cpu = [], []
        for _ in range(ROUNDS):
            wall, used = time.perf_counter(), time.process_time()
            index.range_search(queries, RADIUS)
            rates.append(len(queries) / (time.perf_counter() - wall))
            cpu.append((time.process_time() - used) * 1e6 / len(queries))
        print(
            f"faiss {name}, {threads} thread(s): {statistics.median(rates):,.1f} look-ups/s "
            f"({min(rates):,.1f} to {max(rates):,.1f}), {statistics.median(cpu):,.1f} us of CPU each "
            f"({min(cpu):,.1f} to {max(cpu):,.1f}); {count} of {len(queries)} planted found; {memory}",
            flush=True,
        )


def main(folder):
    hashes = numpy.fromfile(f"{folder}/hashes.bin", dtype=numpy.uint8).reshape(-1, BITS // 8)
    queries = numpy.fromfile(f"{folder}/queries.bin", dtype=numpy.uint8).reshape(-1, BITS // 8)
    planted = numpy.loadtxt(f"{folder}/planted.txt", dtype=numpy.int64)
    print(f"faiss {faiss.__version__}, {len(hashes):,} hashes, {faiss.get_compile_options()}")

    flat = faiss.IndexBinaryFlat(BITS)
    flat.add(hashes)
    measure("flat", flat, queries[:64], planted, "32 bytes a hash")
    del flat

    for bands, bits, flips, count in ((16, 16, 1, 64), (8, 24, 1, 2048), (11, 23, 2, 1024)):
        before = resident_bytes()
        index = faiss.IndexBinaryMultiHash(BITS, bands, bits)
        index.nflip = flips
        start = time.perf_counter()
        index.add(hashes)
        built = time.perf_counter() - start
        per_hash = (resident_bytes() - before) / len(hashes)
        name = f"multi-hash {bands} x {bits}, {flips} flip(s)"
        memory = f"resident {per_hash:.0f} bytes a hash, built in {built:.0f} s"
        measure(name, index, queries[:count], planted, memory)
        del index
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(f"peak memory {peak:.1f} GiB")


if __name__ == "__main__":
    main(sys.argv[1])
