package org.roomprint.searchapi.wire;

import java.util.List;
import java.util.Optional;

/** Ranked hotels on the wire. */
public record HotelSearchAnswerBody(
    String auditId,
    String auditHash,
    List<ImageBody> images,
    List<HotelHitBody> hotels,
    double notInGallery,
    boolean calibrated,
    Optional<Integer> hotelsToBe90PercentSure,
    GalleryPartBody part,
    SearchReportBody report) {
  public HotelSearchAnswerBody {
    images = List.copyOf(images);
    hotels = List.copyOf(hotels);
  }

  /** A query image as it was searched. */
  public record ImageBody(
      int width,
      int height,
      double hiddenShare,
      Optional<Double> regionShare,
      Optional<Double> expectedRecall) {}

  /** A hotel and its photos. */
  public record HotelHitBody(
      int rank,
      HotelBody hotel,
      String evidence,
      boolean unverifiedOnly,
      double score,
      double probability,
      List<PhotoHitBody> photos) {
    public HotelHitBody {
      photos = List.copyOf(photos);
    }
  }
}
