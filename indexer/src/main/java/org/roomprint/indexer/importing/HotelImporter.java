package org.roomprint.indexer.importing;

import java.util.List;
import org.roomprint.indexer.source.HotelRecord;
import org.roomprint.indexer.source.SourceItem;

/** Brings hotels and their chains into the catalog. */
public final class HotelImporter {
  private static final int BATCH = 1_000;

  private HotelImporter() {}

  /** Imports all items of a source. */
  public static void run(
      List<SourceItem<HotelRecord>> items, ImportSession session, ImportProgress progress) {
    for (int from = 0; from < items.size(); from += BATCH) {
      List<SourceItem<HotelRecord>> batch =
          items.subList(from, Math.min(items.size(), from + BATCH));
      session.write(target -> {
        for (SourceItem<HotelRecord> item : batch) {
          if (item instanceof SourceItem.Read<HotelRecord>(_, HotelRecord hotel)) {
            hotel.chain().ifPresent(target.writer()::putChain);
            target.count(target.writer().putHotel(hotel.hotel()));
          }
        }
      });
      for (SourceItem<HotelRecord> item : batch) {
        if (item
            instanceof
            SourceItem.Unreadable<HotelRecord>(String reference, String reason, String detail)) {
          session.refuse(reference, reason, detail);
        }
      }
      progress.advanced(batch.size());
    }
  }
}
