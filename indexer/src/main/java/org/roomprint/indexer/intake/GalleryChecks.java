package org.roomprint.indexer.intake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.contribution.ContributedPhoto;
import org.roomprint.catalog.contribution.Contribution;
import org.roomprint.catalog.contribution.Finding;
import org.roomprint.catalog.contribution.Finding.Kind;
import org.roomprint.catalog.files.DamagedPictureException;
import org.roomprint.catalog.photo.Photo;
import org.roomprint.catalog.photo.Tier;
import org.roomprint.catalog.picture.KeptPicture;
import org.roomprint.indexer.describing.DescribeWorker;
import org.roomprint.vectors.describe.PictureDescription;
import org.roomprint.vectors.embedding.Embedding;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.image.DecodeOutcome;
import org.roomprint.vectors.image.PictureDecoder;
import org.roomprint.vectors.image.RasterImage;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.KnnAnswer;
import org.roomprint.vectors.index.KnnMode;
import org.roomprint.vectors.index.PictureKind;
import org.roomprint.vectors.search.Agreement;
import org.roomprint.vectors.search.LinkPartition;
import org.roomprint.vectors.search.PhotoHit;
import org.roomprint.vectors.search.QueryImage;
import org.roomprint.vectors.search.SearchSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the gallery says of a contributed photo. */
final class GalleryChecks {
  private static final Logger LOG = LoggerFactory.getLogger(GalleryChecks.class);

  /** No hotel has this id. */
  private static final String NO_HOTEL = "";

  /** Photos of its own hotel that a new one is compared with in style. */
  private static final int OWN_PHOTOS = 40;

  /** A hotel with fewer photos has no style yet. */
  private static final int FEWEST_OWN_PHOTOS = 3;

  private static final int OTHER_PHOTOS = 100;
  private static final int OTHER_HOTELS = 5;

  /** Less alike to its own hotel than to others by more than this is unlike its own. */
  static final double OUTLIER_MARGIN = -0.15;

  private final Catalog catalog;
  private final PictureDecoder kept;

  /**
   * @param kept decodes our own pictures
   */
  GalleryChecks(Catalog catalog, PictureDecoder kept) {
    this.catalog = catalog;
    this.kept = kept;
  }

  /**
   * All that the gallery says of a contribution; of a hotel that is not known, what others have.
   */
  List<Finding> check(Contribution contribution, SearchSession session) throws IOException {
    List<Finding> findings = new ArrayList<>();
    OptionalDouble bestMargin = OptionalDouble.empty();
    String hotelId = contribution.hotelId().orElse(NO_HOTEL);
    List<Embedding> own =
        contribution.hotelId().isPresent() ? ownPhotos(hotelId, session) : List.of();
    for (ContributedPhoto photo : contribution.photos()) {
      Optional<Described> described = described(contribution, photo, session);
      if (described.isEmpty()) {
        continue;
      }
      List<Hit> hits = new ArrayList<>(copies(described.get(), PictureKind.GALLERY_PHOTO, session));
      if (hits.isEmpty()) { // of a copy it is known what it is without geometry
        hits.addAll(trusted(described.get(), session));
      }
      hits.addAll(copies(described.get(), PictureKind.UNVERIFIED_PHOTO, session));
      for (Hit hit : hits) {
        known(photo, hotelId, hit).ifPresent(findings::add);
      }
      roomOfAnother(photo, hotelId, hits).ifPresent(findings::add);
      OptionalDouble margin =
          margin(hotelId, own, described.get().description().embedding(), session);
      if (margin.isPresent() && margin.getAsDouble() > bestMargin.orElse(-2)) {
        bestMargin = margin;
      }
    }
    if (bestMargin.isPresent() && bestMargin.getAsDouble() < OUTLIER_MARGIN) {
      findings.add(Finding.of(Kind.STYLE_OUTLIER, bestMargin.getAsDouble()));
    }
    return findings;
  }

  /** What speaks against a photo being one of its own, taken at its hotel. */
  private static Optional<Finding> known(ContributedPhoto photo, String hotelId, Hit hit) {
    PhotoHit found = hit.hit();
    String related = found.picture().pictureId();
    boolean same = found.picture().ownerId().equals(hotelId);
    if (Agreement.isCopy(found)) {
      // What other unverified photos say of a hotel is no reason to doubt this one.
      Kind kind =
          same || (hit.unverified() && !hotelId.equals(NO_HOTEL))
              ? Kind.KNOWN_PICTURE
              : Kind.PICTURE_OF_OTHER_HOTEL;
      return Optional.of(Finding.of(kind, photo.photoId(), found.pdqDistance(), related));
    }
    return Optional.empty();
  }

  /** Houses of a chain share lamps and carpets: the room is another's where that agrees better. */
  private static Optional<Finding> roomOfAnother(
      ContributedPhoto photo, String hotelId, List<Hit> hits) {
    Optional<Hit> other = strongest(hits, hotel -> !hotel.equals(hotelId));
    Optional<Hit> own = strongest(hits, hotelId::equals);
    return other
        .filter(hit -> !Agreement.isCopy(hit.hit()))
        .filter(hit -> own.map(mine -> points(mine) < points(hit)).orElse(true))
        .map(hit ->
            Finding.of(
                Kind.ROOM_OF_OTHER_HOTEL,
                photo.photoId(),
                points(hit),
                hit.hit().picture().pictureId()));
  }

  /** The trusted picture with the most matching points; a copy stands above all others. */
  static Optional<Hit> strongest(List<Hit> hits, Predicate<String> hotel) {
    return hits.stream()
        .filter(hit -> !hit.unverified() && hotel.test(hit.hit().picture().ownerId()))
        .filter(hit -> Agreement.isCopy(hit.hit()) || Agreement.isAnotherView(hit.hit()))
        .max(
            Comparator.comparing((Hit hit) -> Agreement.isCopy(hit.hit()))
                .thenComparingInt(GalleryChecks::points));
  }

  static int points(Hit hit) {
    return Agreement.isCopy(hit.hit()) ? Integer.MAX_VALUE : hit.hit().matches().size();
  }

  /** A picture of the gallery that shows the same picture or room. */
  record Hit(PhotoHit hit, boolean unverified) {}

  /** A photo that was described once to be looked up several times. */
  record Described(QueryImage image, PictureDescription description, Set<String> withoutPhotos) {
    GalleryFilter others(PictureKind kind) {
      return GalleryFilter.all(kind).withoutPictures(withoutPhotos);
    }
  }

  /**
   * A photo as it is looked up in the gallery, described anew if it is not in there itself.
   *
   * @return empty when its picture is not kept
   */
  Optional<Described> described(
      Contribution contribution, ContributedPhoto photo, SearchSession session) throws IOException {
    Optional<RasterImage> pixels = pixels(photo);
    if (pixels.isEmpty()) {
      return Optional.empty();
    }
    ContentHash bytes = new ContentHash(photo.contentHash());
    QueryImage image = new QueryImage(bytes, pixels.get(), Optional.empty());
    Optional<PictureDescription> indexed = session.described(photo.photoId());
    return Optional.of(
        new Described(
            image,
            indexed.orElseGet(() -> session.describe(image)),
            Set.copyOf(contribution.photos().stream().map(ContributedPhoto::photoId).toList())));
  }

  /** Links to the photos that are trusted, those of its own contribution left out. */
  List<Hit> trusted(Described described, SearchSession session) throws IOException {
    return links(described, PictureKind.GALLERY_PHOTO, session);
  }

  /** Links to the others that are not. */
  List<Hit> unverified(Described described, SearchSession session) throws IOException {
    return links(described, PictureKind.UNVERIFIED_PHOTO, session);
  }

  private List<Hit> links(Described described, PictureKind kind, SearchSession session)
      throws IOException {
    return hits(session, described, LinkPartition.of(described.others(kind)));
  }

  /** Those that are the same picture by bytes or hash, which is found in no time. */
  private List<Hit> copies(Described described, PictureKind kind, SearchSession session)
      throws IOException {
    return hits(session, described, LinkPartition.copies(described.others(kind)));
  }

  private static List<Hit> hits(SearchSession session, Described described, LinkPartition partition)
      throws IOException {
    return session
        .link(described.image(), described.description(), List.of(partition))
        .links()
        .stream()
        .map(link -> new Hit(link.hit(), link.kind() == PictureKind.UNVERIFIED_PHOTO))
        .toList();
  }

  /** The kept pixels, as the index sees them. */
  private Optional<RasterImage> pixels(ContributedPhoto photo) {
    return photo
        .picture()
        .flatMap(this::read)
        .flatMap(bytes ->
            switch (kept.decode(bytes, DescribeWorker.MAX_SIDE_PIXELS)) {
              case DecodeOutcome.Decoded decoded -> Optional.of(decoded.picture());
              case DecodeOutcome.Refused _ -> Optional.empty();
            });
  }

  /** Empty when the file is gone or damaged; the other photos are checked all the same. */
  private Optional<byte[]> read(KeptPicture picture) {
    try {
      return catalog.pictures().read(picture.id());
    } catch (DamagedPictureException e) {
      LOG.error("{}", e.getMessage());
      return Optional.empty();
    }
  }

  private List<Embedding> ownPhotos(String hotelId, SearchSession session) throws IOException {
    List<Embedding> own = new ArrayList<>();
    for (Photo photo : catalog.photos().ofHotel(hotelId, Optional.empty(), OWN_PHOTOS).items()) {
      if (photo.provenance().tier() != Tier.UNVERIFIED) {
        session.described(photo.photoId()).ifPresent(found -> own.add(found.embedding()));
      }
    }
    return own;
  }

  /** Similarity to the most alike of its own hotel's, less the mean over the most alike others. */
  private OptionalDouble margin(
      String hotelId, List<Embedding> own, Embedding embedding, SearchSession session)
      throws IOException {
    if (own.size() < FEWEST_OWN_PHOTOS) {
      return OptionalDouble.empty();
    }
    Map<String, Double> others = new HashMap<>();
    GalleryFilter filter =
        GalleryFilter.all(PictureKind.GALLERY_PHOTO).withoutOwners(Set.of(hotelId));
    for (KnnAnswer.Hit hit :
        session.snapshot().knn(embedding, OTHER_PHOTOS, KnnMode.APPROXIMATE, filter).hits()) {
      others.merge(hit.picture().ownerId(), hit.similarity(), Math::max);
    }
    if (others.size() < OTHER_HOTELS) {
      return OptionalDouble.empty();
    }
    double best = own.stream().mapToDouble(embedding::similarity).max().orElseThrow();
    double mean =
        others.values().stream()
            .sorted(Comparator.reverseOrder())
            .limit(OTHER_HOTELS)
            .mapToDouble(Double::doubleValue)
            .average()
            .orElseThrow();
    return OptionalDouble.of(best - mean);
  }
}
