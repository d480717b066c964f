package org.roomprint.indexer.linking;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.roomprint.ads.groups.AdGrouping;
import org.roomprint.ads.groups.AdGroups;
import org.roomprint.ads.groups.KeyedAd;
import org.roomprint.ads.selectors.AdText;
import org.roomprint.ads.selectors.SelectorFinder;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.links.Grouping;
import org.roomprint.catalog.selectors.FoundSelector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the groups of ads up to date with the catalog and the index, as often as it is run; does
 * nothing where nothing has changed.
 *
 * <p>All groups are computed anew for every change, so that they do not depend on the order in
 * which ads came; what takes long is done once for each ad and kept: the selectors in its text, and
 * which pictures its images are the same as. After a computing it rests as long as that took, so
 * that a large import is not held up by it.
 */
public final class GroupingJob {
  private static final Logger LOG = LoggerFactory.getLogger(GroupingJob.class);

  /** Ads that are read for selectors at once. */
  private static final int BATCH = 200;

  /** How long pictures are looked at before the groups are computed with what is known by then. */
  private static final Duration MOST_LOOKING = Duration.ofSeconds(10);

  private final Catalog catalog;
  private final Pictures pictures;
  private final InstantSource clock;
  private long restUntilNanos = Long.MIN_VALUE;

  /** The revision of the ads at which all of their texts had been read. */
  private long readRevision = -1;

  /** What looks at pictures, if the index can be had. */
  @FunctionalInterface
  public interface Pictures {
    /**
     * Looks at the next images, a few of them.
     *
     * @return whether there were any
     */
    boolean next() throws IOException;
  }

  /** Prepares the job. */
  public GroupingJob(Catalog catalog, Pictures pictures, InstantSource clock) {
    this.catalog = catalog;
    this.pictures = pictures;
    this.clock = clock;
  }

  /**
   * Does what there is to do.
   *
   * @return whether the groups were computed
   */
  public boolean run() throws IOException {
    long until = System.nanoTime() + MOST_LOOKING.toNanos();
    boolean isMore = true;
    while (isMore && System.nanoTime() < until && !Thread.currentThread().isInterrupted()) {
      boolean areRead = readTexts();
      isMore = pictures.next() || areRead;
    }
    boolean isResting = restUntilNanos != Long.MIN_VALUE && System.nanoTime() - restUntilNanos < 0;
    if (isResting || catalog.ads().revision() == catalog.adLinks().groupedRevision()) {
      return false;
    }
    group();
    return true;
  }

  /** Finds the selectors of all ads that were not read yet. */
  void readAllTexts() {
    boolean isMore = true;
    while (isMore) {
      isMore = readTexts();
    }
  }

  /** Finds the selectors of ads that were not read yet, or by other rules. */
  private boolean readTexts() {
    long revision = catalog.ads().revision();
    if (revision == readRevision) {
      return false;
    }
    List<Ad> ads = catalog.ads().notReadBy(SelectorFinder.RULES, BATCH);
    if (ads.isEmpty()) {
      readRevision = revision;
      return false;
    }
    record Read(Ad ad, List<FoundSelector> found) {}
    List<Read> read =
        ads.stream().map(ad -> new Read(ad, SelectorFinder.find(AdText.of(ad)))).toList();
    catalog.write(writer -> {
      read.forEach(one -> writer.putFoundSelectors(one.ad(), SelectorFinder.RULES, one.found()));
      return true;
    });
    return true;
  }

  /** Computes all groups anew and keeps them. */
  void group() {
    long begin = System.nanoTime();
    long revision = catalog.ads().revision();
    Regrouping regrouping = new Regrouping(catalog.adLinks());
    List<KeyedAd> ads = KeyedAds.of(catalog);
    AdGroups groups = AdGrouping.of(ads, regrouping.decisions());
    Grouping grouping = regrouping.of(revision, groups, ads, clock.instant());
    boolean isKept = catalog.write(writer -> writer.adLinks().putGrouping(grouping));
    long took = System.nanoTime() - begin;
    restUntilNanos = isKept ? System.nanoTime() + took : Long.MIN_VALUE;
    LOG.debug(
        "{} ads grouped in {} ms{}",
        ads.size(),
        Duration.ofNanos(took).toMillis(),
        isKept ? "" : ", and to be grouped again: something was decided meanwhile");
  }
}
