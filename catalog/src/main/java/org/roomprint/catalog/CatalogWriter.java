package org.roomprint.catalog;

import java.util.Collection;
import java.util.Set;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.ad.AdImage;
import org.roomprint.catalog.ad.AdImageText;
import org.roomprint.catalog.ad.Seen;
import org.roomprint.catalog.audit.AuditEntry;
import org.roomprint.catalog.audit.AuditRecord;
import org.roomprint.catalog.contribution.ContributionWriter;
import org.roomprint.catalog.hotel.Chain;
import org.roomprint.catalog.hotel.Hotel;
import org.roomprint.catalog.importing.ImportRun;
import org.roomprint.catalog.importing.RefusedFile;
import org.roomprint.catalog.links.AdLinkWriter;
import org.roomprint.catalog.outcome.Deletion;
import org.roomprint.catalog.outcome.PutOutcome;
import org.roomprint.catalog.outcome.UnknownReferenceException;
import org.roomprint.catalog.photo.Photo;
import org.roomprint.catalog.selectors.FoundSelector;
import org.roomprint.catalog.selectors.Selector;

/**
 * Changes the catalog within one transaction of {@link Catalog#write}.
 *
 * <p>Every put is idempotent. A put that throws leaves the transaction unusable: let the exception
 * out, and nothing of the transaction is kept.
 */
public interface CatalogWriter {
  /** Adds or changes a chain. */
  PutOutcome putChain(Chain chain);

  /**
   * Adds or changes a hotel; where its chain, place or country changes, its photos are told again
   * by the change feed.
   *
   * @throws UnknownReferenceException if its chain is not in the catalog
   */
  PutOutcome putHotel(Hotel hotel);

  /**
   * The same with what a list says of a hotel: of what it does not speak, what is known stays.
   *
   * @param said what it speaks of
   * @throws UnknownReferenceException if its chain is not in the catalog
   */
  PutOutcome putHotel(Hotel hotel, Set<Hotel.Detail> said);

  /**
   * Adds or changes a photo.
   *
   * @throws UnknownReferenceException if its hotel is not in the catalog
   * @throws org.roomprint.catalog.files.MissingPictureException if its picture is not in the
   *     picture store
   */
  PutOutcome putPhoto(Photo photo);

  /**
   * Adds or changes an ad with its selectors; where its place, country or day changes, its images
   * are told again.
   */
  PutOutcome putAd(Ad ad);

  /**
   * The same with what a list says of an ad: of what it does not speak, what is known stays.
   *
   * @param said what it speaks of
   */
  PutOutcome putAd(Ad ad, Set<Ad.Detail> said);

  /**
   * The same, and keeps that the ad was seen with these words. Where the ad was seen later already,
   * only what is not known of it is filled in. Of an ad that is not known, nothing is kept of its
   * being gone.
   *
   * @param seen when, and by which import
   */
  PutOutcome putAd(Ad ad, Set<Ad.Detail> said, Seen seen);

  /**
   * Keeps what was found in an ad's title and text, in place of what was found there before; what a
   * list gave stays.
   *
   * @param asRead the ad as it was read; if its title, text or country have changed since, or it is
   *     gone, nothing is kept, and it is to be read again
   * @param rules the number of the rules that it was read by
   * @return whether it was kept
   */
  boolean putFoundSelectors(Ad asRead, int rules, Collection<FoundSelector> found);

  /**
   * Keeps what was read in an image of an ad, and the selectors in it, in place of what was read in
   * it before.
   *
   * @param text what was read
   * @param rules the number of the rules by which the selectors were found
   * @param found the selectors in it
   * @return whether it was kept: not when the image is gone
   */
  boolean putImageText(AdImageText text, int rules, Collection<Selector> found);

  /**
   * Adds or changes an image of an ad.
   *
   * @throws UnknownReferenceException if its ad is not in the catalog
   * @throws org.roomprint.catalog.files.MissingPictureException if its picture is not in the
   *     picture store
   */
  PutOutcome putAdImage(AdImage image);

  /** Changes what links ads. */
  AdLinkWriter adLinks();

  /** Adds or changes an import run. */
  void putImportRun(ImportRun run);

  /**
   * Adds or changes a refusal.
   *
   * @throws UnknownReferenceException if its run is not in the catalog
   */
  void putRefusedFile(RefusedFile refused);

  /** Changes what came out of the inbox. */
  ContributionWriter contributions();

  /** Deletes a photo; see {@link Deletion}. */
  Deletion deletePhoto(String photoId);

  /** Deletes a hotel with all its photos. */
  Deletion deleteHotel(String hotelId);

  /** Deletes an ad with its selectors and images. */
  Deletion deleteAd(String adId);

  /**
   * Records this in the audit log: the record is there exactly when the other changes of the
   * transaction are.
   */
  AuditRecord audit(AuditEntry entry);

  /**
   * Asks whoever keeps an index to take what was deleted so far, and in this transaction, out of
   * its files at once.
   */
  void purgeIndex();

  /** Lets a deleted photo be put again; false if none was deleted under this id. */
  boolean reinstatePhoto(String photoId);

  /**
   * Lets a deleted hotel and what was deleted with it be put again; false if none was deleted under
   * this id.
   */
  boolean reinstateHotel(String hotelId);

  /**
   * Lets a deleted ad and what was deleted with it be put again; false if none was deleted under
   * this id.
   */
  boolean reinstateAd(String adId);
}
