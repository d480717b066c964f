package org.roomprint.indexer.intake;

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
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.catalog.contribution.Contribution;
import org.roomprint.catalog.contribution.ContributionState;
import org.roomprint.catalog.contribution.Finding;
import org.roomprint.catalog.moderation.Moderation;
import org.roomprint.catalog.paging.Page;
import org.roomprint.catalog.photo.Photo;
import org.roomprint.catalog.photo.Tier;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.image.RasterImage;
import org.roomprint.vectors.image.Sanitiser;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.KnnMode;
import org.roomprint.vectors.index.PictureKind;
import org.roomprint.vectors.search.EvidenceKind;
import org.roomprint.vectors.search.HotelHit;
import org.roomprint.vectors.search.LocateRoomAnswer;
import org.roomprint.vectors.search.LocateRoomQuery;
import org.roomprint.vectors.search.QueryImage;
import org.roomprint.vectors.search.SearchSession;
import org.roomprint.vectors.search.SearchTools;

/**
 * Many fakes from many devices, over many days, and an operator who accepts every one of them: what
 * trusted and corroborated photos say must stay as it was, and a hotel that they prove stays first.
 */
class PoisoningTest {
  private static final long SEED = 20_261_124L;
  private static final double ROUNDING = 1e-4;

  @TempDir private Path folder;

  @Test
  void fakesOfFourDevicesPushNoVerifiedHotelFromItsPlace() throws Exception {
    poison(12, 4, 4, 4);
  }

  /** Smaller with {@code -Droomprint.poison=SUBMISSIONS,DEVICES,QUERIES,HOTELS}. */
  @Test
  @Tag("slow")
  void aThousandFakesOfFiftyDevicesPushNoVerifiedHotelFromItsPlace() throws Exception {
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
    try (IntakeBench bench =
            IntakeBench.open(
                folder,
                IntakeBench.settings(Boolean.getBoolean("roomprint.poison.corroborate"))
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
          bench.intake.pass();
          acceptAll(bench);
          bench.intake.pass();
          bench.pass(Duration.ofDays(1));
        }
      }
      bench.intake.pass();
      acceptAll(bench);
      bench.intake.pass();
      Map<Tier, Integer> tiers = tiers(bench, hotels);
      long unverified = bench.indexed(PictureKind.UNVERIFIED_PHOTO);
      Map<String, List<Line>> after = answers(bench, tools, asked);
      List<String> changed = new ArrayList<>();
      List<String> pushed = new ArrayList<>();
      int proven = 0;
      int marked = 0;
      int led = 0;
      int rightLed = 0;
      for (Map.Entry<String, List<Line>> query : before.entrySet()) {
        List<Line> now = after.getOrDefault(query.getKey(), List.of());
        if (!isUndisturbed(query.getValue(), now)) {
          changed.add(query.getKey());
        }
        Line first = query.getValue().getFirst();
        if (first.evidence().isProof()) {
          proven++;
          if (!now.getFirst().isSameAs(first)) {
            pushed.add(query.getKey());
          }
        }
        marked += now.stream().anyMatch(Line::isMarkedProof) ? 1 : 0;
        if (now.getFirst().unverifiedOnly()) {
          led++;
          rightLed += query.getKey().contains(" " + now.getFirst().hotelId() + "/") ? 1 : 0;
        }
      }
      System.out.println(
          String.format(
              Locale.ROOT,
              "%d fakes of %d devices, all accepted: photos by tier %s; of %d queries %d had a verified hotel first and"
                  + " %d of these no more; trusted hotels were disturbed in %d; %d have a marked row that proves the room;"
                  + " a marked row leads in %d, the right one in %d of them",
              submissions,
              devices,
              tiers,
              asked.size(),
              proven,
              pushed.size(),
              changed.size(),
              marked,
              led,
              rightLed));
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
      assertThat(proven).as("queries whose first hotel is verified").isPositive();
      assertThat(pushed).as("queries whose verified hotel is first no more").isEmpty();
      assertThat(changed).as("queries in which trusted hotels were disturbed").isEmpty();
    }
  }

  private static void acceptAll(IntakeBench bench) {
    Moderation moderation = new Moderation(bench.catalog, bench::now);
    List<Contribution> held =
        bench
            .catalog
            .contributions()
            .list(ContributionState.HELD, Optional.empty(), Page.MAX_LIMIT)
            .items();
    held.forEach(one -> moderation.accept(one.contributionId(), "careless"));
  }

  private static Map<Tier, Integer> tiers(IntakeBench bench, int hotels) {
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
   * A hotel of a query's ranking.
   *
   * @param score to within rounding, which differs with what the machine computes at once
   */
  private record Line(String hotelId, EvidenceKind evidence, boolean unverifiedOnly, double score) {
    static Line of(HotelHit hit) {
      return new Line(hit.hotelId(), hit.evidence(), hit.unverifiedOnly(), hit.score());
    }

    boolean isMarkedProof() {
      return unverifiedOnly && evidence.isProof();
    }

    boolean isSameAs(Line other) {
      return hotelId.equals(other.hotelId)
          && evidence == other.evidence
          && unverifiedOnly == other.unverifiedOnly
          && Math.abs(score - other.score) < ROUNDING;
    }
  }

  /** Whether the hotels that no fake marked stand as they stood, in their order. */
  private static boolean isUndisturbed(List<Line> before, List<Line> after) {
    Set<String> marked =
        after.stream().filter(Line::unverifiedOnly).map(Line::hotelId).collect(Collectors.toSet());
    List<Line> then = before.stream().filter(line -> !marked.contains(line.hotelId())).toList();
    List<Line> now = after.stream().filter(line -> !line.unverifiedOnly()).toList();
    return then.size() == now.size()
        && IntStream.range(0, then.size()).allMatch(i -> then.get(i).isSameAs(now.get(i)));
  }

  private static Map<String, List<Line>> answers(
      IntakeBench bench, SearchTools tools, Map<String, QueryImage> asked) throws IOException {
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
                    LocateRoomQuery.MAX_HOTELS));
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
