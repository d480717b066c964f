package org.roomprint.indexer.source;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * A photo that a source offers.
 *
 * @param file where it lies
 * @param hotelId of its hotel
 * @param room room, flat or unit
 * @param view what it shows
 * @param source such as {@code scouts} or {@code travel_website}
 * @param externalId what the source calls it
 * @param taken day on which it was taken
 * @param said what the list speaks of: the rest stays as it is known, and what is spoken of and
 *     empty is known no longer
 */
public record PhotoRecord(
    Path file,
    String hotelId,
    Optional<String> room,
    Optional<String> view,
    Optional<String> source,
    Optional<String> externalId,
    Optional<LocalDate> taken,
    Set<Detail> said) {
  /** What a list may say of a photo. */
  public enum Detail {
    /** {@link PhotoRecord#room()}. */
    ROOM,
    /** {@link PhotoRecord#view()}. */
    VIEW,
    /** {@link PhotoRecord#source()}. */
    SOURCE,
    /** {@link PhotoRecord#externalId()}. */
    EXTERNAL_ID,
    /** {@link PhotoRecord#taken()}. */
    TAKEN
  }

  /** The source of a photo of which none is known. */
  public static final String UNKNOWN_SOURCE = "import";

  public PhotoRecord {
    said = Set.copyOf(said);
  }

  /** Whether the list speaks of this. */
  public boolean says(Detail detail) {
    return said.contains(detail);
  }
}
