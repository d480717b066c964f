package org.roomprint.indexer.draining;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.catalog.Page;
import org.roomprint.catalog.Photo;
import org.roomprint.catalog.Tier;
import org.roomprint.catalog.contribution.Contribution;
import org.roomprint.catalog.contribution.ContributionState;
import org.roomprint.catalog.contribution.Finding;
import org.roomprint.catalog.contribution.Moderation;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.image.DecodeOutcome;
import org.roomprint.vectors.image.InProcessDecoder;
import org.roomprint.vectors.image.RasterImage;
import org.roomprint.vectors.image.Sanitiser;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.index.KnnMode;
import org.roomprint.vectors.index.PictureKind;
import org.roomprint.vectors.local.MagsacVerifier;
import org.roomprint.vectors.search.LocateRoomAnswer;
import org.roomprint.vectors.search.LocateRoomQuery;
import org.roomprint.vectors.search.QueryImage;
import org.roomprint.vectors.search.RoomLocator;

/**
 * Many fakes from many devices, over many days, and an operator who accepts every one of them: what
 * trusted and corroborated photos say must stay as it was.
 */
class PoisoningTest {
  private static final long SEED = 20_261_124L;
  private static final int FIRST = 10;

  @TempDir private Path folder;

  @Test
  void fakesOfFourDevicesChangeTheFirstTenOfNoQuery() throws Exception {
    poison(12, 4, 4, 4);
  }

  /** Smaller with {@code -Droomprint.poison=SUBMISSIONS,DEVICES,QUERIES,HOTELS}. */
  @Test
  @Tag("slow")
  void aThousandFakesOfFiftyDevicesChangeTheFirstTenOfNoQuery() throws Exception {
    String[] sizes = System.getProperty("roomprint.poison", "1000,50,200,24").split(",", -1);
    poison(
        Integer.parseInt(sizes[0]),
        Integer.parseInt(sizes[1]),
        Integer.parseInt(sizes[2]),
        Integer.parseInt(sizes[3]));
  }

  private void poison(int submissions, int devices, int queries, int hotels) throws Exception {
    List<String> known = new ArrayList<>();
    for (int hotel = 1; hotel <= hotels; hotel++) {
      for (int room = 1; room <= 2; room++) {
        known.add("photos/" + hotel(hotel) + "/r" + room + "/1");
        known.add("photos/" + hotel(hotel) + "/r" + room + "/2");
      }
    }
    Random random = new Random(SEED);
    try (DrainBench bench =
            DrainBench.open(
                folder,
                DrainBench.settings(Boolean.getBoolean("roomprint.poison.corroborate"))
                    .withoutDelay(),
                known);
        RoomLocator locator = new RoomLocator(bench.describer, new MagsacVerifier(), 2)) {
      Map<String, QueryImage> asked = queries(queries, hotels, random);
      Map<String, List<String>> before = answers(bench, locator, asked);
      for (int i = 0; i < submissions; i++) {
        bench.sender.send(
            Sender.Words.of(hotel(1 + random.nextInt(hotels)), "fake" + i % devices),
            List.of(fake(i, hotels, random)));
        if (i % devices == devices - 1) {
          bench.drain.pass();
          acceptAll(bench);
          bench.drain.pass();
          bench.pass(Duration.ofDays(1));
        }
      }
      bench.drain.pass();
      acceptAll(bench);
      bench.drain.pass();
      Map<Tier, Integer> tiers = tiers(bench, hotels);
      long unverified = bench.indexed(PictureKind.UNVERIFIED_PHOTO);
      Map<String, List<String>> after = answers(bench, locator, asked);
      long changed =
          before.entrySet().stream()
              .filter(entry -> !entry.getValue().equals(after.get(entry.getKey())))
              .count();
      System.out.println(
          String.format(
              Locale.ROOT,
              "%d fakes of %d devices, all accepted: photos by tier %s; of %d queries the first %d changed for %d",
              submissions,
              devices,
              tiers,
              asked.size(),
              FIRST,
              changed));
      bench
          .catalog
          .contributions()
          .list(ContributionState.RELEASED, Optional.empty(), Page.MAX_LIMIT)
          .items()
          .stream()
          .filter(
              one -> one.findings().stream().anyMatch(found -> found.kind() == Finding.Kind.AGREES))
          .forEach(one -> System.out.println("number " + one.number() + ": " + one.findings()));
      assertThat(unverified).isGreaterThan(submissions / 2);
      assertThat(tiers.getOrDefault(Tier.CORROBORATED, 0)).isZero();
      assertThat(after).isEqualTo(before);
    }
  }

  private static String hotel(int number) {
    return String.format(Locale.ROOT, "h%02d", number);
  }

  private static void acceptAll(DrainBench bench) {
    Moderation moderation = new Moderation(bench.catalog, bench::now);
    List<Contribution> held =
        bench
            .catalog
            .contributions()
            .list(ContributionState.HELD, Optional.empty(), Page.MAX_LIMIT)
            .items();
    held.forEach(one -> moderation.accept(one.contributionId(), "careless"));
  }

  private static Map<Tier, Integer> tiers(DrainBench bench, int hotels) {
    Map<Tier, Integer> tiers = new TreeMap<>();
    IntStream.rangeClosed(1, hotels)
        .mapToObj(PoisoningTest::hotel)
        .flatMap(id ->
            bench.catalog.photos().ofHotel(id, Optional.empty(), Page.MAX_LIMIT).items().stream())
        .map(Photo::provenance)
        .forEach(provenance -> tiers.merge(provenance.tier(), 1, Integer::sum));
    return tiers;
  }

  /** The first ten believed hotels of each query, with evidence, score and photos. */
  private static Map<String, List<String>> answers(
      DrainBench bench, RoomLocator locator, Map<String, QueryImage> asked) throws IOException {
    Map<String, List<String>> answers = new TreeMap<>();
    try (GallerySnapshot snapshot = bench.index.snapshot()) {
      for (Map.Entry<String, QueryImage> query : asked.entrySet()) {
        LocateRoomAnswer answer =
            locator.locate(
                new LocateRoomQuery(
                    List.of(query.getValue()),
                    GalleryFilter.all(PictureKind.GALLERY_PHOTO),
                    KnnMode.APPROXIMATE,
                    true,
                    FIRST),
                snapshot);
        answers.put(
            query.getKey(),
            answer.hotels().stream()
                .map(hit ->
                    hit.hotelId()
                        + " "
                        + hit.evidence()
                        + " "
                        + hit.score()
                        + " "
                        + hit.photos().stream().map(photo -> photo.picture().pictureId()).toList())
                .toList());
      }
    }
    return answers;
  }

  /** Views that are not in the gallery, whole at first and cropped after that. */
  private static Map<String, QueryImage> queries(int count, int hotels, Random random)
      throws IOException {
    Map<String, QueryImage> queries = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      String name =
          hotel(1 + i % hotels) + "/r" + (1 + i / hotels % 2) + "/" + (3 + i / hotels / 2 % 2);
      RasterImage picture = decoded(name);
      RasterImage shown = i < 4 * hotels ? picture : cropped(picture, random);
      queries.put(
          i + " " + name,
          new QueryImage(ContentHash.of(Sanitiser.sanitise(shown)), shown, Optional.empty()));
    }
    return queries;
  }

  private static RasterImage decoded(String name) throws IOException {
    try (InProcessDecoder decoder = new InProcessDecoder()) {
      if (decoder.decode(DrainBench.photo(name), 1024) instanceof DecodeOutcome.Decoded decoded) {
        return decoded.picture();
      }
    }
    throw new AssertionError("The sample cannot be decoded: " + name);
  }

  /**
   * Copies, crops, mirrored and skewed pictures of known rooms, drawn rooms, and views not known.
   */
  private static byte[] fake(int number, int hotels, Random random) throws IOException {
    String name =
        hotel(1 + random.nextInt(hotels))
            + "/r"
            + (1 + random.nextInt(2))
            + "/"
            + (1 + random.nextInt(2));
    return switch (number % 5) {
      case 0 -> DrainBench.photo(name);
      case 1 -> Sanitiser.sanitise(cropped(decoded(name), random));
      case 2 -> Sanitiser.sanitise(skewed(decoded(name), 0.08 + 0.1 * random.nextDouble()));
      case 3 -> Sanitiser.sanitise(drawn(random));
      default ->
          Sanitiser.sanitise(skewed(drawn(new Random(number % 3)), 0.2 * random.nextDouble()));
    };
  }

  private static RasterImage cropped(RasterImage picture, Random random) {
    int width = picture.width() * 3 / 4;
    int height = picture.height() * 3 / 4;
    int left = random.nextInt(picture.width() - width);
    int top = random.nextInt(picture.height() - height);
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        put(rgb, y * width + x, picture.rgbAt(left + x, top + y));
      }
    }
    return RasterImage.copyOf(width, height, rgb);
  }

  /** As if taken from a screen from the side. */
  private static RasterImage skewed(RasterImage picture, double by) {
    byte[] rgb = new byte[3 * picture.width() * picture.height()];
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        double w = 1 + by * x / picture.width();
        int fromX = (int) (x * (1 + by) / w);
        int fromY = (int) (picture.height() / 2.0 + (y - picture.height() / 2.0) / w);
        put(
            rgb,
            y * picture.width() + x,
            picture.rgbAt(
                Math.clamp(fromX, 0, picture.width() - 1),
                Math.clamp(fromY, 0, picture.height() - 1)));
      }
    }
    return RasterImage.copyOf(picture.width(), picture.height(), rgb);
  }

  /** Furniture of sorts: boxes and stripes. */
  private static RasterImage drawn(Random random) {
    int width = 640;
    int height = 480;
    byte[] rgb = new byte[3 * width * height];
    for (int box = 0; box < 60; box++) {
      int left = random.nextInt(width);
      int top = box == 0 ? 0 : random.nextInt(height);
      int right = box == 0 ? width : Math.min(width, left + 20 + random.nextInt(200));
      int bottom = box == 0 ? height : Math.min(height, top + 20 + random.nextInt(150));
      int colour = random.nextInt(1 << 24);
      int stripe = 3 + random.nextInt(20);
      for (int y = top; y < bottom; y++) {
        for (int x = box == 0 ? 0 : left; x < right; x++) {
          put(rgb, y * width + x, (x + y) / stripe % 2 == 0 ? colour : colour ^ 0x303030);
        }
      }
    }
    return RasterImage.copyOf(width, height, rgb);
  }

  private static void put(byte[] rgb, int pixel, int colour) {
    rgb[3 * pixel] = (byte) (colour >> 16);
    rgb[3 * pixel + 1] = (byte) (colour >> 8);
    rgb[3 * pixel + 2] = (byte) colour;
  }
}
