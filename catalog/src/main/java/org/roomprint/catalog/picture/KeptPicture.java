package org.roomprint.catalog.picture;

/**
 * A sanitised picture file in the picture store: what is shown, and what the index is made from.
 *
 * @param id SHA-256 of the file
 * @param mediaType such as {@code image/jpeg}
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 * @param bytes size of the file, at least 1
 */
public record KeptPicture(PictureId id, String mediaType, int width, int height, long bytes) {
  public KeptPicture {
    if (!mediaType.matches("image/[a-z0-9.+-]{1,60}")) {
      throw new IllegalArgumentException("The media type of a picture reads like image/jpeg");
    }
    if (width < 1 || height < 1 || bytes < 1) {
      throw new IllegalArgumentException(
          "A kept picture has a width, a height and a size above 0, not "
              + width
              + " x "
              + height
              + " px, "
              + bytes
              + " bytes");
    }
  }
}
