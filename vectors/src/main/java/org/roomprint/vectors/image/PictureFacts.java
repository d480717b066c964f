package org.roomprint.vectors.image;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.lang.GeoLocation;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/**
 * What a file's EXIF block says of how the picture came about, as far as it may be kept: for ads
 * and imports only, since of a public upload nothing but the month is kept.
 *
 * <p>It is what a sender wrote: a hint, never evidence by itself.
 *
 * @param taken by the camera's clock, whose time zone is not known
 * @param cameraMake at most {@link #MAX_NAME_CHARACTERS} printable characters
 * @param cameraModel likewise
 * @param place to about a kilometre
 */
public record PictureFacts(
    Optional<LocalDateTime> taken,
    Optional<String> cameraMake,
    Optional<String> cameraModel,
    Optional<CoarsePlace> place) {
  /** Longest name of a make or model that is kept, in characters; the rest is cut off. */
  public static final int MAX_NAME_CHARACTERS = 60;

  /** Nothing known. */
  public static final PictureFacts NONE =
      new PictureFacts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private static final int FIRST_YEAR_OF_EXIF = 1995;
  private static final int LAST_YEAR = 2100;

  private static final DateTimeFormatter EXIF_TIME =
      DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /**
   * A place rounded to two decimals of a degree, about 1.1 km; it prints no coordinates.
   *
   * @param latitude in degrees, -90..90
   * @param longitude in degrees, -180..180
   */
  public record CoarsePlace(double latitude, double longitude) {
    private static final double STEPS_PER_DEGREE = 100;

    /** Rounds. */
    public CoarsePlace {
      if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) {
        throw new IllegalArgumentException(
            "A place has a latitude of -90..90, a longitude of -180..180");
      }
      latitude = Math.rint(latitude * STEPS_PER_DEGREE) / STEPS_PER_DEGREE;
      longitude = Math.rint(longitude * STEPS_PER_DEGREE) / STEPS_PER_DEGREE;
    }

    @Override
    public String toString() {
      return "CoarsePlace[not shown]";
    }
  }

  /**
   * Reads the facts of a picture file; what is damaged, implausible or absent is empty, and nothing
   * is thrown.
   */
  public static PictureFacts read(byte[] bytes) {
    Passage header = Gate.header(bytes);
    if (!(header.verdict() instanceof GateVerdict.Admitted)) {
      return NONE;
    }
    byte[] plain = header.picture();
    try {
      Metadata metadata =
          ImageMetadataReader.readMetadata(new ByteArrayInputStream(plain), plain.length);
      return new PictureFacts(
          taken(metadata),
          name(metadata, ExifDirectoryBase.TAG_MAKE),
          name(metadata, ExifDirectoryBase.TAG_MODEL),
          place(metadata));
    } catch (ImageProcessingException | IOException | RuntimeException | StackOverflowError e) {
      return NONE;
    }
  }

  private static Optional<LocalDateTime> taken(Metadata metadata) {
    return text(metadata, ExifSubIFDDirectory.class, ExifDirectoryBase.TAG_DATETIME_ORIGINAL)
        .or(() -> text(metadata, ExifIFD0Directory.class, ExifDirectoryBase.TAG_DATETIME))
        .flatMap(PictureFacts::parsed)
        .filter(time -> time.getYear() >= FIRST_YEAR_OF_EXIF && time.getYear() <= LAST_YEAR);
  }

  private static Optional<LocalDateTime> parsed(String time) {
    try {
      return Optional.of(LocalDateTime.parse(time, EXIF_TIME));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> name(Metadata metadata, int tag) {
    return text(metadata, ExifIFD0Directory.class, tag)
        .map(name -> name.substring(0, Math.min(name.length(), MAX_NAME_CHARACTERS)).strip());
  }

  private static Optional<CoarsePlace> place(Metadata metadata) {
    return Optional.ofNullable(metadata.getFirstDirectoryOfType(GpsDirectory.class))
        .flatMap(directory -> Optional.ofNullable(directory.getGeoLocation()))
        .filter(PictureFacts::isPlausible)
        .map(location -> new CoarsePlace(location.getLatitude(), location.getLongitude()));
  }

  private static boolean isPlausible(GeoLocation location) {
    return !location.isZero()
        && Math.abs(location.getLatitude()) <= 90
        && Math.abs(location.getLongitude()) <= 180;
  }

  private static Optional<String> text(
      Metadata metadata, Class<? extends Directory> type, int tag) {
    return Optional.ofNullable(metadata.getFirstDirectoryOfType(type))
        .flatMap(directory -> Optional.ofNullable(directory.getString(tag)))
        .map(text -> text.replaceAll("[^\\p{Print}]", " ").strip())
        .filter(text -> !text.isEmpty());
  }
}
