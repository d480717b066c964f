package org.roomprint.vectors.hash;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Seeded hashes, spread in ways that an index may find hard. */
final class PdqSamples {
  private PdqSamples() {}

  static PdqHash uniform(RandomGenerator random) {
    return new PdqHash(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
  }

  static List<PdqHash> uniform(int count, RandomGenerator random) {
    List<PdqHash> hashes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      hashes.add(uniform(random));
    }
    return hashes;
  }

  /** Near copies of a few hashes, up to 40 bits away, each several times. */
  static List<PdqHash> clustered(int count, int clusters, RandomGenerator random) {
    List<PdqHash> centres = uniform(clusters, random);
    List<PdqHash> hashes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      PdqHash centre = centres.get(random.nextInt(clusters));
      hashes.add(differing(centre, random.nextInt(41), random));
    }
    return hashes;
  }

  /** As of flat pictures: most bands are zero, the others have few bits. */
  static List<PdqHash> flat(int count, RandomGenerator random) {
    PdqHash zero = new PdqHash(0, 0, 0, 0);
    List<PdqHash> hashes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      hashes.add(differing(zero, random.nextInt(60), random));
    }
    return hashes;
  }

  /** The hash with exactly so many bits changed. */
  static PdqHash differing(PdqHash hash, int bits, RandomGenerator random) {
    long[] words = {hash.bits255To192(), hash.bits191To128(), hash.bits127To64(), hash.bits63To0()};
    // Picks so many of 256 places, each as likely as the next.
    int left = bits;
    for (int place = 0; place < PdqHash.BITS; place++) {
      if (random.nextInt(PdqHash.BITS - place) < left) {
        words[place / Long.SIZE] ^= 1L << place;
        left--;
      }
    }
    return new PdqHash(words[0], words[1], words[2], words[3]);
  }
}
