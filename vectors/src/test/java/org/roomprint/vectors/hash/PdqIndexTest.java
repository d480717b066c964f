package org.roomprint.vectors.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PdqIndexTest {
  private static final int COUNT = 6000;

  private record Hit(int ordinal, int distance) {}

  @Test
  void findsWhatAPlainScanFindsAmongEvenlySpreadHashes() {
    SplittableRandom random = new SplittableRandom(1);
    List<PdqHash> hashes = PdqSamples.uniform(COUNT, random);
    agreesWithScan(hashes, near(hashes, random), random);
  }

  @Test
  void findsWhatAPlainScanFindsAmongNearCopies() {
    SplittableRandom random = new SplittableRandom(2);
    List<PdqHash> hashes = PdqSamples.clustered(COUNT, 3, random);
    agreesWithScan(hashes, near(hashes, random), random);
  }

  @Test
  void findsWhatAPlainScanFindsAmongFlatPictures() {
    SplittableRandom random = new SplittableRandom(3);
    List<PdqHash> hashes = PdqSamples.flat(COUNT, random);
    List<PdqHash> queries = new ArrayList<>(near(hashes, random));
    queries.add(new PdqHash(0, 0, 0, 0));
    queries.add(PdqSamples.uniform(random));
    agreesWithScan(hashes, queries, random);
  }

  @Test
  void findsWhatAPlainScanFindsAmongEqualHashesAndScatteredOnes() {
    SplittableRandom random = new SplittableRandom(4);
    PdqHash same = PdqSamples.uniform(random);
    List<PdqHash> hashes = PdqSamples.uniform(COUNT, random);
    for (int i = 0; i < COUNT; i += 3) {
      hashes.set(i, same);
    }
    List<PdqHash> queries = new ArrayList<>();
    for (int distance = 0; distance <= 64; distance += 4) {
      queries.add(PdqSamples.differing(same, distance, random));
    }
    agreesWithScan(hashes, queries, random);
  }

  @Test
  void findsAPlantedHashAtEveryDistanceHoweverItsBitsAreSpread() {
    SplittableRandom random = new SplittableRandom(5);
    List<PdqHash> hashes = PdqSamples.uniform(COUNT, random);
    PdqIndex index = segmented(hashes, COUNT);
    for (int trial = 0; trial < 2000; trial++) {
      int ordinal = random.nextInt(COUNT);
      int distance = random.nextInt(PdqHash.SAME_PICTURE_DISTANCE + 1);
      // Bits crowded into as few bands as they fill, or anywhere.
      PdqHash query =
          trial % 2 == 0
              ? PdqSamples.differing(hashes.get(ordinal), distance, random)
              : crowded(hashes.get(ordinal), distance, random.nextInt(PdqHash.BITS));
      assertThat(search(index, query, distance)).contains(new Hit(ordinal, distance));
      if (distance > 0) {
        assertThat(search(index, query, distance - 1))
            .extracting(Hit::ordinal)
            .doesNotContain(ordinal);
      }
    }
  }

  @Test
  void comparesEveryHashBeyondTheDistanceOfItsBands() {
    SplittableRandom random = new SplittableRandom(6);
    List<PdqHash> hashes = PdqSamples.uniform(1000, random);
    PdqIndex index = segmented(hashes, 400);
    PdqHash query = PdqSamples.uniform(random);
    for (int distance : new int[] {32, 120, 128, 256}) {
      assertThat(search(index, query, distance))
          .containsExactlyInAnyOrderElementsOf(search(PdqScan.of(hashes), query, distance));
    }
    assertThat(search(index, query, PdqHash.BITS)).hasSize(1000);
  }

  @Test
  void answersFromAnEmptyIndexAndFromASmallOne() {
    PdqHash hash = PdqSamples.uniform(new SplittableRandom(7));
    assertThat(search(PdqIndex.of(List.of()), hash, 31)).isEmpty();
    assertThat(search(PdqIndex.of(List.of(hash)), hash, 0)).containsExactly(new Hit(0, 0));
  }

  @Test
  void buildsBandsOnceScanningWouldTakeLong() {
    SplittableRandom random = new SplittableRandom(8);
    List<PdqHash> hashes = PdqSamples.uniform(PdqIndex.SCANNED_BELOW, random);
    PdqIndex large = PdqIndex.of(hashes);
    PdqIndex small = PdqIndex.of(hashes.subList(1, hashes.size()));
    assertThat(large.bytes()).isGreaterThan(small.bytes() + 5L * 16 * hashes.size());
    assertThat(large.size()).isEqualTo(hashes.size());
    assertThat(IntStream.range(0, hashes.size()).mapToObj(large::hash)).isEqualTo(hashes);
    agreesWithScan(large, hashes, near(hashes, random));
  }

  @Test
  void refusesDistancesThatHashesCannotHave() {
    PdqHash hash = PdqSamples.uniform(new SplittableRandom(9));
    for (PdqLookup lookup :
        List.of(
            PdqIndex.of(List.of(hash)), PdqScan.of(List.of(hash)), segmented(List.of(hash), 1))) {
      for (int distance : new int[] {-1, 257}) {
        assertThatThrownBy(() -> search(lookup, hash, distance))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("0..256");
      }
    }
  }

  @Test
  void refusesToAddOnceItIsBuilt() {
    PdqIndex.Builder builder = PdqIndex.builder();
    builder.build();
    assertThatThrownBy(() -> builder.add(new PdqHash(0, 0, 0, 0)))
        .isInstanceOf(IllegalStateException.class);
  }

  private static void agreesWithScan(
      List<PdqHash> hashes, List<PdqHash> queries, SplittableRandom random) {
    agreesWithScan(segmented(hashes, 1 + random.nextInt(hashes.size())), hashes, queries);
  }

  private static void agreesWithScan(PdqIndex index, List<PdqHash> hashes, List<PdqHash> queries) {
    PdqScan scan = PdqScan.of(hashes);
    for (PdqHash query : queries) {
      List<Hit> all = search(scan, query, PdqHash.SAME_PICTURE_DISTANCE);
      for (int distance = 0; distance <= PdqHash.SAME_PICTURE_DISTANCE; distance++) {
        int max = distance;
        assertThat(search(index, query, distance))
            .as("%s within %s", query, distance)
            .containsExactlyInAnyOrderElementsOf(
                all.stream().filter(hit -> hit.distance() <= max).toList());
      }
    }
  }

  private static PdqIndex segmented(List<PdqHash> hashes, int maxSegment) {
    PdqIndex.Builder builder = PdqIndex.builder().withSegments(0, maxSegment);
    hashes.forEach(builder::add);
    return builder.build(2);
  }

  private static List<PdqHash> near(List<PdqHash> hashes, SplittableRandom random) {
    List<PdqHash> queries = new ArrayList<>();
    for (int distance = 0; distance <= 44; distance += 4) {
      PdqHash hash = hashes.get(random.nextInt(hashes.size()));
      queries.add(PdqSamples.differing(hash, distance, random));
    }
    return queries;
  }

  private static PdqHash crowded(PdqHash hash, int bits, int from) {
    PdqHash changed = hash;
    for (int i = 0; i < bits; i++) {
      int place = (from + i) % PdqHash.BITS;
      long bit = 1L << place;
      changed =
          switch (place / Long.SIZE) {
            case 0 ->
                new PdqHash(
                    changed.bits255To192() ^ bit,
                    changed.bits191To128(),
                    changed.bits127To64(),
                    changed.bits63To0());
            case 1 ->
                new PdqHash(
                    changed.bits255To192(),
                    changed.bits191To128() ^ bit,
                    changed.bits127To64(),
                    changed.bits63To0());
            case 2 ->
                new PdqHash(
                    changed.bits255To192(),
                    changed.bits191To128(),
                    changed.bits127To64() ^ bit,
                    changed.bits63To0());
            default ->
                new PdqHash(
                    changed.bits255To192(),
                    changed.bits191To128(),
                    changed.bits127To64(),
                    changed.bits63To0() ^ bit);
          };
    }
    return changed;
  }

  private static List<Hit> search(PdqLookup lookup, PdqHash query, int maxDistance) {
    List<Hit> hits = new ArrayList<>();
    lookup.search(query, maxDistance, (ordinal, distance) -> hits.add(new Hit(ordinal, distance)));
    return hits;
  }
}
