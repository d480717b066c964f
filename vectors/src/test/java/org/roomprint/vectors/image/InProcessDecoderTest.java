package org.roomprint.vectors.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.roomprint.vectors.image.DecodeOutcome.Decoded;
import org.roomprint.vectors.image.DecodeOutcome.Refused;

class InProcessDecoderTest {
  private static final int ANY_SIDE = Gate.MAX_SIDE_PIXELS;
  private static final RasterImage PICTURE = DrawnPictures.scene(150, 101, 7);

  private final PictureDecoder decoder = new InProcessDecoder();

  @Test
  void givesTheVeryPixelsOfALosslessFile() {
    assertThat(decoded(DrawnPictures.png(PICTURE), ANY_SIDE))
        .isEqualTo(new Decoded(PICTURE, PictureFormat.PNG, 150, 101));
    assertThat(decoded(DrawnPictures.losslessWebp(PICTURE), ANY_SIDE))
        .isEqualTo(new Decoded(PICTURE, PictureFormat.WEBP, 150, 101));
  }

  @Test
  void givesNearlyThePixelsOfALossyFile() {
    for (byte[] bytes :
        List.of(
            DrawnPictures.jpeg(PICTURE),
            DrawnPictures.progressiveJpeg(PICTURE),
            DrawnPictures.jpegWithRestarts(PICTURE),
            DrawnPictures.lossyWebp(PICTURE))) {
      assertThat(meanDifference(decoded(bytes, ANY_SIDE).picture(), PICTURE)).isLessThan(6);
    }
  }

  @Test
  void scalesALargeJpegDownToTheWantedSideAndKeepsItsColours() {
    RasterImage large = DrawnPictures.scene(1500, 1013, 3);
    RasterImage whole = decoded(DrawnPictures.png(large), 150).picture();
    for (int side : new int[] {1499, 750, 749, 400, 375, 200, 188, 187, 150, 100, 20, 1}) {
      Decoded small = decoded(DrawnPictures.jpeg(large), side);
      assertThat(small.originalWidth()).isEqualTo(1500);
      assertThat(small.originalHeight()).isEqualTo(1013);
      assertThat(small.picture().width()).isEqualTo(side);
      assertThat(small.picture().height())
          .isEqualTo(Math.max(1, (int) Math.round(1013 * (side / 1500.0))));
      if (side == 150) {
        assertThat(meanDifference(small.picture(), whole)).isLessThan(4);
      }
    }
  }

  @Test
  void decodesAJpegOfMorePixelsThanTheLimitAtReducedScale() {
    PictureLimits narrow = new PictureLimits(1 << 20, 1 << 20, 40_000, 1_000_000);
    RasterImage large = DrawnPictures.scene(601, 403, 3);
    byte[] jpeg = DrawnPictures.jpegWithOrientation(DrawnPictures.jpeg(large), 6);
    Decoded decoded = (Decoded) new InProcessDecoder(narrow).decode(jpeg, ANY_SIDE);
    assertThat(decoded.originalWidth()).isEqualTo(403);
    assertThat(decoded.originalHeight()).isEqualTo(601);
    assertThat(decoded.picture().height()).isEqualTo(150);
    assertThat(decoded.picture().width()).isEqualTo(101);
    assertThat(meanDifference(decoded.picture(), decoded(jpeg, 150).picture())).isLessThan(3);
    assertThat(new InProcessDecoder(narrow).decode(DrawnPictures.png(large), ANY_SIDE))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(RefusalReason.TOO_MANY_PIXELS));
  }

  @Test
  void neverScalesUp() {
    assertThat(decoded(DrawnPictures.jpeg(PICTURE), 5000).picture().width()).isEqualTo(150);
  }

  @ParameterizedTest
  @EnumSource(ExifOrientation.class)
  void turnsEveryOrientationUprightExactlyOnce(ExifOrientation orientation) {
    RasterImage upright = DrawnPictures.quarters(64, 48);
    RasterImage stored = stored(upright, orientation);
    int tag = orientation.tag();
    for (byte[] bytes :
        List.of(
            DrawnPictures.jpegWithOrientation(DrawnPictures.jpeg(stored), tag),
            DrawnPictures.pngWith(DrawnPictures.png(stored), "eXIf", DrawnPictures.tiff(tag)))) {
      Decoded decoded = decoded(bytes, ANY_SIDE);
      assertThat(decoded.originalWidth()).isEqualTo(64);
      assertThat(decoded.originalHeight()).isEqualTo(48);
      assertThat(decoded.picture().width()).isEqualTo(64);
      assertThat(meanDifference(decoded.picture(), upright)).as(decoded.toString()).isLessThan(4);
    }
  }

  @ParameterizedTest
  @EnumSource(ExifOrientation.class)
  void showsAWebpAsItIsStored(ExifOrientation orientation) {
    RasterImage stored = DrawnPictures.quarters(64, 48);
    for (byte[] webp :
        List.of(DrawnPictures.lossyWebp(stored), DrawnPictures.losslessWebp(stored))) {
      byte[] bytes = DrawnPictures.webpWithOrientation(webp, 64, 48, orientation.tag());
      assertThat(meanDifference(decoded(bytes, ANY_SIDE).picture(), stored)).isLessThan(4);
    }
  }

  @Test
  void turnsAPictureThatIsScaledDownToo() {
    RasterImage upright = DrawnPictures.quarters(640, 480);
    byte[] jpeg = DrawnPictures.jpeg(stored(upright, ExifOrientation.QUARTER_CLOCKWISE));
    Decoded decoded = decoded(DrawnPictures.jpegWithOrientation(jpeg, 6), 64);
    assertThat(meanDifference(decoded.picture(), DrawnPictures.quarters(64, 48))).isLessThan(4);
  }

  @Test
  void composesTransparentPixelsOnWhite() {
    byte[] bgra = {0, 0, (byte) 200, (byte) 255, 0, 0, (byte) 200, 0, 0, 0, (byte) 200, 51};
    try (Mat pixels = DrawnPictures.mat(3, 1, opencv_core.CV_8UC4, bgra)) {
      for (byte[] bytes :
          List.of(
              DrawnPictures.encode(".png", pixels),
              DrawnPictures.encode(".webp", pixels, opencv_imgcodecs.IMWRITE_WEBP_QUALITY, 101))) {
        RasterImage picture = decoded(bytes, ANY_SIDE).picture();
        assertThat(picture.rgbAt(0, 0)).isEqualTo(0xC80000);
        assertThat(picture.rgbAt(1, 0)).isEqualTo(0xFFFFFF);
        assertThat(picture.rgbAt(2, 0)).isEqualTo(0xF4CCCC);
      }
    }
  }

  @Test
  void composesATransparentLossyWebpOnWhite() {
    byte[] bgra = new byte[64 * 64 * 4];
    for (int i = 0; i < bgra.length; i += 4) {
      bgra[i] = 40;
      bgra[i + 3] = (byte) (i < bgra.length / 2 ? 0 : 255);
    }
    try (Mat pixels = DrawnPictures.mat(64, 64, opencv_core.CV_8UC4, bgra)) {
      byte[] bytes =
          DrawnPictures.encode(".webp", pixels, opencv_imgcodecs.IMWRITE_WEBP_QUALITY, 80);
      RasterImage picture = decoded(bytes, ANY_SIDE).picture();
      assertThat(picture.rgbAt(30, 5)).isEqualTo(0xFFFFFF);
      assertThat(picture.rgbAt(30, 60) & 0xFF).isBetween(25, 55);
    }
  }

  @Test
  void composesSixteenBitPixelsWithAlphaOnWhite() {
    byte[] rows = {0, (byte) 0xC8, (byte) 0xC8, 0, 0, 0, 0, (byte) 0x33, (byte) 0x33};
    RasterImage picture = decoded(DrawnPictures.png(1, 1, 16, 6, rows), ANY_SIDE).picture();
    assertThat(picture.rgbAt(0, 0)).isEqualTo(0xF4CCCC);
  }

  @Test
  void composesGreyWithAlphaOnWhite() {
    byte[] rows = {0, 100, (byte) 255, 100, 0};
    RasterImage picture = decoded(DrawnPictures.png(2, 1, 8, 4, rows), ANY_SIDE).picture();
    assertThat(picture.rgbAt(0, 0)).isEqualTo(0x646464);
    assertThat(picture.rgbAt(1, 0)).isEqualTo(0xFFFFFF);
  }

  @Test
  void composesTransparentPaletteEntriesOnWhite() {
    byte[] palette =
        DrawnPictures.pngChunk("PLTE", new byte[] {(byte) 200, 0, 0, 0, (byte) 100, 0});
    byte[] transparent = DrawnPictures.pngChunk("tRNS", new byte[] {0, (byte) 255});
    byte[] png = DrawnPictures.png(2, 1, 8, 3, new byte[] {0, 0, 1}, palette, transparent);
    RasterImage picture = decoded(png, ANY_SIDE).picture();
    assertThat(picture.rgbAt(0, 0)).isEqualTo(0xFFFFFF);
    assertThat(picture.rgbAt(1, 0)).isEqualTo(0x006400);
  }

  @Test
  void composesATransparentColourOnWhite() {
    byte[] key = DrawnPictures.pngChunk("tRNS", new byte[] {0, 9, 0, 8, 0, 7});
    byte[] png = DrawnPictures.png(2, 1, 8, 2, new byte[] {0, 9, 8, 7, 9, 8, 6}, key);
    RasterImage picture = decoded(png, ANY_SIDE).picture();
    assertThat(picture.rgbAt(0, 0)).isEqualTo(0xFFFFFF);
    assertThat(picture.rgbAt(1, 0)).isEqualTo(0x090806);
  }

  @Test
  void readsGreyOfEveryDepth() {
    byte[] oneBit = DrawnPictures.png(2, 1, 1, 0, new byte[] {0, 0b0100_0000});
    assertThat(decoded(oneBit, ANY_SIDE).picture().rgbAt(0, 0)).isEqualTo(0);
    assertThat(decoded(oneBit, ANY_SIDE).picture().rgbAt(1, 0)).isEqualTo(0xFFFFFF);
    byte[] eightBits = DrawnPictures.png(1, 1, 8, 0, new byte[] {0, 77});
    assertThat(decoded(eightBits, ANY_SIDE).picture().rgbAt(0, 0)).isEqualTo(0x4D4D4D);
    byte[] sixteenBits = DrawnPictures.png(1, 1, 16, 0, new byte[] {0, 77, 77});
    assertThat(decoded(sixteenBits, ANY_SIDE).picture().rgbAt(0, 0)).isEqualTo(0x4D4D4D);
    byte[] samples = new byte[64];
    Arrays.fill(samples, (byte) 77);
    try (Mat pixels = DrawnPictures.mat(8, 8, opencv_core.CV_8UC1, samples)) {
      byte[] jpeg = DrawnPictures.encode(".jpg", pixels);
      assertThat(decoded(jpeg, ANY_SIDE).picture().rgbAt(3, 3)).isEqualTo(0x4D4D4D);
    }
  }

  @Test
  void readsSixteenBitColour() {
    byte[] rows = {0, (byte) 200, (byte) 200, 100, 100, 50, 50};
    RasterImage picture = decoded(DrawnPictures.png(1, 1, 16, 2, rows), ANY_SIDE).picture();
    assertThat(picture.rgbAt(0, 0)).isEqualTo(0xC86432);
  }

  @Test
  void readsPaletteColours() {
    byte[] palette =
        DrawnPictures.pngChunk("PLTE", new byte[] {(byte) 200, 100, 50, 0, (byte) 100, 0});
    byte[] png = DrawnPictures.png(2, 1, 4, 3, new byte[] {0, 0x01}, palette);
    assertThat(decoded(png, ANY_SIDE).picture().rgbAt(0, 0)).isEqualTo(0xC86432);
    assertThat(decoded(png, ANY_SIDE).picture().rgbAt(1, 0)).isEqualTo(0x006400);
  }

  @Test
  void readsACmykJpegWhoseInksAreStoredInverted() throws IOException {
    WritableRaster raster = Raster.createInterleavedRaster(0, 32, 32, 4, null);
    for (int y = 0; y < 32; y++) {
      for (int x = 0; x < 32; x++) {
        raster.setPixel(x, y, new int[] {220, 60, 30, 255}); // no black, little cyan: red
      }
    }
    int rgb = decoded(fourComponentJpeg(raster), ANY_SIDE).picture().rgbAt(16, 16);
    assertThat(rgb >> 16).isBetween(210, 230);
    assertThat(rgb >> 8 & 0xFF).isBetween(50, 70);
    assertThat(rgb & 0xFF).isBetween(20, 40);
  }

  @Test
  void refusesWhatTheGateRefusesForTheGatesReason() {
    assertThat(decoder.decode(new byte[0], 800))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.reason()).isEqualTo(RefusalReason.EMPTY));
  }

  @Test
  void refusesTruncationsOfEveryKindOfFileAtEveryPercentEvenWhenTheirEndsAreMended() {
    RasterImage picture = DrawnPictures.scene(320, 240, 11);
    for (byte[] whole :
        List.of(
            DrawnPictures.png(picture),
            DrawnPictures.lossyWebp(picture),
            DrawnPictures.losslessWebp(picture))) {
      for (int percent = 3; percent < 100; percent++) {
        byte[] mended = MendedFiles.mend(Arrays.copyOf(whole, whole.length * percent / 100));
        assertThat(decoder.decode(mended, 800)).as("%d %%", percent).isInstanceOf(Refused.class);
      }
    }
  }

  @Test
  void refusesASideOfNoPixels() {
    assertThatThrownBy(() -> decoder.decode(DrawnPictures.png(PICTURE), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1 px");
  }

  private Decoded decoded(byte[] bytes, int maxSidePixels) {
    return switch (decoder.decode(bytes, maxSidePixels)) {
      case Decoded decoded -> decoded;
      case Refused refused -> throw new AssertionError(refused.toString());
    };
  }

  /** What a camera stores that was held so that the given orientation turns it upright. */
  private static RasterImage stored(RasterImage upright, ExifOrientation orientation) {
    boolean swaps = orientation.swapsSides();
    int width = swaps ? upright.height() : upright.width();
    int height = swaps ? upright.width() : upright.height();
    byte[] rgb = new byte[width * height * 3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int right = width - 1 - x;
        int bottom = height - 1 - y;
        int pixel =
            switch (orientation) {
              case UPRIGHT -> upright.rgbAt(x, y);
              case MIRRORED -> upright.rgbAt(right, y);
              case HALF_TURN -> upright.rgbAt(right, bottom);
              case FLIPPED -> upright.rgbAt(x, bottom);
              case TRANSPOSED -> upright.rgbAt(y, x);
              case QUARTER_CLOCKWISE -> upright.rgbAt(bottom, x);
              case TRANSVERSED -> upright.rgbAt(bottom, right);
              case QUARTER_ANTICLOCKWISE -> upright.rgbAt(y, right);
            };
        int at = (y * width + x) * 3;
        rgb[at] = (byte) (pixel >> 16);
        rgb[at + 1] = (byte) (pixel >> 8);
        rgb[at + 2] = (byte) pixel;
      }
    }
    return RasterImage.copyOf(width, height, rgb);
  }

  private static double meanDifference(RasterImage one, RasterImage other) {
    byte[] a = one.toRgb();
    byte[] b = other.toRgb();
    assertThat(a).hasSameSizeAs(b);
    long sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs((a[i] & 0xFF) - (b[i] & 0xFF));
    }
    return sum / (double) a.length;
  }

  private static byte[] fourComponentJpeg(WritableRaster raster) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(raster, null, null), null);
      stream.flush();
      return out.toByteArray();
    } finally {
      writer.dispose();
    }
  }
}
