package org.roomprint.searchapi.http;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.roomprint.http.Principal;
import org.roomprint.http.ProblemException;

/**
 * Counts what each principal reads in a day (UTC): what a case needs is far below, a copy of
 * everything far above. Kept in memory, so that a day begins anew when the service does. Safe to be
 * called from several threads.
 */
public final class ReadQuotas {
  /** What is counted. */
  public enum Read {
    /** Ads, with what they say and their phone numbers. */
    ADS("ads"),
    /** Whole pictures. */
    PICTURES("whole pictures"),
    /** Small pictures. */
    THUMBNAILS("small pictures");

    private final String words;

    Read(String words) {
      this.words = words;
    }
  }

  private final Map<Read, Integer> perDay;
  private final InstantSource clock;
  private final Map<Counter, Integer> counted = new HashMap<>();
  private LocalDate day = LocalDate.EPOCH;

  private record Counter(String principalId, Read what) {}

  /**
   * With these bounds.
   *
   * @param perDay how many of each a principal may read
   */
  public ReadQuotas(Map<Read, Integer> perDay, InstantSource clock) {
    this.perDay = Map.copyOf(perDay);
    this.clock = clock;
  }

  /**
   * Counts some that are about to be answered.
   *
   * @throws ProblemException when they are more than it may still read today
   */
  public synchronized void count(Principal<?> principal, Read what, int some) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    if (!today.equals(day)) {
      counted.clear();
      day = today;
    }
    int most = perDay.getOrDefault(what, Integer.MAX_VALUE);
    Counter counter = new Counter(principal.id(), what);
    int sum = counted.getOrDefault(counter, 0) + some;
    if (sum > most) {
      throw new ProblemException(
          SearchProblem.QUOTA_USED,
          String.format(
              Locale.ROOT,
              "A key reads at most %d %s a day, and this one has read as many; it may go on tomorrow"
                  + " (UTC), or its operator raises the limit",
              most,
              what.words));
    }
    counted.put(counter, sum);
  }
}
