package org.roomprint.indexer.importing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.roomprint.ads.selectors.AdText;
import org.roomprint.ads.selectors.SelectorFinder;
import org.roomprint.base.Texts;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.ad.AdImage;
import org.roomprint.catalog.selectors.FoundSelector;
import org.roomprint.indexer.StepTimes;
import org.roomprint.indexer.source.AdRecord;
import org.roomprint.indexer.source.ContainedFile;
import org.roomprint.indexer.source.ListedFile;
import org.roomprint.indexer.source.SourceItem;
import org.roomprint.indexer.source.SourceReader;

/**
 * Brings ads and their images into the catalog, with the selectors that are found in their title
 * and text. An ad with a bad image is kept; the image is refused.
 */
public final class AdImporter {
  /** Ads that are recorded in one transaction. */
  static final int BATCH = 500;

  /** A batch of ads with images ends when it has so many. */
  private static final int BATCH_IMAGES = 64;

  /** A batch ends when texts and images of so many bytes are in memory. */
  private static final long BATCH_BYTES = 32L * 1024 * 1024;

  private final Catalog catalog;
  private final PictureIngest ingest;
  private final ExecutorService workers;
  private final StepTimes times;

  /** Prepares an importer. */
  public AdImporter(
      Catalog catalog, PictureIngest ingest, ExecutorService workers, StepTimes times) {
    this.catalog = catalog;
    this.ingest = ingest;
    this.workers = workers;
    this.times = times;
  }

  /**
   * What is to be written of an ad.
   *
   * @param asRead the ad with what was known of it before, in whose texts selectors were looked for
   * @param reference how its source names it
   */
  private record Prepared(
      AdRecord ad,
      Ad asRead,
      String reference,
      List<FoundSelector> found,
      List<AdImage> images,
      List<Bad> bad) {}

  private record Bad(String reference, String reason, String detail) {}

  /**
   * Imports what a source holds, from where an earlier run of the same source was stopped. No more
   * than a batch is in memory.
   */
  public void run(SourceReader<AdRecord> source, ImportSession session, ImportProgress progress)
      throws IOException {
    for (long passed = 0; passed < session.dealtWithBefore(); passed++) {
      if (source.next().isEmpty()) {
        break;
      }
      progress.advanced(1);
    }
    for (List<SourceItem<AdRecord>> batch = batch(source);
        !batch.isEmpty();
        batch = batch(source)) {
      List<SourceItem.Read<AdRecord>> readable = new ArrayList<>();
      for (SourceItem<AdRecord> item : batch) {
        switch (item) {
          case SourceItem.Read<AdRecord> read -> {
            readable.add(read);
            session.note(read.notes());
          }
          case SourceItem.PassedOver<AdRecord> passed -> session.passOver(passed);
          case SourceItem.Unreadable<AdRecord> bad ->
              session.refuse(bad.reference(), bad.reason(), bad.detail());
        }
      }
      List<Prepared> prepared = Parallel.start(workers, readable, this::prepare).await();
      prepared.forEach(one ->
          one.bad().forEach(bad -> session.refuse(bad.reference(), bad.reason(), bad.detail())));
      record(prepared, batch.size(), session);
      progress.advanced(batch.size());
    }
  }

  /** The next entries: so many, or fewer where they have many images or hold much in memory. */
  private static List<SourceItem<AdRecord>> batch(SourceReader<AdRecord> source) {
    List<SourceItem<AdRecord>> batch = new ArrayList<>();
    int images = 0;
    long bytes = 0;
    while (batch.size() < BATCH && images < BATCH_IMAGES && bytes < BATCH_BYTES) {
      Optional<SourceItem<AdRecord>> item = source.next();
      if (item.isEmpty()) {
        break;
      }
      batch.add(item.get());
      if (item.get() instanceof SourceItem.Read<AdRecord>(_, AdRecord ad, _)) {
        images += ad.images().size();
        bytes += ad.heldBytes() + ad.ad().text().length();
      }
    }
    return batch;
  }

  private void record(List<Prepared> prepared, int entries, ImportSession session) {
    long begin = System.nanoTime();
    session.write(target -> {
      for (Prepared one : prepared) {
        target.count(
            target
                .writer()
                .putAd(
                    one.ad().ad(),
                    one.ad().said(),
                    one.ad().seen().by(session.runId(), shown(one.reference()))));
        if (one.ad().seen().isGone()) {
          continue;
        }
        // What cannot be kept, since the ad stands twice in the list or was seen later, is found
        // later.
        boolean _ =
            target.writer().putFoundSelectors(one.asRead(), SelectorFinder.RULES, one.found());
        one.images().forEach(target.writer()::putAdImage);
      }
      target.dealtWith(entries);
    });
    times.add(StepTimes.Step.CATALOG, System.nanoTime() - begin);
  }

  /** Names of files and addresses hold whatever a stranger lets them hold. */
  private static String shown(String reference) {
    String visible = Texts.visible(reference);
    return visible.substring(0, Math.min(visible.length(), Texts.MAX_LABEL_LENGTH));
  }

  private Prepared prepare(SourceItem.Read<AdRecord> item) {
    AdRecord ad = item.value().isNamedByUrl() ? known(item.value()) : item.value();
    List<AdImage> images = new ArrayList<>();
    List<Bad> bad = new ArrayList<>();
    if (ad.seen().isGone()) {
      return new Prepared(ad, ad.ad(), item.reference(), List.of(), images, bad);
    }
    for (int position = 0; position < ad.images().size(); position++) {
      String reference = item.reference() + ", image " + (position + 1);
      switch (read(ad.images().get(position))) {
        case PictureIngest.ReadOutcome.Refused refused ->
            bad.add(new Bad(reference, refused.reason(), refused.detail()));
        case PictureIngest.ReadOutcome.Read read ->
            image(ad, position, reference, read, images, bad);
      }
    }
    Ad asRead =
        catalog
            .ads()
            .find(ad.ad().adId())
            .map(known -> ad.ad().over(ad.said(), known))
            .orElse(ad.ad());
    return new Prepared(
        ad, asRead, item.reference(), SelectorFinder.find(AdText.of(asRead)), images, bad);
  }

  /** The ad by the name under which an ad with its address is known, where there is one alone. */
  private AdRecord known(AdRecord ad) {
    List<Ad> called = ad.ad().url().map(catalog.ads()::withUrl).orElse(List.of());
    return called.size() == 1 ? ad.named(called.getFirst()) : ad;
  }

  private PictureIngest.ReadOutcome read(ListedFile image) {
    return switch (image) {
      case ListedFile.At(Path file, _) -> ingest.read(file);
      case ListedFile.Within(_, ContainedFile content) -> ingest.read(content);
      case ListedFile.Refused(String reason, String detail) ->
          new PictureIngest.ReadOutcome.Refused(reason, detail);
    };
  }

  private void image(
      AdRecord ad,
      int position,
      String reference,
      PictureIngest.ReadOutcome.Read read,
      List<AdImage> images,
      List<Bad> bad) {
    String imageId = AdImage.idOf(ad.ad().adId(), read.original().contentHash());
    if (images.stream().anyMatch(image -> image.imageId().equals(imageId))) {
      return; // the same file twice in one ad is one image
    }
    if (!catalog.ads().deletedImagesAmong(List.of(imageId)).isEmpty()) {
      return; // deleted on purpose: its picture is not stored again
    }
    Optional<AdImage> known = catalog.ads().findImage(imageId);
    if (known.isPresent()) {
      images.add(known.get());
      return;
    }
    switch (ingest.keep(read)) {
      case IngestOutcome.Refused refused ->
          bad.add(new Bad(reference, refused.reason(), refused.detail()));
      case IngestOutcome.Kept kept ->
          images.add(
              new AdImage(
                  imageId,
                  ad.ad().adId(),
                  position,
                  kept.original(),
                  kept.picture(),
                  kept.facts()));
    }
  }
}
