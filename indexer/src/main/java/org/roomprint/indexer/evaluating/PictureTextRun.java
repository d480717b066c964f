package org.roomprint.indexer.evaluating;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.roomprint.ads.selectors.PictureText;
import org.roomprint.ads.selectors.SelectorFinder;
import org.roomprint.catalog.selectors.FoundSelector;
import org.roomprint.catalog.selectors.SelectorKind;
import org.roomprint.indexer.source.LabelledPicture;
import org.roomprint.indexer.source.SourceException;
import org.roomprint.vectors.image.DecodeOutcome;
import org.roomprint.vectors.image.InProcessDecoder;
import org.roomprint.vectors.image.RasterImage;
import org.roomprint.vectors.text.TextLine;
import org.roomprint.vectors.text.TextReader;

/**
 * How many of the phone numbers that are written in pictures are read, digit by digit.
 *
 * @param pictures that were read
 * @param written numbers that are written in them, once a picture
 * @param read of these, found with every digit right
 * @param wrong numbers that were found and are not written there
 * @param seconds that reading all pictures took on one thread, the first ones included; decoding
 *     and finding numbers in what was read is not counted
 * @param misses for each picture that is not wholly right, what is written and what was found
 */
public record PictureTextRun(
    int pictures, int written, int read, int wrong, double seconds, List<String> misses) {
  /** Longer side that pictures are decoded to, in pixels: that of kept pictures. */
  private static final int MAX_SIDE_PIXELS = 1600;

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MILLIS_PER_SECOND = 1e3;

  public PictureTextRun {
    misses = List.copyOf(misses);
  }

  /** Reads all pictures of a set, one after another. */
  public static PictureTextRun of(List<LabelledPicture> set) throws IOException {
    InProcessDecoder decoder = new InProcessDecoder();
    PictureTextRun sum = new PictureTextRun(0, 0, 0, 0, 0, List.of());
    try (TextReader reader = new TextReader()) {
      for (LabelledPicture picture : set) {
        sum = sum.with(picture, decoded(decoder, picture), reader);
      }
    }
    return sum;
  }

  private static RasterImage decoded(InProcessDecoder decoder, LabelledPicture picture)
      throws IOException {
    return switch (decoder.decode(Files.readAllBytes(picture.file()), MAX_SIDE_PIXELS)) {
      case DecodeOutcome.Decoded decoded -> decoded.picture();
      case DecodeOutcome.Refused refused ->
          throw new SourceException(
              picture.file() + " is no picture that can be read: " + refused.detail());
    };
  }

  private PictureTextRun with(LabelledPicture picture, RasterImage pixels, TextReader reader) {
    long begin = System.nanoTime();
    List<TextLine> lines = reader.read(pixels);
    long nanos = System.nanoTime() - begin;
    List<String> texts = lines.stream().map(TextLine::text).toList();
    Set<String> found =
        SelectorFinder.find(PictureText.of(texts, picture.country())).stream()
            .filter(selector -> selector.kind() == SelectorKind.PHONE)
            .map(FoundSelector::value)
            .collect(Collectors.toSet());
    int right = (int) picture.phones().stream().filter(found::contains).count();
    List<String> more =
        found.equals(picture.phones())
            ? misses
            : Stream.concat(
                    misses.stream(),
                    Stream.of(
                        picture.file().getFileName()
                            + ": written "
                            + picture.phones()
                            + ", found "
                            + found
                            + ", read "
                            + texts))
                .toList();
    return new PictureTextRun(
        pictures + 1,
        written + picture.phones().size(),
        read + right,
        wrong + found.size() - right,
        seconds + nanos / NANOS_PER_SECOND,
        more);
  }

  /** The figures as Markdown. */
  public String markdown() {
    return String.format(
        Locale.ROOT,
        """
        | pictures | phone numbers written | read exactly | share | wrong numbers | ms a picture |
        |---|---|---|---|---|---|
        | %d | %d | %d | %s | %d | %.0f |
        """,
        pictures,
        written,
        read,
        written == 0 ? "-" : String.format(Locale.ROOT, "%.3f", (double) read / written),
        wrong,
        seconds * MILLIS_PER_SECOND / pictures);
  }
}
