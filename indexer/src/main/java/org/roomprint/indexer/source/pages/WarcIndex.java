package org.roomprint.indexer.source.pages;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResource;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcRevisit;
import org.roomprint.catalog.ad.AdUrls;

/**
 * Where the pictures and pages of an archive stand, by their addresses; of an address that was seen
 * several times, the one that was seen nearest to a moment. Some 100 bytes of memory for each.
 */
final class WarcIndex {
  /** Most pictures and pages of one archive that are found by their address. */
  static final int MAX_ENTRIES = 500_000;

  /** One time that an address was seen: when, in milliseconds, where, in bytes, and the others. */
  private record Place(long moment, long offset, Optional<Place> next) {}

  private final Map<Long, Place> pictures = new HashMap<>();
  private final Map<Long, Place> pages = new HashMap<>();

  /** Addresses of pictures that were seen unchanged, and where they were seen first. */
  private final Map<Long, Long> revisited = new HashMap<>();

  private WarcIndex() {}

  /** Looks an archive through. */
  static WarcIndex of(Path file) throws IOException {
    WarcIndex index = new WarcIndex();
    try (WarcRecords records = new WarcRecords(file)) {
      for (WarcRecords.Step step = records.next();
          !(step instanceof WarcRecords.Step.End);
          step = records.next()) {
        if (step instanceof WarcRecords.Step.Found(WarcRecord record)
            && index.pictures.size() + index.pages.size() < MAX_ENTRIES) {
          index.add(record, records);
        }
      }
    }
    return index;
  }

  private void add(WarcRecord record, WarcRecords records) {
    String target = record.headers().first("WARC-Target-URI").orElse("");
    if (target.isEmpty()) {
      return;
    }
    try {
      switch (record) {
        case WarcResponse response -> {
          if (WarcFile.isHttp(response)) {
            HttpResponse http = records.http(response);
            if (http.status() == 200) {
              put(
                  target,
                  WarcFile.type(http.headers().first("Content-Type")),
                  response.body().size(),
                  record,
                  records.position());
            }
          }
        }
        case WarcResource resource ->
            put(
                target,
                WarcFile.type(resource.headers().first("Content-Type")),
                resource.body().size(),
                record,
                records.position());
        case WarcRevisit revisit ->
            revisit
                .headers()
                .first("WARC-Refers-To-Target-URI")
                .ifPresent(original -> revisited.putIfAbsent(key(target), key(original)));
        default -> {
          // requests, metadata and the like
        }
      }
    } catch (IOException | IllegalArgumentException _) {
      // whoever reads the pages says what is wrong
    }
  }

  private void put(String target, String type, long bytes, WarcRecord record, long offset) {
    boolean isPicture = type.startsWith("image/") && !type.startsWith("image/svg");
    if (isPicture ? bytes < PageBytes.SMALLEST_PICTURE_BYTES : !type.contains("html")) {
      return;
    }
    (isPicture ? pictures : pages)
        .merge(
            key(target),
            new Place(moment(record), offset, Optional.empty()),
            (known, one) -> new Place(one.moment(), one.offset(), Optional.of(known)));
  }

  private static long moment(WarcRecord record) {
    try {
      return record
          .headers()
          .first("WARC-Date")
          .map(Instant::parse)
          .map(Instant::toEpochMilli)
          .orElse(0L);
    } catch (DateTimeParseException _) {
      return 0;
    }
  }

  private static long key(String address) {
    String plain =
        address.startsWith("<") && address.endsWith(">")
            ? address.substring(1, address.length() - 1)
            : address;
    return Long.parseUnsignedLong(AdUrls.keyOf(plain).substring(0, 16), 16);
  }

  /** Where a picture stands that was seen near this moment. */
  Optional<Long> picture(String address, Optional<Instant> near) {
    long key = key(address);
    return nearest(pictures.get(key), near)
        .or(() ->
            Optional.ofNullable(revisited.get(key))
                .flatMap(original -> nearest(pictures.get(original), near)));
  }

  /** Whether there is a picture of this address. */
  boolean isPicture(String address) {
    return pictures.containsKey(key(address));
  }

  /** Where a page stands that was seen near this moment. */
  Optional<Long> page(String address, Optional<Instant> near) {
    return nearest(pages.get(key(address)), near);
  }

  private static Optional<Long> nearest(
      @org.jspecify.annotations.Nullable Place places, Optional<Instant> near) {
    if (places == null) {
      return Optional.empty();
    }
    long wanted = near.map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
    Place best = places;
    for (Optional<Place> other = places.next(); other.isPresent(); other = other.get().next()) {
      if (Math.abs(other.get().moment() - wanted) < Math.abs(best.moment() - wanted)) {
        best = other.get();
      }
    }
    return Optional.of(best.offset());
  }
}
