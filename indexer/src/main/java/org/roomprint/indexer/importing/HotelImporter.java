package org.roomprint.indexer.importing;

import java.io.IOException;
import java.util.List;
import org.roomprint.indexer.source.HotelRecord;
import org.roomprint.indexer.source.SourceItem;

/** Brings hotels and their chains into the catalog. */
public final class HotelImporter {
  private static final int BATCH = 1_000;

  private HotelImporter() {}

  /** Imports all items of a source. */
  public static void run(
      List<SourceItem<HotelRecord>> items, ImportSession session, ImportProgress progress)
      throws IOException {
    for (int from = 0; from < items.size(); from += BATCH) {
      List<SourceItem<HotelRecord>> batch =
          items.subList(from, Math.min(items.size(), from + BATCH));
      session.write(target -> {
        for (SourceItem<HotelRecord> item : batch) {
          if (item instanceof SourceItem.Read<HotelRecord>(_, HotelRecord hotel, _)) {
            hotel.chain().ifPresent(target.writer()::putChain);
            target.count(target.writer().putHotel(hotel.hotel(), hotel.said()));
          }
        }
      });
      for (SourceItem<HotelRecord> item : batch) {
        switch (item) {
          case SourceItem.Read<HotelRecord> read -> session.note(read.notes());
          case SourceItem.Unreadable<HotelRecord> bad ->
              session.refuse(bad.reference(), bad.reason(), bad.detail());
          case SourceItem.PassedOver<HotelRecord> passed -> session.passOver(passed);
        }
      }
      progress.advanced(batch.size());
    }
  }
}
