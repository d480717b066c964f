package org.roomprint.vectors.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class GrowingPdqIndexTest {
  private record Entry(long id, PdqHash hash) {}

  private record Hit(long id, int distance) {}

  @Test
  void findsWhatWasAddedAndNotWhatWasRemovedAtEveryTime() {
    SplittableRandom random = new SplittableRandom(1);
    List<PdqHash> pool = PdqSamples.clustered(400, 20, random);
    GrowingPdqIndex index = new GrowingPdqIndex(1, 40);
    List<Entry> expected = new ArrayList<>();
    for (int step = 0; step < 3000; step++) {
      if (random.nextInt(4) > 0 || expected.isEmpty()) {
        Entry entry = new Entry(random.nextInt(500), pool.get(random.nextInt(pool.size())));
        index.add(entry.id(), entry.hash());
        expected.add(entry);
      } else {
        Entry entry = expected.remove(random.nextInt(expected.size()));
        assertThat(index.remove(entry.id(), entry.hash())).isTrue();
      }
      if (step % 25 == 0) {
        PdqHash query = PdqSamples.differing(pool.get(step % 400), step % 30, random);
        int distance = step % 32;
        assertThat(search(index, query, distance)).isEqualTo(search(expected, query, distance));
        assertThat(index.size()).isEqualTo(expected.size());
      }
    }
  }

  @Test
  void refusesToRemoveWhatIsNotThere() {
    SplittableRandom random = new SplittableRandom(2);
    GrowingPdqIndex index = new GrowingPdqIndex(1);
    PdqHash hash = PdqSamples.uniform(random);
    index.add(1, hash);
    assertThat(index.remove(2, hash)).isFalse();
    assertThat(index.remove(1, PdqSamples.differing(hash, 1, random))).isFalse();
    assertThat(index.remove(1, hash)).isTrue();
    assertThat(index.remove(1, hash)).isFalse();
    assertThat(index.size()).isZero();
  }

  @Test
  void keepsEverythingFindableWhileItGrows() throws InterruptedException {
    SplittableRandom random = new SplittableRandom(3);
    List<PdqHash> hashes = PdqSamples.uniform(2000, random);
    GrowingPdqIndex index = new GrowingPdqIndex(1, 30);
    index.add(0, hashes.getFirst());
    AtomicBoolean finished = new AtomicBoolean();
    AtomicReference<String> missed = new AtomicReference<>("");
    Thread searcher =
        Thread.ofPlatform()
            .start(() -> {
              while (!finished.get()) {
                int known = index.size() - 1;
                if (!search(index, hashes.get(known), 0).contains(new Hit(known, 0))) {
                  missed.set("hash " + known);
                }
              }
            });
    for (int i = 1; i < hashes.size(); i++) {
      index.add(i, hashes.get(i));
    }
    finished.set(true);
    searcher.join();
    assertThat(index.size()).isEqualTo(hashes.size());
    assertThat(missed.get()).isEmpty();
  }

  private static List<Hit> search(GrowingPdqIndex index, PdqHash query, int maxDistance) {
    List<Hit> hits = new ArrayList<>();
    index.search(query, maxDistance, (id, distance) -> hits.add(new Hit(id, distance)));
    return sorted(hits);
  }

  private static List<Hit> search(List<Entry> entries, PdqHash query, int maxDistance) {
    return sorted(
        entries.stream()
            .map(entry -> new Hit(entry.id(), entry.hash().distance(query)))
            .filter(hit -> hit.distance() <= maxDistance)
            .toList());
  }

  private static List<Hit> sorted(List<Hit> hits) {
    return hits.stream()
        .sorted(Comparator.comparingLong(Hit::id).thenComparingInt(Hit::distance))
        .toList();
  }
}
