package org.roomprint.catalog.ad;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What was changed from one text of an ad to the next: the fewest words to be taken out and put in
 * (E. W. Myers, <i>An O(ND) Difference Algorithm and Its Variations</i>, 1986). Two long texts that
 * have little in common are compared line by line, and where that is too much as well, as a whole,
 * so that no text holds anybody up.
 */
public final class TextDifference {
  /** Most words, or lines, that are compared one by one, of both texts together. */
  static final int MAX_COMPARED = 6_000;

  private static final Pattern WORDS =
      Pattern.compile("[\\p{L}\\p{N}\\p{M}]+|\\s+|[^\\p{L}\\p{N}\\p{M}\\s]");
  private static final Pattern LINES = Pattern.compile("[^\\n]*\\n|[^\\n]+");

  private TextDifference() {}

  /** What became of a part of the text. */
  public enum Change {
    /** It is in both. */
    KEPT,
    /** It is in the earlier one alone. */
    REMOVED,
    /** It is in the later one alone. */
    ADDED
  }

  /**
   * A part of the text.
   *
   * @param text not empty
   */
  public record Part(Change change, String text) {}

  /**
   * The parts of both texts in order: those kept and removed are the earlier text, those kept and
   * added the later one.
   */
  public static List<Part> between(String before, String after) {
    List<String> beforeWords = split(WORDS, before);
    List<String> afterWords = split(WORDS, after);
    int begin = common(beforeWords, afterWords, false);
    int end =
        common(
            beforeWords.subList(begin, beforeWords.size()),
            afterWords.subList(begin, afterWords.size()),
            true);
    Parts parts = new Parts();
    parts.add(Change.KEPT, beforeWords.subList(0, begin));
    compare(
        beforeWords.subList(begin, beforeWords.size() - end),
        afterWords.subList(begin, afterWords.size() - end),
        parts);
    parts.add(Change.KEPT, beforeWords.subList(beforeWords.size() - end, beforeWords.size()));
    return parts.ended();
  }

  private static void compare(List<String> before, List<String> after, Parts parts) {
    List<String> earlier = before;
    List<String> later = after;
    if (earlier.size() + later.size() > MAX_COMPARED) {
      earlier = split(LINES, String.join("", before));
      later = split(LINES, String.join("", after));
    }
    if (earlier.size() + later.size() > MAX_COMPARED) {
      parts.add(Change.REMOVED, earlier);
      parts.add(Change.ADDED, later);
      return;
    }
    int at = 0;
    for (AbstractDelta<String> delta :
        DiffUtils.diff(earlier, later, new MyersDiffWithLinearSpace<>()).getDeltas()) {
      parts.add(Change.KEPT, earlier.subList(at, delta.getSource().getPosition()));
      parts.add(Change.REMOVED, delta.getSource().getLines());
      parts.add(Change.ADDED, delta.getTarget().getLines());
      at = delta.getSource().getPosition() + delta.getSource().size();
    }
    parts.add(Change.KEPT, earlier.subList(at, earlier.size()));
  }

  private static List<String> split(Pattern pieces, String text) {
    return pieces.matcher(text).results().map(MatchResult::group).toList();
  }

  /** How many words both begin with, or end with. */
  private static int common(List<String> before, List<String> after, boolean fromTheEnd) {
    int most = Math.min(before.size(), after.size());
    int count = 0;
    while (count < most
        && before
            .get(fromTheEnd ? before.size() - 1 - count : count)
            .equals(after.get(fromTheEnd ? after.size() - 1 - count : count))) {
      count++;
    }
    return count;
  }

  /** Puts words of one kind together. */
  private static final class Parts {
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder removed = new StringBuilder();
    private final StringBuilder added = new StringBuilder();
    private final StringBuilder kept = new StringBuilder();

    private void add(Change change, List<String> words) {
      if (words.isEmpty()) {
        return;
      }
      if (change == Change.KEPT) {
        put(Change.REMOVED, removed);
        put(Change.ADDED, added);
      } else {
        put(Change.KEPT, kept);
      }
      StringBuilder text =
          switch (change) {
            case KEPT -> kept;
            case REMOVED -> removed;
            case ADDED -> added;
          };
      words.forEach(text::append);
    }

    private void put(Change change, StringBuilder text) {
      if (!text.isEmpty()) {
        parts.add(new Part(change, text.toString()));
        text.setLength(0);
      }
    }

    private List<Part> ended() {
      put(Change.REMOVED, removed);
      put(Change.ADDED, added);
      put(Change.KEPT, kept);
      return List.copyOf(parts);
    }
  }
}
