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
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.roomprint.vectors.describe.PictureDescriber;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.index.PictureKind;

/**
 * Answers in which hotel query images were taken; safe to be called from several threads at once.
 *
 * <p>Each query image finds candidates by look, hash and bytes; the leading ones are verified by
 * geometry; a hotel's score is the mean over the query images of the soft maximum over its photos.
 * A hotel that a query image does not find counts there as its last photo does.
 */
final class RoomLocator {
  /** Photos that the k-NN search gives for each query image. */
  static final int K = 200;

  /** Candidates of each query image that are verified. */
  private static final int RERANK_K = 50;

  private final PictureDescriber describer;
  private final CandidateSearch search;

  RoomLocator(PictureDescriber describer, CandidateSearch search) {
    this.describer = describer;
    this.search = search;
  }

  /**
   * Ranked hotels for the query, found in this view of the index; what unverified photos say is
   * found and ranked apart.
   */
  LocateRoomAnswer locate(LocateRoomQuery query, GallerySnapshot snapshot) throws IOException {
    StageClock clock = new StageClock();
    List<CandidateSearch.Query> images = query.images().stream().map(this::described).toList();
    clock.stage("describe");
    LocateRoomAnswer believed = rank(query, query.filter(), images, snapshot, clock);
    GalleryFilter doubtful = query.filter().withKind(PictureKind.UNVERIFIED_PHOTO);
    if (query.filter().kind() != PictureKind.GALLERY_PHOTO || snapshot.size(doubtful.kind()) == 0) {
      return believed;
    }
    LocateRoomAnswer unverified = rank(query, doubtful, images, snapshot, clock);
    SearchReport report = believed.report();
    return new LocateRoomAnswer(
        believed.hotels(),
        believed.notInGallery(),
        believed.calibrated(),
        unverified.hotels().stream()
            .map(hit -> new HotelHit(hit.hotelId(), hit.evidence(), hit.score(), 0, hit.photos()))
            .toList(),
        believed.photos(),
        new SearchReport(
            report.index(),
            report.gallerySize(),
            report.visited() + unverified.report().visited(),
            report.verified() + unverified.report().verified(),
            clock.stages()));
  }

  private CandidateSearch.Query described(QueryImage image) {
    PictureDescriber.Searched searched =
        describer.describeToSearch(image.bytes(), image.picture(), image.mask(), image.ignored());
    return new CandidateSearch.Query(image, searched.description(), searched.partsOfMirrorImage());
  }

  private LocateRoomAnswer rank(
      LocateRoomQuery query,
      GalleryFilter filter,
      List<CandidateSearch.Query> images,
      GallerySnapshot snapshot,
      StageClock clock)
      throws IOException {
    List<CandidateSearch.Found> founds = new ArrayList<>();
    long visited = 0;
    int kinds = Integer.MAX_VALUE;
    for (CandidateSearch.Query image : images) {
      CandidateSearch.Found found = search.find(image, K, query.mode(), filter, snapshot);
      founds.add(found);
      visited += found.visited();
      kinds = Math.min(kinds, found.kinds());
    }
    clock.stage("find", filter.kind());
    int verified = 0;
    if (query.verify()) {
      for (int i = 0; i < images.size(); i++) {
        verified += search.verify(images.get(i).description(), founds.get(i), RERANK_K, snapshot);
      }
      clock.stage("verify", filter.kind());
    }
    List<PhotoHit> hits = new ArrayList<>();
    List<PhotoHit> outside = new ArrayList<>();
    Set<String> found = new HashSet<>();
    for (int i = 0; i < founds.size(); i++) {
      for (CandidateSearch.Candidate candidate : founds.get(i).candidates()) {
        hits.add(Scores.hit(candidate, i));
        if (candidate.found) {
          found.add(candidate.picture.pictureId());
        }
      }
      for (CandidateSearch.Candidate candidate : founds.get(i).outside()) {
        outside.add(Scores.hit(candidate, i));
      }
    }
    double[] last = last(hits, outside, found, images.size());
    List<PhotoHit> photos = new ArrayList<>(OneHotel.settle(hits));
    photos.sort(
        Comparator.comparingDouble(PhotoHit::score)
            .reversed()
            .thenComparing(hit -> hit.picture().pictureId())
            .thenComparingInt(PhotoHit::queryImage));
    List<HotelScore> scored = scored(photos, found, last);
    Calibration.Probabilities probabilities =
        Calibration.shipped(kinds)
            .ofPart(
                scores(scored, HotelScore::isFound),
                scores(scored, hotel -> !hotel.isFound()),
                scores(scored(outside, found, last), hotel -> isElsewhere(hotel, scored)));
    List<HotelHit> hotels = new ArrayList<>();
    for (int i = 0; i < Math.min(scored.size(), query.maxHotels()); i++) {
      HotelScore hotel = scored.get(i);
      hotels.add(
          new HotelHit(
              hotel.hotelId(),
              hotel.evidence(),
              hotel.score(),
              probabilities.hotels().get(i),
              hotel.photos()));
    }
    clock.stage("rank", filter.kind());
    return new LocateRoomAnswer(
        hotels,
        probabilities.notInGallery(),
        query.verify() && query.images().stream().allMatch(image -> image.outside().isEmpty()),
        List.of(),
        photos,
        new SearchReport(
            snapshot.identity(), snapshot.size(filter.kind()), visited, verified, clock.stages()));
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
