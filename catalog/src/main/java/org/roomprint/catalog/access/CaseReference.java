package org.roomprint.catalog.access;

import java.util.regex.Pattern;

/**
 * What an investigating authority calls the case that a search is made for.
 *
 * @param text 1 to {@value #MAX_LENGTH} letters, digits and {@code - _ . / :}, beginning with a
 *     letter or digit
 */
public record CaseReference(String text) {
  /** Longest reference, in UTF-16 characters. */
  public static final int MAX_LENGTH = 64;

  private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{Nd}][\\p{L}\\p{Nd}_./:-]*");

  public CaseReference {
    if (text.length() > MAX_LENGTH || !FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "A case reference is 1 to "
              + MAX_LENGTH
              + " letters, digits and - _ . / :, beginning with a letter or digit, such as 2026-HT/0417");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
