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
import org.roomprint.vectors.image.RasterImage;
import org.roomprint.vectors.image.Sanitiser;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.KnnMode;
import org.roomprint.vectors.index.PictureKind;
import org.roomprint.vectors.search.HotelHit;
import org.roomprint.vectors.search.LocateRoomAnswer;
import org.roomprint.vectors.search.LocateRoomQuery;
import org.roomprint.vectors.search.QueryImage;
import org.roomprint.vectors.search.SearchSession;
import org.roomprint.vectors.search.SearchTools;

/**
 * Many fakes from many devices, over many days, and an operator who accepts every one of them: what
 * trusted and corroborated photos say must stay as it was.
 */
class PoisoningTest {
  private static final long SEED = 20_261_124L;
  private static final int FIRST = 10;
  private static final double ROUNDING = 1e-4;

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
        known.add("photos/" + Fakes.hotel(hotel) + "/r" + room + "/1");
        known.add("photos/" + Fakes.hotel(hotel) + "/r" + room + "/2");
      }
    }
    Random random = new Random(SEED);
    try (DrainBench bench =
            DrainBench.open(
                folder,
                DrainBench.settings(Boolean.getBoolean("roomprint.poison.corroborate"))
                    .withoutDelay(),
                known);
        SearchTools tools = new SearchTools(bench.describer, 2)) {
      Map<String, QueryImage> asked = queries(queries, hotels, random);
      Map<String, List<Line>> before = answers(bench, tools, asked);
      for (int i = 0; i < submissions; i++) {
        Fakes.Fake fake = Fakes.fake(i, hotels, random);
        bench.sender.send(
            Sender.Words.of(fake.hotelId(), "fake" + i % devices), List.of(fake.photo()));
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
      Map<String, List<Line>> after = answers(bench, tools, asked);
      List<String> changed =
          before.entrySet().stream()
              .filter(
                  query -> !isSame(query.getValue(), after.getOrDefault(query.getKey(), List.of())))
              .map(Map.Entry::getKey)
              .toList();
      System.out.println(
          String.format(
              Locale.ROOT,
              "%d fakes of %d devices, all accepted: photos by tier %s; of %d queries the first %d changed for %d",
              submissions,
              devices,
              tiers,
              asked.size(),
              FIRST,
              changed.size()));
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
      assertThat(changed).as("queries whose first %d changed", FIRST).isEmpty();
    }
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
        .mapToObj(Fakes::hotel)
        .flatMap(id ->
            bench.catalog.photos().ofHotel(id, Optional.empty(), Page.MAX_LIMIT).items().stream())
        .map(Photo::provenance)
        .forEach(provenance -> tiers.merge(provenance.tier(), 1, Integer::sum));
    return tiers;
  }

  /**
   * One of the first ten believed hotels of a query.
   *
   * @param said hotel, evidence and photos in their order
   * @param score to within rounding, which differs with what the machine computes at once
   */
  private record Line(String said, double score) {
    static Line of(HotelHit hit) {
      List<String> photos = hit.photos().stream().map(one -> one.picture().pictureId()).toList();
      return new Line(hit.hotelId() + " " + hit.evidence() + " " + photos, hit.score());
    }

    boolean isSameAs(Line other) {
      return said.equals(other.said) && Math.abs(score - other.score) < ROUNDING;
    }
  }

  private static boolean isSame(List<Line> before, List<Line> after) {
    return before.size() == after.size()
        && IntStream.range(0, before.size()).allMatch(i -> before.get(i).isSameAs(after.get(i)));
  }

  private static Map<String, List<Line>> answers(
      DrainBench bench, SearchTools tools, Map<String, QueryImage> asked) throws IOException {
    Map<String, List<Line>> answers = new TreeMap<>();
    try (SearchSession session = tools.session(bench.index.snapshot())) {
      for (Map.Entry<String, QueryImage> query : asked.entrySet()) {
        LocateRoomAnswer answer =
            session.locate(
                new LocateRoomQuery(
                    List.of(query.getValue()),
                    GalleryFilter.all(PictureKind.GALLERY_PHOTO),
                    KnnMode.APPROXIMATE,
                    true,
                    FIRST));
        answers.put(query.getKey(), answer.hotels().stream().map(Line::of).toList());
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
          Fakes.hotel(1 + i % hotels)
              + "/r"
              + (1 + i / hotels % 2)
              + "/"
              + (3 + i / hotels / 2 % 2);
      RasterImage picture = Fakes.decoded(name);
      RasterImage shown = i < 4 * hotels ? picture : Fakes.cropped(picture, random);
      queries.put(
          i + " " + name,
          new QueryImage(ContentHash.of(Sanitiser.sanitise(shown)), shown, Optional.empty()));
    }
    return queries;
  }
}
