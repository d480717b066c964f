package org.roomprint.vectors.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.roomprint.vectors.image.DecodeOutcome.Decoded;

class SanitiserTest {
  private final PictureDecoder decoder = new InProcessDecoder();

  @Test
  void keepsThePictureAndNothingElseOfTheFile() {
    RasterImage picture = DrawnPictures.scene(200, 150, 3);
    byte[] comment = "a comment that names somebody".getBytes(StandardCharsets.US_ASCII);
    byte[] file = DrawnPictures.jpeg(picture);
    file = DrawnPictures.jpegWith(file, 0xFE, comment);
    file = DrawnPictures.jpegWith(file, 0xED, comment);
    file = DrawnPictures.jpegWithOrientation(file, 6);
    file = DrawnPictures.join(file, comment);

    Decoded decoded = (Decoded) decoder.decode(file, 5_000);
    byte[] sanitised = Sanitiser.sanitise(decoded.picture());

    assertThat(segments(sanitised)).doesNotContain("e1", "ed", "fe");
    assertThat(new String(sanitised, StandardCharsets.ISO_8859_1)).doesNotContain("somebody");
    Decoded again = (Decoded) decoder.decode(sanitised, 5_000);
    assertThat(again.format()).isEqualTo(PictureFormat.JPEG);
    assertThat(again.picture().width()).isEqualTo(150);
    assertThat(again.picture().height()).isEqualTo(200);
    assertThat(distance(again.picture(), decoded.picture())).isLessThan(4);
  }

  @Test
  void givesTheSameBytesForTheSamePixels() {
    RasterImage picture = DrawnPictures.scene(100, 80, 4);
    assertThat(Sanitiser.sanitise(picture)).isEqualTo(Sanitiser.sanitise(picture));
  }

  @Test
  void makesThumbnailsOfTheWantedSide() {
    byte[] thumbnail = Thumbnails.of(DrawnPictures.scene(900, 600, 5));
    RasterImage small = ((Decoded) decoder.decode(thumbnail, 5_000)).picture();
    assertThat(small.width()).isEqualTo(Thumbnails.MAX_SIDE_PIXELS);
    assertThat(small.height()).isEqualTo(213);
  }

  @Test
  void doesNotEnlargeASmallPictureToAThumbnail() {
    byte[] thumbnail = Thumbnails.of(DrawnPictures.scene(90, 60, 5));
    assertThat(((Decoded) decoder.decode(thumbnail, 5_000)).picture().width()).isEqualTo(90);
  }

  private static String segments(byte[] jpeg) {
    StringBuilder markers = new StringBuilder();
    for (int at = 2; at + 3 < jpeg.length && (jpeg[at + 1] & 0xFF) != 0xDA; ) {
      markers.append(Integer.toHexString(jpeg[at + 1] & 0xFF)).append(' ');
      at += 2 + ((jpeg[at + 2] & 0xFF) << 8 | (jpeg[at + 3] & 0xFF));
    }
    return markers.toString();
  }

  private static double distance(RasterImage one, RasterImage other) {
    long sum = 0;
    for (int y = 0; y < one.height(); y++) {
      for (int x = 0; x < one.width(); x++) {
        sum += Math.abs((one.rgbAt(x, y) & 0xFF) - (other.rgbAt(x, y) & 0xFF));
      }
    }
    return sum / (double) (one.width() * one.height());
  }
}
