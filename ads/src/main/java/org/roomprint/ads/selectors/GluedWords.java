package org.roomprint.ads.selectors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roomprint.ads.selectors.NumberWords.Meaning;
import org.roomprint.ads.selectors.NumberWords.Node;

/**
 * Takes apart what is written without spaces, such as "6won3", "sevenoneeight" or "tw0": the
 * cheapest way through, where a letter that belongs to no number costs most.
 */
final class GluedWords {
  private static final int LEFT_OVER = 6;
  private static final int BEGINNING_LEFT_OVER = 4;
  private static final int WORD = 2;
  private static final int DISGUISED_WORD = 3;
  private static final int DIGIT = 0;
  private static final int LONGEST_WORD = 32;

  /** What letters a digit or sign may stand for inside a number word. */
  private static final String DISGUISES = "013457@$!";

  private static final String[] DISGUISED = {"o", "il", "e", "a", "s", "t", "a", "s", "i"};

  /** Parts with number words beside other letters are believed from this many parts on. */
  private static final int LEAST_PARTS = 3;

  private static final int LEAST_DIGITS = 5;

  /** A part of a run: a number, or letters that are none. */
  record Part(int start, int end, @Nullable Meaning said, boolean isDigits) {
    boolean isNumber() {
      return said != null;
    }

    Meaning meaning() {
      if (said == null) {
        throw new IllegalStateException("No number");
      }
      return said;
    }
  }

  private final NumberWords words;

  GluedWords(NumberWords words) {
    this.words = words;
  }

  /** The parts of a run, in order; letters that are no number may be missing. */
  List<Part> read(String run) {
    int length = run.length();
    int[][] cost = new int[2][length + 1]; // [1]: the last character was left over
    Part[][] last = new Part[2][length + 1];
    for (int[] row : cost) {
      Arrays.fill(row, Integer.MAX_VALUE / 2);
    }
    cost[0][0] = 0;
    for (int at = 0; at < length; at++) {
      int best = Math.min(cost[0][at], cost[1][at]);
      char c = run.charAt(at);
      if (c >= '0' && c <= '9') {
        offer(cost, last, best + DIGIT, new Part(at, at + 1, new Meaning("" + c, 1, false), true));
      }
      letter(cost, last, at);
      walk(run, at, at, words.root(), false, best, cost, last);
    }
    return believed(pathTo(length, cost, last));
  }

  private static void letter(int[][] cost, Part[][] last, int at) {
    Part part = new Part(at, at + 1, null, false);
    int fresh = cost[0][at] + BEGINNING_LEFT_OVER + LEFT_OVER;
    int more = cost[1][at] + LEFT_OVER;
    int price = Math.min(fresh, more);
    if (price < cost[1][at + 1]) {
      cost[1][at + 1] = price;
      last[1][at + 1] = part;
    }
  }

  private static void offer(int[][] cost, Part[][] last, int price, Part part) {
    if (price < cost[0][part.end()]) {
      cost[0][part.end()] = price;
      last[0][part.end()] = part;
    }
  }

  private void walk(
      String run,
      int start,
      int at,
      Node node,
      boolean isDisguised,
      int best,
      int[][] cost,
      Part[][] last) {
    Meaning meaning = node.meaning();
    if (meaning != null && at > start) {
      int price = best + (isDisguised ? DISGUISED_WORD : WORD);
      offer(cost, last, price, new Part(start, at, meaning, false));
    }
    if (at == run.length() || at - start >= LONGEST_WORD) {
      return;
    }
    char c = run.charAt(at);
    Node next = node.next(c);
    if (next != null) {
      walk(run, start, at + 1, next, isDisguised, best, cost, last);
    } else if (at - start >= 2 && c == run.charAt(at - 1) && Character.isLetter(c)) {
      walk(run, start, at + 1, node, true, best, cost, last); // "seveeen"
    }
    int disguise = DISGUISES.indexOf(c);
    if (disguise >= 0) {
      for (char meant : DISGUISED[disguise].toCharArray()) {
        Node reached = node.next(meant);
        if (reached != null) {
          walk(run, start, at + 1, reached, true, best, cost, last);
        }
      }
    }
  }

  private static List<Part> pathTo(int length, int[][] cost, Part[][] last) {
    List<Part> path = new ArrayList<>();
    int at = length;
    while (at > 0) {
      int way = cost[0][at] <= cost[1][at] ? 0 : 1;
      Part part = last[way][at];
      path.add(part);
      at = part.start();
    }
    Collections.reverse(path);
    return path;
  }

  /** Digits in a row become one part; number words among other letters need company. */
  private static List<Part> believed(List<Part> path) {
    List<Part> parts = new ArrayList<>();
    boolean isWhole = path.stream().allMatch(Part::isNumber);
    int i = 0;
    while (i < path.size()) {
      if (!path.get(i).isNumber()) {
        parts.add(path.get(i));
        i++;
        continue;
      }
      int end = i;
      int digits = 0;
      while (end < path.size() && path.get(end).isNumber()) {
        digits += path.get(end).meaning().digits().length();
        end++;
      }
      List<Part> stretch = merged(path.subList(i, end));
      boolean isBelieved = isWhole || (stretch.size() >= LEAST_PARTS && digits >= LEAST_DIGITS);
      for (Part part : stretch) {
        if (isBelieved || part.isDigits()) {
          parts.add(part);
        } else {
          parts.add(new Part(part.start(), part.end(), null, false));
        }
      }
      i = end;
    }
    return parts;
  }

  private static List<Part> merged(List<Part> stretch) {
    List<Part> merged = new ArrayList<>();
    for (Part part : stretch) {
      Part before = merged.isEmpty() ? null : merged.getLast();
      if (before != null && before.isDigits() && part.isDigits()) {
        String digits = before.meaning().digits() + part.meaning().digits();
        merged.set(
            merged.size() - 1,
            new Part(before.start(), part.end(), new Meaning(digits, 1, false), true));
      } else {
        merged.add(part);
      }
    }
    return merged;
  }
}
