package org.roomprint.indexer.intake;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.access.Action;
import org.roomprint.catalog.access.ApiKey;
import org.roomprint.catalog.access.StoredApiKey;
import org.roomprint.catalog.hotel.Hotel;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.Page;
import org.roomprint.inbox.InboxIntake;
import org.roomprint.inbox.PartnerKey;
import org.roomprint.inbox.PublicHotel;

/** Tells the public side which hotels there are, and which partners may send in bulk. */
public final class Publication {
  private Publication() {}

  /** Publishes both; how many hotels there are. */
  public static int publish(Catalog catalog, InboxIntake inbox) {
    List<PartnerKey> keys = new ArrayList<>();
    Optional<Cursor> after = Optional.empty();
    do {
      Page<ApiKey> page = catalog.apiKeys().list(after, Page.MAX_LIMIT);
      page.items().stream()
          .filter(key -> key.permits(Action.SUBMIT_IN_BULK) && key.revoked().isEmpty())
          .flatMap(key -> catalog.apiKeys().find(key.keyId()).stream())
          .map(Publication::published)
          .forEach(keys::add);
      after = page.next();
    } while (after.isPresent());
    inbox.publishPartnerKeys(keys);
    return inbox.publishHotels(new Hotels(catalog));
  }

  /** The key without the name it was made for. */
  private static PartnerKey published(StoredApiKey stored) {
    ApiKey key = stored.key();
    return new PartnerKey(key.keyId(), stored.secretHash(), key.created(), key.expires());
  }

  /** Reads page by page, however many there are. */
  private static final class Hotels implements Iterator<PublicHotel> {
    private final Catalog catalog;
    private Iterator<Hotel> page;
    private Optional<Cursor> next;

    Hotels(Catalog catalog) {
      this.catalog = catalog;
      Page<Hotel> first = catalog.hotels().list(Optional.empty(), Page.MAX_LIMIT);
      this.page = first.items().iterator();
      this.next = first.next();
    }

    @Override
    public boolean hasNext() {
      while (!page.hasNext() && next.isPresent()) {
        Page<Hotel> following = catalog.hotels().list(next, Page.MAX_LIMIT);
        page = following.items().iterator();
        next = following.next();
      }
      return page.hasNext();
    }

    @Override
    public PublicHotel next() {
      if (!hasNext()) {
        throw new NoSuchElementException("There are no more hotels");
      }
      Hotel hotel = page.next();
      return new PublicHotel(
          hotel.hotelId(), hotel.name(), hotel.city(), hotel.country(), hotel.place());
    }
  }
}
