package org.roomprint.indexer.linking;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.roomprint.ads.selectors.AdText;
import org.roomprint.ads.selectors.PictureText;
import org.roomprint.ads.selectors.SelectorFinder;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.ad.AdImage;
import org.roomprint.catalog.ad.AdImageText;
import org.roomprint.catalog.selectors.FoundSelector;
import org.roomprint.catalog.selectors.Selector;
import org.roomprint.vectors.image.PictureDecoder;
import org.roomprint.vectors.text.TextLine;
import org.roomprint.vectors.text.TextReader;

/**
 * Reads the text in images of ads, and keeps it with the selectors in it, as often as it is run;
 * does nothing where all have been read.
 *
 * <p>The reader is opened for the first image and stays open. An image whose kept file is gone or
 * damaged has no text. What was read is not read again when only the rules for selectors are new.
 */
public final class ImageReading implements AutoCloseable {
  /** Longer side that pictures are decoded to, in pixels: more than the reader looks at. */
  private static final int MAX_SIDE_PIXELS = 1_600;

  /** Images that are asked of the catalog at once. */
  private static final int BATCH = 20;

  /** How long it reads before others have their turn. */
  private static final Duration MOST_READING = Duration.ofSeconds(10);

  private final Catalog catalog;
  private final KeptPixels pixels;
  private Optional<TextReader> reader = Optional.empty();

  /** The revision of the ads at which all of their images had been read. */
  private long readRevision = -1;

  /**
   * Prepares the job.
   *
   * @param decoder of kept pictures
   */
  public ImageReading(Catalog catalog, PictureDecoder decoder) {
    this.catalog = catalog;
    this.pixels = new KeptPixels(catalog, decoder);
  }

  /** Reads what there is to read, for a while. */
  public void run() {
    long until = System.nanoTime() + MOST_READING.toNanos();
    while (System.nanoTime() < until && !Thread.currentThread().isInterrupted()) {
      long revision = catalog.ads().revision();
      if (revision == readRevision) {
        return;
      }
      List<AdImage> images =
          catalog.ads().imagesNotReadBy(TextReader.VERSION, SelectorFinder.RULES, BATCH);
      if (images.isEmpty()) {
        readRevision = revision;
        return;
      }
      for (AdImage image : images) {
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
        keep(image, lines(image));
      }
    }
  }

  private List<String> lines(AdImage image) {
    return catalog
        .ads()
        .textIn(image.imageId())
        .filter(text -> text.reader() == TextReader.VERSION)
        .map(AdImageText::lines)
        .orElseGet(() ->
            pixels
                .of(image, MAX_SIDE_PIXELS)
                .map(seen -> open().read(seen).stream().map(TextLine::text).toList())
                .orElse(List.of()));
  }

  private void keep(AdImage image, List<String> lines) {
    Optional<String> country =
        catalog.ads().find(image.adId()).flatMap(ad -> AdText.of(ad).country());
    Set<Selector> found =
        SelectorFinder.find(PictureText.of(lines, country)).stream()
            .map(FoundSelector::selector)
            .collect(Collectors.toSet());
    AdImageText text = new AdImageText(image.imageId(), TextReader.VERSION, lines);
    boolean _ = catalog.write(writer -> writer.putImageText(text, SelectorFinder.RULES, found));
  }

  private TextReader open() {
    if (reader.isEmpty()) {
      reader = Optional.of(new TextReader());
    }
    return reader.get();
  }

  @Override
  public void close() {
    reader.ifPresent(TextReader::close);
  }
}
