package org.roomprint.inbox;

import org.roomprint.base.Digests;
import org.roomprint.base.Texts;

/**
 * A photo that a sender is about to send, or has sent.
 *
 * @param photoId made by the sender, unique in the submission: 8 to 64 letters, digits, {@code -}
 * @param label what it shows
 * @param bytes length of the file, at least 1
 * @param sha256 of the file, 64 lower-case hexadecimal digits
 * @param peopleWarning whether the sender's device saw people on it and the sender sent it anyway
 */
public record AnnouncedPhoto(
    String photoId, ShotLabel label, long bytes, String sha256, boolean peopleWarning) {
  /** Stands for a digest that is told by nobody, and computed when the photo is whole. */
  public static final String SHA256_NOT_TOLD = "0".repeat(Digests.SHA256_HEX_DIGITS);

  public AnnouncedPhoto {
    if (!photoId.matches("[A-Za-z0-9-]{8,64}")) {
      throw new IllegalArgumentException(
          "A photo's id is 8 to 64 letters, digits and -, such as a UUID");
    }
    if (bytes < 1) {
      throw new IllegalArgumentException("A photo has at least one byte");
    }
    Texts.requireHex("photo's SHA-256", sha256, Digests.SHA256_HEX_DIGITS);
  }
}
