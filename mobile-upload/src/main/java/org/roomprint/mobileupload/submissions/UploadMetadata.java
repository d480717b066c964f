package org.roomprint.mobileupload.submissions;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roomprint.http.ProblemException;
import org.roomprint.inbox.ShotLabel;
import org.roomprint.inbox.SubmissionFacts;
import org.roomprint.inbox.SubmittedHotel;

/**
 * What a tus client says about a photo in {@code Upload-Metadata}: pairs of a name and a value in
 * base 64. Names that are not known here, such as that of the file, are passed over and kept
 * nowhere.
 */
record UploadMetadata(Map<String, String> values) {
  private static final int MAX_LENGTH = 4_096;

  /**
   * Reads the header.
   *
   * @throws ProblemException saying what does not fit
   */
  static UploadMetadata read(@Nullable String header) {
    Map<String, String> values = new HashMap<>();
    if (header == null || header.isBlank()) {
      return new UploadMetadata(values);
    }
    if (header.length() > MAX_LENGTH) {
      throw ProblemException.invalid(
          "The header Upload-Metadata has at most " + MAX_LENGTH + " characters");
    }
    for (String pair : header.split(",", -1)) {
      String[] parts = pair.strip().split(" ", 2);
      try {
        byte[] value =
            parts.length == 1 ? new byte[0] : Base64.getDecoder().decode(parts[1].strip());
        values.put(
            parts[0].toLowerCase(Locale.ROOT), new String(value, StandardCharsets.UTF_8).strip());
      } catch (IllegalArgumentException _) {
        throw ProblemException.invalid(
            "The header Upload-Metadata is names with values in base 64, separated by commas");
      }
    }
    return new UploadMetadata(values);
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name.toLowerCase(Locale.ROOT)))
        .filter(value -> !value.isEmpty());
  }

  /** What it shows; OTHER where that is not said. */
  ShotLabel label() {
    try {
      return value("label")
          .map(label -> ShotLabel.valueOf(label.toUpperCase(Locale.ROOT)))
          .orElse(ShotLabel.OTHER);
    } catch (IllegalArgumentException _) {
      return ShotLabel.OTHER;
    }
  }

  /**
   * The submission that the photo makes up.
   *
   * @throws IllegalArgumentException saying what does not fit
   */
  SubmissionFacts facts(Optional<String> partnerKeyId) {
    return new SubmissionFacts(
        hotel(),
        value("room"),
        value("takenMonth").map(UploadMetadata::month),
        Optional.empty(),
        value("deviceToken"),
        value("language").orElse("en"),
        partnerKeyId);
  }

  private SubmittedHotel hotel() {
    Optional<String> known = value("hotelId");
    if (known.isPresent() == value("hotelName").isPresent()) {
      throw new IllegalArgumentException(
          "Upload-Metadata says either hotelId, or hotelName and if known hotelTown and"
              + " hotelCountry");
    }
    return known.isPresent()
        ? new SubmittedHotel.Known(known.get())
        : new SubmittedHotel.Missing(
            value("hotelName").orElseThrow(),
            value("hotelTown"),
            value("hotelCountry").map(code -> code.toUpperCase(Locale.ROOT)));
  }

  private static YearMonth month(String text) {
    try {
      return YearMonth.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("takenMonth is a month such as 2026-11", e);
    }
  }
}
