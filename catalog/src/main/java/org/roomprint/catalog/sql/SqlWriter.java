package org.roomprint.catalog.sql;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.roomprint.catalog.CatalogWriter;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.ad.AdImage;
import org.roomprint.catalog.ad.AdImageText;
import org.roomprint.catalog.ad.Seen;
import org.roomprint.catalog.audit.AuditEntry;
import org.roomprint.catalog.audit.AuditHead;
import org.roomprint.catalog.audit.AuditRecord;
import org.roomprint.catalog.contribution.ContributionWriter;
import org.roomprint.catalog.files.PictureStore;
import org.roomprint.catalog.hotel.Chain;
import org.roomprint.catalog.hotel.Hotel;
import org.roomprint.catalog.importing.ImportRun;
import org.roomprint.catalog.importing.RefusedFile;
import org.roomprint.catalog.links.AdLinkWriter;
import org.roomprint.catalog.outcome.Deletion;
import org.roomprint.catalog.outcome.PutOutcome;
import org.roomprint.catalog.photo.Photo;
import org.roomprint.catalog.selectors.FoundSelector;
import org.roomprint.catalog.selectors.Selector;
import org.roomprint.catalog.sql.ad.AdWrites;
import org.roomprint.catalog.sql.audit.AuditAppends;
import org.roomprint.catalog.sql.contribution.ContributionWrites;
import org.roomprint.catalog.sql.hotel.HotelWrites;
import org.roomprint.catalog.sql.importing.ImportWrites;
import org.roomprint.catalog.sql.links.AdLinkWrites;
import org.roomprint.catalog.sql.photo.PhotoWrites;
import org.roomprint.catalog.sql.rows.RecordKind;
import org.roomprint.catalog.sql.writing.ChangeWrites;

/** The writer of one transaction; refuses to work once that has ended. */
final class SqlWriter implements CatalogWriter {
  private final ChangeWrites changes;
  private final PhotoWrites photos;
  private final HotelWrites hotels;
  private final AdWrites ads;
  private final AdLinkWrites adLinks;
  private final ImportWrites imports;
  private final ContributionWrites contributions;
  private final Handle handle;
  private final Instant now;
  private final List<AuditRecord> recorded = new ArrayList<>();
  private boolean ended;

  SqlWriter(Handle handle, PictureStore pictures, Instant now) {
    this.handle = handle;
    this.now = now;
    this.changes = new ChangeWrites(handle, now);
    this.photos = new PhotoWrites(handle, changes, pictures);
    this.hotels = new HotelWrites(handle, changes, photos);
    this.adLinks = new AdLinkWrites(handle, changes);
    this.ads = new AdWrites(handle, changes, pictures, adLinks);
    this.imports = new ImportWrites(handle);
    this.contributions = new ContributionWrites(handle, changes);
  }

  /** Ends the writer before the commit. */
  void finish() {
    changes.finish();
    ended = true;
  }

  /** The head of the audit log, where this writer has moved it. */
  Optional<AuditHead> recordedHead() {
    return recorded.isEmpty() ? Optional.empty() : Optional.of(recorded.getLast().head());
  }

  @Override
  public AuditRecord audit(AuditEntry entry) {
    requireOpen();
    AuditRecord added = AuditAppends.append(handle, now, entry);
    recorded.add(added);
    return added;
  }

  boolean hasRemovals() {
    return changes.hasRemovals();
  }

  @Override
  public PutOutcome putChain(Chain chain) {
    requireOpen();
    return hotels.putChain(chain);
  }

  @Override
  public PutOutcome putHotel(Hotel hotel) {
    requireOpen();
    return hotels.putHotel(hotel);
  }

  @Override
  public PutOutcome putHotel(Hotel hotel, Set<Hotel.Detail> said) {
    requireOpen();
    return hotels.putHotel(hotel, said);
  }

  @Override
  public PutOutcome putPhoto(Photo photo) {
    requireOpen();
    return photos.putPhoto(photo);
  }

  @Override
  public PutOutcome putAd(Ad ad) {
    requireOpen();
    return ads.putAd(ad);
  }

  @Override
  public PutOutcome putAd(Ad ad, Set<Ad.Detail> said) {
    requireOpen();
    return ads.putAd(ad, said);
  }

  @Override
  public PutOutcome putAd(Ad ad, Set<Ad.Detail> said, Seen seen) {
    requireOpen();
    return ads.putAd(ad, said, seen, now);
  }

  @Override
  public boolean putFoundSelectors(Ad asRead, int rules, Collection<FoundSelector> found) {
    requireOpen();
    return ads.putFoundSelectors(asRead, rules, found);
  }

  @Override
  public boolean putImageText(AdImageText text, int rules, Collection<Selector> found) {
    return ads.putImageText(text, rules, found);
  }

  @Override
  public PutOutcome putAdImage(AdImage image) {
    requireOpen();
    return ads.putAdImage(image);
  }

  @Override
  public AdLinkWriter adLinks() {
    requireOpen();
    return adLinks;
  }

  @Override
  public void putImportRun(ImportRun run) {
    requireOpen();
    imports.putImportRun(run);
  }

  @Override
  public void putRefusedFile(RefusedFile refused) {
    requireOpen();
    imports.putRefusedFile(refused);
  }

  @Override
  public ContributionWriter contributions() {
    requireOpen();
    return contributions;
  }

  @Override
  public Deletion deletePhoto(String photoId) {
    requireOpen();
    return photos.deletePhoto(photoId);
  }

  @Override
  public Deletion deleteHotel(String hotelId) {
    requireOpen();
    return hotels.deleteHotel(hotelId);
  }

  @Override
  public Deletion deleteAd(String adId) {
    requireOpen();
    return ads.deleteAd(adId);
  }

  @Override
  public void purgeIndex() {
    requireOpen();
    changes.purge();
  }

  @Override
  public boolean reinstatePhoto(String photoId) {
    requireOpen();
    return changes.reinstate(RecordKind.PHOTO, photoId);
  }

  @Override
  public boolean reinstateHotel(String hotelId) {
    requireOpen();
    return changes.reinstate(RecordKind.HOTEL, hotelId);
  }

  @Override
  public boolean reinstateAd(String adId) {
    requireOpen();
    return changes.reinstate(RecordKind.AD, adId);
  }

  private void requireOpen() {
    if (ended) {
      throw new IllegalStateException(
          "This writer's transaction has ended: write within the work given to Catalog.write");
    }
  }
}
