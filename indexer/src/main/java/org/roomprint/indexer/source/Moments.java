package org.roomprint.indexer.source;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.roomprint.base.Texts;

/**
 * Reads moments and days as lists hold them: ISO 8601 and what cannot be mistaken for anything
 * else.
 */
public final class Moments {
  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 2199;
  private static final Pattern SECONDS = Pattern.compile("\\d{9,10}(?:[.]\\d+)?");
  private static final Pattern MILLISECONDS = Pattern.compile("\\d{12,13}");
  private static final Pattern CAMERA_DAY = Pattern.compile("(\\d{4})[:/](\\d{2})[:/](\\d{2})(.*)");
  private static final Pattern PLAIN_DAY = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
  private static final Pattern DOTTED_DAY =
      Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})(.*)");
  private static final Pattern SPACE_BEFORE_TIME =
      Pattern.compile("^(\\d{4}-\\d{2}-\\d{2})[ _](?=\\d)");

  private static final DateTimeFormatter LOCAL =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .appendPattern("HH:mm[:ss]")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .toFormatter(Locale.ROOT);
  private static final DateTimeFormatter WITH_OFFSET =
      new DateTimeFormatterBuilder()
          .append(LOCAL)
          .optionalStart()
          .appendLiteral(' ')
          .optionalEnd()
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT);

  private Moments() {}

  /**
   * A moment and how it is written.
   *
   * @param text with the zone that it was read in, where that is known
   */
  public record Written(Instant moment, String text) {}

  /** A moment that a page states, with its zone; empty where it cannot be read. */
  public static Optional<Written> read(String written) {
    try {
      return Optional.of(written(Texts.requireLabel("moment", written), Optional.empty(), _ -> {}));
    } catch (IllegalArgumentException | BadValue _) {
      return Optional.empty();
    }
  }

  /**
   * A moment. Where it names no zone, that of the list is taken, or else UTC; where it names no
   * time, midnight.
   *
   * @param zone in which times are that name none
   * @param note is told what was taken
   */
  static Written written(String written, Optional<ZoneId> zone, Consumer<String> note) {
    boolean[] isLocal = new boolean[1];
    Instant moment = instant(written, zone, note, isLocal);
    return new Written(
        moment,
        isLocal[0] && zone.isPresent()
            ? written.strip() + " " + zone.get().getId()
            : written.strip());
  }

  private static Instant instant(
      String written, Optional<ZoneId> zone, Consumer<String> note, boolean[] isLocal) {
    ZoneId local = zone.orElse(ZoneOffset.UTC);
    String text = iso(written);
    Optional<Instant> moment =
        parsed(() -> OffsetDateTime.parse(text, WITH_OFFSET).toInstant())
            .or(() ->
                parsed(() ->
                    OffsetDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant()))
            .or(() ->
                parsed(() -> LocalDateTime.parse(text, LOCAL).atZone(local).toInstant())
                    .map(found -> {
                      isLocal[0] = true;
                      return zone.isPresent()
                          ? found
                          : told(found, note, "It names no zone; UTC is taken");
                    }))
            .or(() ->
                parsed(() -> LocalDate.parse(text).atStartOfDay(local).toInstant())
                    .map(found -> {
                      isLocal[0] = true;
                      return told(
                          found, note, "It names no time; midnight " + name(local) + " is taken");
                    }));
    if (moment.isEmpty() && SECONDS.matcher(text).matches()) {
      moment =
          Optional.of(
              told(
                  Instant.ofEpochSecond((long) Double.parseDouble(text)),
                  note,
                  "It is a number; it is taken for seconds since 1970"));
    } else if (moment.isEmpty() && MILLISECONDS.matcher(text).matches()) {
      moment =
          Optional.of(
              told(
                  Instant.ofEpochMilli(Long.parseLong(text)),
                  note,
                  "It is a number; it is taken for milliseconds since 1970"));
    }
    return moment
        .filter(found -> isLikely(found.atOffset(ZoneOffset.UTC).getYear()))
        .orElseThrow(() ->
            new BadValue(BadValue.INVALID, "A moment is written such as 2025-03-01T12:00:00Z"));
  }

  private static String name(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : "in " + zone.getId();
  }

  /** A zone such as {@code Europe/Berlin} or {@code +02:00}. */
  static ZoneId zone(String written) {
    try {
      return ZoneId.of(written);
    } catch (DateTimeException e) {
      throw new BadValue(BadValue.INVALID, "A zone is written such as Europe/Berlin or +02:00", e);
    }
  }

  private static Instant told(Instant moment, Consumer<String> note, String what) {
    note.accept(what);
    return moment;
  }

  /** A day; of a month its first. */
  static LocalDate day(String written) {
    String text = iso(written);
    return parsed(() -> YearMonth.parse(text).atDay(1))
        .or(() -> parsed(() -> LocalDate.parse(text)))
        .or(() -> parsed(() -> LocalDateTime.parse(text, LOCAL).toLocalDate()))
        .or(() -> parsed(() -> OffsetDateTime.parse(text, WITH_OFFSET).toLocalDate()))
        .filter(day -> isLikely(day.getYear()))
        .orElseThrow(() ->
            new BadValue(
                BadValue.INVALID, "It is a day such as 2025-03-01 or a month such as 2025-03"));
  }

  private static boolean isLikely(int year) {
    return year >= FIRST_YEAR && year <= LAST_YEAR;
  }

  /** In the order year, month, day with dashes, and a T before the time. */
  private static String iso(String written) {
    String text = written.strip();
    var camera = CAMERA_DAY.matcher(text);
    if (camera.matches()) {
      text = camera.group(1) + "-" + camera.group(2) + "-" + camera.group(3) + camera.group(4);
    }
    var plain = PLAIN_DAY.matcher(text);
    if (plain.matches()) {
      text = plain.group(1) + "-" + plain.group(2) + "-" + plain.group(3);
    }
    var dotted = DOTTED_DAY.matcher(text);
    if (dotted.matches()) {
      text =
          String.format(
              Locale.ROOT,
              "%s-%02d-%02d%s",
              dotted.group(3),
              Integer.parseInt(dotted.group(2)),
              Integer.parseInt(dotted.group(1)),
              dotted.group(4));
    }
    return SPACE_BEFORE_TIME.matcher(text).replaceFirst("$1T").replace(" UTC", "Z");
  }

  private static <T> Optional<T> parsed(java.util.function.Supplier<T> parse) {
    try {
      return Optional.of(parse.get());
    } catch (DateTimeParseException _) {
      return Optional.empty();
    } catch (DateTimeException | ArithmeticException _) {
      return Optional.empty();
    }
  }
}
