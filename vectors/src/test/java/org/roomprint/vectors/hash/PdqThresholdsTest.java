package org.roomprint.vectors.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PdqThresholdsTest {
  @Test
  void addUpToOneMoreThanTheDistance() {
    for (int distance = 0; distance <= PdqSegmentSearch.MAX_DISTANCE; distance++) {
      assertThat(Arrays.stream(PdqThresholds.even(distance)).sum()).isEqualTo(distance + 1);
      assertThat(PdqThresholds.even(distance)).isNotEmpty().hasSize(PdqBand.COUNT);
    }
  }

  @Test
  void passOverABandInWhichEveryHashIsTheSame() {
    SplittableRandom random = new SplittableRandom(1);
    List<PdqHash> hashes = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      PdqHash hash = PdqSamples.uniform(random);
      // Band 1 is zero in all.
      long first = hash.bits255To192() & ~(0xffffL << 32);
      hashes.add(new PdqHash(first, hash.bits191To128(), hash.bits127To64(), hash.bits63To0()));
    }
    PdqHashes list = new PdqHashes();
    hashes.forEach(list::add);
    PdqBand[] bands =
        IntStream.range(0, PdqBand.COUNT)
            .mapToObj(band -> new PdqBand(list, 0, list.size(), band))
            .toArray(PdqBand[]::new);
    PdqHash query = hashes.getFirst();
    int[] values =
        IntStream.range(0, PdqBand.COUNT)
            .map(band ->
                PdqBand.of(
                    query.bits255To192(),
                    query.bits191To128(),
                    query.bits127To64(),
                    query.bits63To0(),
                    band))
            .toArray();
    for (int distance = 0; distance <= PdqSegmentSearch.MAX_DISTANCE; distance++) {
      int[] thresholds = PdqThresholds.cheapest(distance, bands, values);
      assertThat(thresholds[1]).isZero();
      assertThat(Arrays.stream(thresholds).sum()).isEqualTo(distance + 1);
    }
  }
}
