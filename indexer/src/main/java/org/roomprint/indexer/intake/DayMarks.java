package org.roomprint.indexer.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.roomprint.base.Digests;
import org.roomprint.catalog.Catalog;

/**
 * Marks of days: equal for equal days and nothing more, made with a secret of the month that is
 * deleted when the next month has ended. Then no mark tells its day any more.
 */
final class DayMarks {
  static final int SECRET_BYTES = 32;

  private DayMarks() {}

  /**
   * The mark of the day of a moment, UTC.
   *
   * @param fresh the month's secret, if it has none yet
   */
  static String mark(Catalog catalog, Instant moment, byte[] fresh) {
    LocalDate day = LocalDate.ofInstant(moment, ZoneOffset.UTC);
    String secret =
        catalog.write(writer ->
            writer.contributions().dayKey(YearMonth.from(day), HexFormat.of().formatHex(fresh)));
    return Digests.derivedId("day", secret, day.toString());
  }
}
