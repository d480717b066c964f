package org.roomprint.vectors.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.roomprint.vectors.describe.PictureDescriber;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.index.PictureKind;

/**
 * Answers in which hotel query images were taken; safe to be called from several threads at once.
 *
 * <p>Each query image finds candidates by appearance, hash and bytes; the leading ones are verified
 * by geometry; a hotel's score is the mean over the query images of the soft maximum over its
 * photos. A hotel that a query image does not find counts there as its last photo does.
 */
final class RoomLocator {
  private static final Comparator<PhotoHit> BEST =
      Comparator.comparingDouble(PhotoHit::score)
          .reversed()
          .thenComparing(hit -> hit.picture().pictureId())
          .thenComparingInt(PhotoHit::queryImage);

  /** Photos that the k-NN search gives for each query image. */
  static final int K = 200;

  /** Candidates of each query image that are verified. */
  private static final int RERANK_K = 50;

  private final PictureDescriber describer;
  private final CandidateSearch search;
  private final KnownCopies copies;

  RoomLocator(PictureDescriber describer, CandidateSearch search, KnownCopies copies) {
    this.describer = describer;
    this.search = search;
    this.copies = copies;
  }

  private CandidateSearch.Query described(QueryImage image) {
    PictureDescriber.Searched searched =
        describer.describeToSearch(image.bytes(), image.picture(), image.mask(), image.ignored());
    return new CandidateSearch.Query(
        image, searched.description(), searched.patchesOfMirrorImage());
  }

  /**
   * Ranked hotels for the query, found in this view of the index.
   *
   * <p>Evidence decides first: hotels of which a trusted photo proves the place, then those of
   * which an unverified one does, then those that only look alike. The scores and probabilities of
   * trusted photos are what they would be without the others.
   */
  LocateRoomAnswer locate(LocateRoomQuery query, GallerySnapshot snapshot) throws IOException {
    StageClock clock = new StageClock();
    List<CandidateSearch.Query> images = query.images().stream().map(this::described).toList();
    clock.stage("describe");
    GalleryFilter filter = query.filter();
    Optional<GalleryFilter> unverified =
        Optional.of(filter.withKind(PictureKind.UNVERIFIED_PHOTO))
            .filter(_ -> filter.kind() == PictureKind.GALLERY_PHOTO);
    long size = snapshot.size(filter.kind());
    if (unverified.isPresent()) {
      long given = snapshot.size(PictureKind.UNVERIFIED_PHOTO);
      size += given;
      unverified = unverified.filter(_ -> given > 0);
    }
    List<CandidateSearch.Found> founds = new ArrayList<>();
    long visited = 0;
    int patchChannels = Integer.MAX_VALUE;
    int patchChannelsOfUnverified = Integer.MAX_VALUE;
    for (CandidateSearch.Query image : images) {
      CandidateSearch.Found found =
          search.find(image, K, query.mode(), filter, unverified, snapshot);
      founds.add(found);
      visited += found.visited();
      patchChannels = Math.min(patchChannels, found.patchChannels());
      patchChannelsOfUnverified =
          Math.min(patchChannelsOfUnverified, found.patchChannelsOfUnverified());
    }
    clock.stage("find");
    int verified = 0;
    if (query.verify()) {
      for (int i = 0; i < images.size(); i++) {
        verified += search.verify(images.get(i).description(), founds.get(i), RERANK_K, snapshot);
      }
      clock.stage("verify");
    }
    List<PhotoHit> hits = hits(founds, CandidateSearch.Found::candidates);
    List<PhotoHit> outside = hits(founds, CandidateSearch.Found::outside);
    Set<String> found = new HashSet<>();
    founds.stream()
        .flatMap(one -> one.candidates().stream())
        .filter(candidate -> candidate.found)
        .forEach(candidate -> found.add(candidate.picture.pictureId()));
    double[] last = last(hits, outside, found, images.size());
    List<PhotoHit> photos = new ArrayList<>(HotelConflicts.resolve(hits));
    photos.sort(BEST);
    List<HotelScore> trusted = scored(photos, found, last);
    Calibration.Probabilities ofTrusted =
        Calibration.of(describer.embedder(), patchChannels)
            .ofPart(
                scores(trusted, HotelScore::isFound),
                scores(trusted, hotel -> !hotel.isFound()),
                scores(scored(outside, found, last), hotel -> isElsewhere(hotel, trusted)));

    List<PhotoHit> given =
        copies.removed(
            HotelConflicts.resolve(hits(founds, CandidateSearch.Found::unverified), photos),
            photos,
            snapshot);
    Ranking ranking =
        ranking(
            trusted,
            ofTrusted,
            given,
            last,
            Calibration.of(describer.embedder(), patchChannelsOfUnverified));
    photos.addAll(given);
    photos.sort(BEST);
    clock.stage("rank");
    return new LocateRoomAnswer(
        ranking.hotels().subList(0, Math.min(ranking.hotels().size(), query.maxHotels())),
        ranking.notInGallery(),
        isCalibrated(query, patchChannels),
        photos,
        new SearchReport(snapshot.identity(), size, visited, verified, clock.stages()));
  }

  /** Whether the probabilities of searches like this one were measured with this model. */
  private boolean isCalibrated(LocateRoomQuery query, int patchChannels) {
    return Calibration.measured(describer.embedder(), patchChannels).isPresent()
        && query.verify()
        && query.images().stream().allMatch(image -> image.outsideRegion().isEmpty());
  }

  private static List<PhotoHit> hits(
      List<CandidateSearch.Found> founds,
      Function<CandidateSearch.Found, List<CandidateSearch.Candidate>> which) {
    return IntStream.range(0, founds.size())
        .boxed()
        .flatMap(
            i -> which.apply(founds.get(i)).stream().map(candidate -> Scores.hit(candidate, i)))
        .toList();
  }

  /** One list of the hotels of trusted and of unverified photos. */
  private record Ranking(List<HotelHit> hotels, double notInGallery) {}

  private static Ranking ranking(
      List<HotelScore> trusted,
      Calibration.Probabilities ofTrusted,
      List<PhotoHit> given,
      double[] last,
      Calibration calibration) {
    Map<String, Row> rows = new LinkedHashMap<>();
    for (int i = 0; i < trusted.size(); i++) {
      HotelScore hotel = trusted.get(i);
      rows.put(hotel.hotelId(), Row.of(hotel, false, ofTrusted.hotels().get(i)));
    }
    Set<String> all =
        given.stream().map(hit -> hit.picture().pictureId()).collect(Collectors.toSet());
    List<Row> byUnverified = new ArrayList<>();
    for (HotelScore hotel : scored(given, all, last)) {
      Row row =
          Optional.ofNullable(rows.get(hotel.hotelId()))
              .map(known -> known.and(hotel))
              .orElse(Row.of(hotel, true, 0));
      rows.put(hotel.hotelId(), row);
      if (row.unverifiedOnly()) {
        byUnverified.add(row);
      }
    }
    Calibration.Probabilities ofUnverified =
        calibration.ofUnverified(
            ofTrusted.notInGallery(), byUnverified.stream().map(Row::score).toList());
    for (int i = 0; i < byUnverified.size(); i++) {
      Row row = byUnverified.get(i);
      rows.put(row.hotelId(), row.plus(ofUnverified.hotels().get(i)));
    }
    return new Ranking(
        rows.values().stream().sorted(Row.EVIDENCE_FIRST).map(Row::hit).toList(),
        ofUnverified.notInGallery());
  }

  /**
   * What stands for a hotel in the ranking.
   *
   * @param unverifiedOnly whether the evidence is of unverified photos alone
   */
  private record Row(
      String hotelId,
      EvidenceKind evidence,
      double score,
      boolean isFound,
      boolean unverifiedOnly,
      double probability,
      List<PhotoHit> photos) {
    static final Comparator<Row> EVIDENCE_FIRST =
        Comparator.comparing((Row row) -> !row.evidence().isProof())
            .thenComparing(row -> row.evidence().isProof() && row.unverifiedOnly())
            .thenComparing(row -> !row.isFound())
            .thenComparing(Comparator.comparingDouble(Row::score).reversed())
            .thenComparing(Row::hotelId);

    static Row of(HotelScore hotel, boolean unverifiedOnly, double probability) {
      return new Row(
          hotel.hotelId(),
          hotel.evidence(),
          hotel.score(),
          hotel.isFound(),
          unverifiedOnly,
          probability,
          hotel.photos());
    }

    /** A trusted hotel with what unverified photos say of it: it counts where they alone prove. */
    Row and(HotelScore unverified) {
      boolean only = !evidence.isProof() && unverified.evidence().isProof();
      return new Row(
          hotelId,
          only ? unverified.evidence() : evidence,
          only ? unverified.score() : score,
          isFound || only,
          only,
          probability,
          Stream.concat(photos.stream(), unverified.photos().stream()).sorted(BEST).toList());
    }

    Row plus(double more) {
      return new Row(hotelId, evidence, score, isFound, unverifiedOnly, probability + more, photos);
    }

    HotelHit hit() {
      return new HotelHit(hotelId, evidence, score, unverifiedOnly, probability, photos);
    }
  }

  /**
   * A hotel with its photos.
   *
   * @param isFound whether more speaks for it than that the filter's part has nothing more alike: a
   *     search of the whole gallery finds one of its photos, too, or geometry has proven one
   */
  private record HotelScore(
      String hotelId,
      EvidenceKind evidence,
      double score,
      boolean isFound,
      List<PhotoHit> photos) {}

  private static List<Double> scores(List<HotelScore> hotels, Predicate<HotelScore> which) {
    return hotels.stream().filter(which).map(HotelScore::score).toList();
  }

  private static boolean isElsewhere(HotelScore hotel, List<HotelScore> listed) {
    return listed.stream().noneMatch(other -> other.hotelId().equals(hotel.hotelId()));
  }

  /** For each query image the lowest score of what a search of the whole gallery finds. */
  private static double[] last(
      List<PhotoHit> hits, List<PhotoHit> outside, Set<String> found, int images) {
    double[] last = new double[images];
    Arrays.fill(last, Double.POSITIVE_INFINITY);
    Stream.concat(
            hits.stream().filter(hit -> found.contains(hit.picture().pictureId())),
            outside.stream())
        .forEach(hit -> last[hit.queryImage()] = Math.min(last[hit.queryImage()], hit.score()));
    return Arrays.stream(last).map(score -> Double.isFinite(score) ? score : 0).toArray();
  }

  /**
   * All hotels of the photos, best first; those that are not found in the whole gallery come last.
   */
  private static List<HotelScore> scored(List<PhotoHit> photos, Set<String> found, double[] last) {
    int images = last.length;
    Map<String, Map<String, PhotoHit>> byHotel = new LinkedHashMap<>();
    Map<String, List<List<Double>>> scores = new HashMap<>();
    for (PhotoHit hit : photos) {
      String hotel = hit.picture().ownerId();
      byHotel
          .computeIfAbsent(hotel, _ -> new LinkedHashMap<>())
          .putIfAbsent(hit.picture().pictureId(), hit);
      scores
          .computeIfAbsent(
              hotel,
              _ ->
                  Stream.generate(() -> (List<Double>) new ArrayList<Double>())
                      .limit(images)
                      .toList())
          .get(hit.queryImage())
          .add(hit.score());
    }
    List<HotelScore> hotels = new ArrayList<>();
    byHotel.forEach((hotel, hits) -> {
      double sum = 0;
      List<List<Double>> ofImages = Objects.requireNonNull(scores.get(hotel));
      for (int i = 0; i < images; i++) {
        sum += ofImages.get(i).isEmpty() ? last[i] : Scores.ofHotel(ofImages.get(i));
      }
      List<PhotoHit> ordered = new ArrayList<>(hits.values());
      EvidenceKind evidence =
          ordered.stream().map(PhotoHit::evidence).min(Comparator.naturalOrder()).orElseThrow();
      boolean isFound =
          evidence.isProof()
              || ordered.stream().anyMatch(hit -> found.contains(hit.picture().pictureId()));
      hotels.add(new HotelScore(hotel, evidence, sum / images, isFound, ordered));
    });
    hotels.sort(
        Comparator.comparing((HotelScore hotel) -> !hotel.isFound())
            .thenComparing(Comparator.comparingDouble(HotelScore::score).reversed())
            .thenComparing(HotelScore::hotelId));
    return hotels;
  }
}
