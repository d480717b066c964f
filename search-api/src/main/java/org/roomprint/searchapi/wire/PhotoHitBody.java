package org.roomprint.searchapi.wire;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.roomprint.catalog.photo.Photo;
import org.roomprint.catalog.photo.Tier;
import org.roomprint.vectors.image.PixelSize;
import org.roomprint.vectors.image.RasterImage;
import org.roomprint.vectors.index.PictureKind;
import org.roomprint.vectors.local.CopyTransform;
import org.roomprint.vectors.local.Verification;
import org.roomprint.vectors.search.HeatMaps;
import org.roomprint.vectors.search.PhotoHit;

/** A found picture and why, on the wire. */
public record PhotoHitBody(
    String pictureId,
    String kind,
    String ownerId,
    Optional<OwnerBody> owner,
    Optional<String> room,
    int queryImage,
    String evidence,
    Optional<Double> similarity,
    Optional<Integer> pdqDistance,
    Optional<Double> score,
    Optional<String> tier,
    Optional<String> taken,
    Optional<String> source,
    List<List<Float>> matches,
    Optional<CopyBody> copy,
    Optional<HeatBody> queryHeat,
    Optional<HeatBody> photoHeat,
    Optional<Integer> width,
    Optional<Integer> height,
    String thumbnail) {
  /** Matching points that are sent at most, best first. */
  private static final int MAX_MATCHES = 300;

  public PhotoHitBody {
    matches = List.copyOf(matches);
  }

  /**
   * Where in a picture the likeness comes from.
   *
   * @param rows of the grid laid over the picture
   * @param columns of the grid
   * @param values row by row, at least 0
   */
  public record HeatBody(int rows, int columns, List<Double> values) {
    private static final double DIGITS = 1e4;

    public HeatBody {
      values = List.copyOf(values);
    }

    static HeatBody of(HeatMaps.Grid grid) {
      return new HeatBody(
          grid.rows(),
          grid.columns(),
          grid.values().stream().map(value -> Math.round(value * DIGITS) / DIGITS).toList());
    }
  }

  /**
   * How one picture was made of the other.
   *
   * @param mirrored whether one is the other seen in a mirror
   * @param rotationDegrees by which the photo is turned clockwise, after the query was mirrored
   *     left to right where it is; -180..180
   * @param queryShare of the query's area that lies over the photo, 0..1
   * @param photoShare of the photo's area that lies over the query, 0..1
   * @param map of a place in the query onto the place in the photo that shows the same, both in
   *     pixels of their frames: {@code photoX = m0 queryX + m1 queryY + m2}, {@code photoY = m3
   *     queryX + m4 queryY + m5}
   */
  public record CopyBody(
      boolean mirrored,
      double rotationDegrees,
      double queryShare,
      double photoShare,
      List<Double> map) {
    private static final double DIGITS = 1e4;

    public CopyBody {
      map = List.copyOf(map);
    }

    static CopyBody of(CopyTransform copy) {
      return new CopyBody(
          copy.isMirrored(),
          rounded(copy.rotationDegrees()),
          rounded(copy.queryShare()),
          rounded(copy.candidateShare()),
          Stream.of(copy.xx(), copy.xy(), copy.x0(), copy.yx(), copy.yy(), copy.y0())
              .map(CopyBody::rounded)
              .toList());
    }

    private static double rounded(double value) {
      return Math.round(value * DIGITS) / DIGITS;
    }
  }

  /**
   * The frame of the matching points.
   *
   * @param width pixels
   * @param height pixels
   */
  public record Frame(int width, int height) {
    /** That of a picture that is searched with. */
    public static Frame of(RasterImage picture) {
      return new Frame(picture.width(), picture.height());
    }
  }

  /** Made from a search's hit. */
  public static PhotoHitBody of(PhotoHit hit, PictureKind kind) {
    return new PhotoHitBody(
        hit.picture().pictureId(),
        wireKind(kind),
        hit.picture().ownerId(),
        Optional.empty(),
        hit.picture().room(),
        hit.queryImage(),
        hit.evidence().name(),
        Optional.of(hit.similarity()),
        Optional.of(hit.pdqDistance()),
        Optional.of(hit.score()),
        tier(kind),
        Optional.empty(),
        Optional.empty(),
        hit.matches().stream().limit(MAX_MATCHES).map(PhotoHitBody::points).toList(),
        hit.copy().map(CopyBody::of),
        hit.heat().map(heat -> HeatBody.of(heat.query())),
        hit.heat().map(heat -> HeatBody.of(heat.photo())),
        hit.frame().map(PixelSize::width),
        hit.frame().map(PixelSize::height),
        thumbnail(hit.picture().pictureId(), kind));
  }

  /** A picture that was found by its hash alone. */
  public static PhotoHitBody ofHash(
      String pictureId,
      PictureKind kind,
      String ownerId,
      Optional<String> room,
      String evidence,
      Optional<Integer> pdqDistance) {
    return new PhotoHitBody(
        pictureId,
        wireKind(kind),
        ownerId,
        Optional.empty(),
        room,
        0,
        evidence,
        Optional.empty(),
        pdqDistance,
        Optional.empty(),
        tier(kind),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        thumbnail(pictureId, kind));
  }

  /** The same, with what the catalog says of the photo; an ad's image has none. */
  public PhotoHitBody withPhoto(Optional<Photo> photo) {
    return with(
        owner,
        photo.map(found -> found.provenance().tier().name()),
        photo.flatMap(PhotoBody::takenOf),
        photo.map(Photo::source));
  }

  /** The same, with what its owner is known by. */
  public PhotoHitBody withOwner(Optional<OwnerBody> newOwner) {
    return with(newOwner, tier, taken, source);
  }

  private PhotoHitBody with(
      Optional<OwnerBody> newOwner,
      Optional<String> newTier,
      Optional<String> newTaken,
      Optional<String> newSource) {
    return new PhotoHitBody(
        pictureId,
        kind,
        ownerId,
        newOwner,
        room,
        queryImage,
        evidence,
        similarity,
        pdqDistance,
        score,
        newTier,
        newTaken,
        newSource,
        matches,
        copy,
        queryHeat,
        photoHeat,
        width,
        height,
        thumbnail);
  }

  /** What a client tells apart by the tier is of one kind to it. */
  private static String wireKind(PictureKind kind) {
    return switch (kind) {
      case GALLERY_PHOTO, UNVERIFIED_PHOTO -> PictureKind.GALLERY_PHOTO.name();
      case AD_IMAGE -> kind.name();
    };
  }

  private static Optional<String> tier(PictureKind kind) {
    return switch (kind) {
      case UNVERIFIED_PHOTO -> Optional.of(Tier.UNVERIFIED.name());
      case GALLERY_PHOTO, AD_IMAGE -> Optional.empty();
    };
  }

  private static String thumbnail(String pictureId, PictureKind kind) {
    return switch (kind) {
      case GALLERY_PHOTO, UNVERIFIED_PHOTO -> Paths.photoThumbnail(pictureId);
      case AD_IMAGE -> Paths.adImageThumbnail(pictureId);
    };
  }

  private static List<Float> points(Verification.Match match) {
    return List.of(match.queryX(), match.queryY(), match.candidateX(), match.candidateY());
  }
}
