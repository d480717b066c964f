package org.roomprint.indexer.linking;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roomprint.ads.groups.AdKey;
import org.roomprint.ads.groups.evaluate.WorldAd;
import org.roomprint.base.Digests;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.CatalogWriter;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.ad.AdImage;
import org.roomprint.catalog.links.AdPicture;
import org.roomprint.catalog.links.PictureEvidence;
import org.roomprint.catalog.picture.KeptPicture;
import org.roomprint.catalog.picture.OriginalFile;
import org.roomprint.catalog.picture.PictureId;
import org.roomprint.catalog.selectors.Selector;
import org.roomprint.catalog.selectors.SelectorKind;
import org.roomprint.catalog.selectors.Selectors;

/**
 * Keeps a made-up world in an empty catalog, and measures how long it takes until its ads, and then
 * one ad more, are in their groups. Which pictures are the same is told by their names: what
 * comparing them takes is not measured.
 */
public final class KeptWorld {
  private static final int BATCH = 32;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Catalog catalog;
  private final InstantSource clock;
  private final KeptPicture picture;
  private final Map<String, String> firstOf = new HashMap<>();

  /** In this catalog. */
  public KeptWorld(Catalog catalog, InstantSource clock) {
    this.catalog = catalog;
    this.clock = clock;
    PictureId id = catalog.pictures().put("no picture".getBytes(StandardCharsets.UTF_8));
    this.picture = new KeptPicture(id, "image/jpeg", 640, 480, 10);
  }

  /**
   * Keeps all ads but the last, groups them, and then the last one; what each took, as Markdown.
   *
   * @param world two ads or more
   */
  public String markdown(List<WorldAd> world) throws IOException {
    List<WorldAd> before = world.subList(0, world.size() - 1);
    for (int from = 0; from < before.size(); from += BATCH) {
      put(before.subList(from, Math.min(before.size(), from + BATCH)));
    }
    GroupingJob job = new GroupingJob(catalog, () -> false, clock);
    Taken reading = taken(job::readAllTexts);
    Taken first = taken(job::group);
    put(List.of(world.getLast()));
    // The whole of what the job does when an ad has come.
    Taken another = taken(() -> new GroupingJob(catalog, () -> false, clock).run());
    int groups = catalog.adLinks().groupsOf(idOf(world.getLast())).size();
    return """
    | what | s by the clock | s of a processor |
    |---|---|---|
    """
        + reading.row("selectors found in the texts of " + before.size() + " ads")
        + first.row("all of them grouped and kept for the first time")
        + another.row("from an ad more until it is in its " + groups + " groups");
  }

  /** Something that takes time. */
  private interface Work {
    void run() throws IOException;
  }

  /** What it took: by the clock, and of the one thread that did it. */
  private record Taken(double seconds, double processorSeconds) {
    private String row(String what) {
      return String.format(Locale.ROOT, "| %s | %.1f | %.1f |%n", what, seconds, processorSeconds);
    }
  }

  private static Taken taken(Work work) throws IOException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long processor = threads.getCurrentThreadCpuTime();
    long begin = System.nanoTime();
    work.run();
    return new Taken(
        (System.nanoTime() - begin) / NANOS_PER_SECOND,
        (threads.getCurrentThreadCpuTime() - processor) / NANOS_PER_SECOND);
  }

  private static String idOf(WorldAd ad) {
    return Ad.idOf(ad.site(), ad.id());
  }

  private void put(List<WorldAd> ads) {
    catalog.write(writer -> {
      ads.forEach(ad -> put(writer, ad));
      return true;
    });
  }

  private void put(CatalogWriter writer, WorldAd ad) {
    Set<Selector> selectors = new HashSet<>();
    for (AdKey key : ad.selectors()) {
      selectors.add(
          Selectors.read(SelectorKind.valueOf(key.kind().name()), key.value(), Optional.empty()));
    }
    writer.putAd(
        new Ad(
            idOf(ad),
            ad.site(),
            ad.id(),
            Optional.of(ad.posted()),
            ad.title(),
            ad.text(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(ad.place()).filter(place -> !place.isBlank()),
            selectors));
    for (int position = 0; position < ad.images().size(); position++) {
      String name = ad.images().get(position);
      String hash = Digests.sha256Hex(name.getBytes(StandardCharsets.UTF_8));
      AdImage image =
          AdImage.of(
              idOf(ad),
              position,
              new OriginalFile(hash, Optional.empty(), Optional.empty(), 10),
              picture);
      writer.putAdImage(image);
      String key = firstOf.computeIfAbsent(name, _ -> image.imageId());
      writer
          .adLinks()
          .putPicture(
              key.equals(image.imageId())
                  ? AdPicture.first(image.imageId(), image.adId())
                  : new AdPicture(
                      image.imageId(),
                      image.adId(),
                      PictureEvidence.SAME_PICTURE,
                      Optional.of(key),
                      Optional.of(key),
                      Optional.of(0),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty()));
    }
  }
}
