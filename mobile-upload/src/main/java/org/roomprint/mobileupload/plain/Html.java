package org.roomprint.mobileupload.plain;

/** Text into HTML, safely. */
final class Html {
  private static final String GAP = "%s";

  private final StringBuilder out = new StringBuilder();

  /** Adds mark-up of our own. */
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  /** Adds text of anybody's. */
  Html text(String text) {
    out.append(escape(text));
    return this;
  }

  /** Mark-up with its gaps ({@value #GAP}) filled; what fills them is escaped already. */
  static String fill(String markup, Object... with) {
    StringBuilder filled = new StringBuilder();
    int at = 0;
    for (Object one : with) {
      int gap = markup.indexOf(GAP, at);
      filled.append(markup, at, gap).append(one);
      at = gap + GAP.length();
    }
    return filled.append(markup, at, markup.length()).toString();
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
