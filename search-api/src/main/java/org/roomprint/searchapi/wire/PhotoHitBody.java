package org.roomprint.searchapi.wire;

import java.util.List;
import java.util.Optional;
import org.roomprint.vectors.index.PictureKind;
import org.roomprint.vectors.local.Verification;
import org.roomprint.vectors.search.PhotoHit;

/** A found picture and why, on the wire. */
public record PhotoHitBody(
    String pictureId,
    String kind,
    String ownerId,
    Optional<String> room,
    int queryImage,
    String evidence,
    Optional<Double> similarity,
    Optional<Integer> pdqDistance,
    Optional<Double> score,
    List<List<Float>> matches,
    Optional<Integer> width,
    Optional<Integer> height,
    String thumbnail) {
  /** Matching points that are sent at most, best first. */
  private static final int MAX_MATCHES = 300;

  public PhotoHitBody {
    matches = List.copyOf(matches);
  }

  /**
   * The frame of the matching points.
   *
   * @param width pixels
   * @param height pixels
   */
  public record Frame(int width, int height) {}

  /** Made from a search's hit. */
  public static PhotoHitBody of(PhotoHit hit, PictureKind kind, Optional<Frame> frame) {
    return new PhotoHitBody(
        hit.picture().pictureId(),
        kind.name(),
        hit.picture().ownerId(),
        hit.picture().room(),
        hit.queryImage(),
        hit.evidence().name(),
        Optional.of(hit.similarity()),
        Optional.of(hit.pdqDistance()),
        Optional.of(hit.score()),
        hit.matches().stream().limit(MAX_MATCHES).map(PhotoHitBody::points).toList(),
        frame.map(Frame::width),
        frame.map(Frame::height),
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
        kind.name(),
        ownerId,
        room,
        0,
        evidence,
        Optional.empty(),
        pdqDistance,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        thumbnail(pictureId, kind));
  }

  private static String thumbnail(String pictureId, PictureKind kind) {
    return switch (kind) {
      case GALLERY_PHOTO -> Paths.photoThumbnail(pictureId);
      case AD_IMAGE -> Paths.adImageThumbnail(pictureId);
    };
  }

  private static List<Float> points(Verification.Match match) {
    return List.of(match.queryX(), match.queryY(), match.candidateX(), match.candidateY());
  }
}
