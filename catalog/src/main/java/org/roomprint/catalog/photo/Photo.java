package org.roomprint.catalog.photo;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.roomprint.base.Digests;
import org.roomprint.base.Texts;
import org.roomprint.catalog.picture.Facts;
import org.roomprint.catalog.picture.KeptPicture;
import org.roomprint.catalog.picture.OriginalFile;

/**
 * A photo of a hotel, in the gallery.
 *
 * @param photoId unique; made by {@link #idOf} unless there is a reason to do otherwise
 * @param hotelId of a hotel that is in the catalog
 * @param room room, flat or unit within the hotel
 * @param view what it shows, such as {@code bathroom}
 * @param source where it comes from, such as {@code travel_website}, {@code traffickcam} or {@code
 *     import}
 * @param externalId what the source calls it, such as the image id of Hotels-50K
 * @param taken day on which it was taken; of a photo that the public gave, the first of the month,
 *     since no more is kept
 * @param original the file as it was brought in
 * @param picture the sanitised file that is kept
 * @param facts further facts that were read from the original, such as the camera
 * @param provenance who gave it and how far it is trusted
 */
public record Photo(
    String photoId,
    String hotelId,
    Optional<String> room,
    Optional<String> view,
    String source,
    Optional<String> externalId,
    Optional<LocalDate> taken,
    OriginalFile original,
    KeptPicture picture,
    Map<String, String> facts,
    Provenance provenance) {
  public Photo {
    Texts.requireId("photo id", photoId);
    Texts.requireId("hotel id", hotelId);
    Texts.requireLabel("room", room);
    Texts.requireLabel("view", view);
    Texts.requireId("source", source);
    externalId.ifPresent(id -> Texts.requireId("photo's external id", id));
    facts = Facts.checkedCopy(facts);
  }

  /** A photo that the operator brings in. */
  public Photo(
      String photoId,
      String hotelId,
      Optional<String> room,
      Optional<String> view,
      String source,
      Optional<String> externalId,
      Optional<LocalDate> taken,
      OriginalFile original,
      KeptPicture picture,
      Map<String, String> facts) {
    this(
        photoId,
        hotelId,
        room,
        view,
        source,
        externalId,
        taken,
        original,
        picture,
        facts,
        Provenance.imported());
  }

  /**
   * The id of a photo of this hotel with these original bytes: the same file brought in for the
   * same hotel again is the same photo, whatever it is called.
   *
   * @param contentHash SHA-256 of the file as brought in, 64 lower-case hexadecimal digits
   */
  public static String idOf(String hotelId, String contentHash) {
    Texts.requireHex("content hash", contentHash, Digests.SHA256_HEX_DIGITS);
    return Digests.derivedId("photo", hotelId, contentHash);
  }

  /** A photo of which nothing but the hotel and the files is known. */
  public static Photo of(
      String hotelId, String source, OriginalFile original, KeptPicture picture) {
    return new Photo(
        idOf(hotelId, original.contentHash()),
        hotelId,
        Optional.empty(),
        Optional.empty(),
        source,
        Optional.empty(),
        Optional.empty(),
        original,
        picture,
        Map.of());
  }

  /** The same photo in this room. */
  public Photo withRoom(String newRoom) {
    return new Photo(
        photoId,
        hotelId,
        Optional.of(newRoom),
        view,
        source,
        externalId,
        taken,
        original,
        picture,
        facts,
        provenance);
  }
}
