package org.roomprint.indexer.source;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A photo that a source offers.
 *
 * @param file where it lies
 * @param hotelId of its hotel
 * @param room room, flat or unit
 * @param view what it shows
 * @param source such as {@code import} or {@code travel_website}
 * @param externalId what the source calls it
 * @param taken day on which it was taken
 */
public record PhotoRecord(
    Path file,
    String hotelId,
    Optional<String> room,
    Optional<String> view,
    String source,
    Optional<String> externalId,
    Optional<LocalDate> taken) {}
