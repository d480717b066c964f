package org.roomprint.indexer.source;

import java.util.Locale;

/**
 * How names of files are read. Java goes by the locale of the account: in one without UTF-8, as
 * cron and containers have it, what is beyond ASCII can be neither read nor opened.
 */
public final class FileNames {
  /** Set by Java from the locale when it starts; it cannot be changed from within. */
  private static final String ENCODING_PROPERTY = "sun.jnu.encoding";

  private FileNames() {}

  /** What to do about the locale, to be put behind a message; empty where it is UTF-8. */
  public static String hint() {
    return hint(System.getProperty(ENCODING_PROPERTY, "UTF-8"));
  }

  static String hint(String encoding) {
    return encoding.toUpperCase(Locale.ROOT).replace("-", "").equals("UTF8")
        ? ""
        : " (the locale of this account is not UTF-8 but "
            + encoding
            + ", so that names with accents cannot be read; set LC_ALL=C.UTF-8 and run it again)";
  }
}
