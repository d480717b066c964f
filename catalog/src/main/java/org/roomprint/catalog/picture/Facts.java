package org.roomprint.catalog.picture;

import java.util.Map;
import org.roomprint.base.Texts;

/** Small named facts about a picture, such as the camera's make. */
public final class Facts {
  /** Most facts per picture. */
  static final int MAX_FACTS = 50;

  private Facts() {}

  /** A copy of them, after a look at their names, values and number. */
  public static Map<String, String> checkedCopy(Map<String, String> facts) {
    if (facts.size() > MAX_FACTS) {
      throw new IllegalArgumentException(
          "A picture has at most " + MAX_FACTS + " facts, not " + facts.size());
    }
    facts.forEach((name, value) -> {
      Texts.requireId("fact's name", name);
      Texts.requireLabel("fact's value", value);
    });
    return Map.copyOf(facts);
  }
}
