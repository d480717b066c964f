package org.roomprint.catalog;

import java.time.Duration;
import java.util.function.Function;
import org.roomprint.base.StoreUnavailableException;
import org.roomprint.catalog.access.ApiKeyStore;
import org.roomprint.catalog.ad.AdStore;
import org.roomprint.catalog.audit.AuditLog;
import org.roomprint.catalog.changes.ChangeFeed;
import org.roomprint.catalog.contribution.ContributionStore;
import org.roomprint.catalog.describing.DescribeTasks;
import org.roomprint.catalog.files.PictureStore;
import org.roomprint.catalog.files.ThumbnailStore;
import org.roomprint.catalog.hotel.HotelStore;
import org.roomprint.catalog.importing.ImportStore;
import org.roomprint.catalog.links.AdLinkStore;
import org.roomprint.catalog.photo.PhotoStore;

/**
 * Everything that Roomprint knows, opened; safe to be called from several threads, and the same
 * catalog may be open in several processes at once.
 *
 * <p>Reads see what was committed before they began. Any method may throw {@link
 * StoreUnavailableException}.
 */
public interface Catalog extends AutoCloseable {
  /**
   * Which catalog this is: a random id given when it was made. What is derived from a catalog keeps
   * it beside the change sequence, because the sequence numbers of another catalog mean nothing to
   * it.
   */
  String catalogId();

  /**
   * Runs some changes as one transaction: all of them are durable when this returns, or none is
   * kept when it throws. Files of deleted pictures are gone too when this returns. One writer works
   * at a time, across processes as well.
   *
   * @param work is not to write through anything but the writer it is given; the writer ends with
   *     it
   * @return what the work returned
   */
  <T> T write(Function<CatalogWriter, T> work);

  /** Hotels and chains. */
  HotelStore hotels();

  /** Photos of hotels. */
  PhotoStore photos();

  /** Ads and their images. */
  AdStore ads();

  /** What links ads: pictures, groups, decisions. */
  AdLinkStore adLinks();

  /** Runs of imports. */
  ImportStore imports();

  /** What came out of the inbox. */
  ContributionStore contributions();

  /** What changed, in order. */
  ChangeFeed changes();

  /** What is to be described for an index, and who does it. */
  DescribeTasks describeTasks();

  /** Keys of those who may ask. */
  ApiKeyStore apiKeys();

  /** What was asked and answered. */
  AuditLog auditLog();

  /** The kept picture files. */
  PictureStore pictures();

  /** Smaller versions of the kept pictures; derived, may be emptied at any time. */
  ThumbnailStore thumbnails();

  /**
   * Deletes picture files that an interrupted import left behind and no record refers to.
   *
   * @param olderThan younger files are left alone, because an import may be about to name them; a
   *     day is plenty
   */
  SweepReport sweep(Duration olderThan);

  /**
   * Reads one row, to see that the database answers; its cost does not depend on how much there is.
   */
  void probe();

  /** How much there is. */
  CatalogCounts counts();

  /** Closes it; what was committed stays. */
  @Override
  void close();
}
