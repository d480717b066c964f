package org.roomprint.searchapi.wire;

/** Addresses of pictures, as answers name them. */
public final class Paths {
  private Paths() {}

  /** The small picture of a gallery photo. */
  public static String photoThumbnail(String photoId) {
    return "/api/v1/photos/" + photoId + "/thumbnail";
  }

  /** The small picture of a photo that the public or a partner gave. */
  public static String contributedPhotoThumbnail(String photoId) {
    return "/api/v1/contributed-photos/" + photoId + "/thumbnail";
  }

  /** The small picture of an ad's image. */
  public static String adImageThumbnail(String imageId) {
    return "/api/v1/ad-images/" + imageId + "/thumbnail";
  }
}
