package org.roomprint.catalog.access;

import org.roomprint.base.Texts;

/**
 * Why a search is made, in its maker's words.
 *
 * @param text not blank, at most {@value #MAX_LENGTH} characters
 */
public record Purpose(String text) {
  /** Longest purpose, in UTF-16 characters. */
  public static final int MAX_LENGTH = 500;

  public Purpose {
    text = text.strip();
    Texts.requireText("purpose", text, MAX_LENGTH);
  }

  @Override
  public String toString() {
    return text;
  }
}
