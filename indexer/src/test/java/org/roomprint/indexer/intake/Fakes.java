package org.roomprint.indexer.intake;

import java.io.IOException;
import java.util.Locale;
import java.util.Random;
import org.roomprint.vectors.image.DecodeOutcome;
import org.roomprint.vectors.image.InProcessDecoder;
import org.roomprint.vectors.image.RasterImage;
import org.roomprint.vectors.image.Sanitiser;

/** Photos that were not taken where their sender says, of pictures that the sample set has. */
final class Fakes {
  private Fakes() {}

  /** The id of one of the sample's hotels, from 1. */
  static String hotel(int number) {
    return String.format(Locale.ROOT, "h%02d", number);
  }

  /** A picture of the sample set, such as {@code h01/r1/1}. */
  static RasterImage decoded(String name) throws IOException {
    try (InProcessDecoder decoder = new InProcessDecoder()) {
      if (decoder.decode(IntakeBench.photo(name), 1024) instanceof DecodeOutcome.Decoded decoded) {
        return decoded.picture();
      }
    }
    throw new AssertionError("The sample cannot be decoded: " + name);
  }

  /**
   * A photo that was not taken where it says.
   *
   * @param hotelId said to be there
   */
  @SuppressWarnings("ArrayRecordComponent") // sent once
  record Fake(String hotelId, byte[] photo) {}

  /**
   * Copies, crops, skewed and warped pictures of known rooms, half of them for their own hotel;
   * drawn rooms that several devices send; and views that are not known, for another hotel.
   */
  static Fake fake(int number, int hotels, Random random) throws IOException {
    int of = 1 + random.nextInt(hotels);
    int other = 1 + (of + random.nextInt(hotels - 1)) % hotels;
    String claimed = hotel(random.nextBoolean() ? of : other);
    String room = hotel(of) + "/r" + (1 + random.nextInt(2)) + "/";
    String known = room + (1 + random.nextInt(2));
    return switch (number % 7) {
      case 0 -> new Fake(claimed, IntakeBench.photo(known));
      case 1 -> new Fake(claimed, Sanitiser.sanitise(cropped(decoded(known), random)));
      case 2 ->
          new Fake(
              claimed,
              Sanitiser.sanitise(skewed(decoded(known), 0.08 + 0.1 * random.nextDouble())));
      case 3 -> new Fake(claimed, Sanitiser.sanitise(warped(decoded(known), random)));
      case 4 -> new Fake(claimed, Sanitiser.sanitise(drawn(random)));
      case 5 ->
          new Fake(
              hotel(1 + number / 7 % hotels),
              Sanitiser.sanitise(
                  skewed(drawn(new Random(number / 7 % hotels)), 0.2 * random.nextDouble())));
      default -> new Fake(hotel(other), IntakeBench.photo(room + (3 + random.nextInt(2))));
    };
  }

  /** As if printed on cloth. */
  static RasterImage warped(RasterImage picture, Random random) {
    int width = picture.width();
    int height = picture.height();
    double by = 0.01 + 0.02 * random.nextDouble();
    double phase = 2 * Math.PI * random.nextDouble();
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double fromX = x + by * width * Math.sin(2 * Math.PI * y / height + phase);
        double fromY = y + by * height * Math.sin(3 * Math.PI * x / width + phase);
        put(
            rgb,
            y * width + x,
            picture.rgbAt(
                Math.clamp((int) fromX, 0, width - 1), Math.clamp((int) fromY, 0, height - 1)));
      }
    }
    return RasterImage.copyOf(width, height, rgb);
  }

  static RasterImage cropped(RasterImage picture, Random random) {
    int width = picture.width() * 3 / 4;
    int height = picture.height() * 3 / 4;
    int left = random.nextInt(picture.width() - width);
    int top = random.nextInt(picture.height() - height);
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        put(rgb, y * width + x, picture.rgbAt(left + x, top + y));
      }
    }
    return RasterImage.copyOf(width, height, rgb);
  }

  /** As if taken from a screen from the side. */
  static RasterImage skewed(RasterImage picture, double by) {
    byte[] rgb = new byte[3 * picture.width() * picture.height()];
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        double w = 1 + by * x / picture.width();
        int fromX = (int) (x * (1 + by) / w);
        int fromY = (int) (picture.height() / 2.0 + (y - picture.height() / 2.0) / w);
        put(
            rgb,
            y * picture.width() + x,
            picture.rgbAt(
                Math.clamp(fromX, 0, picture.width() - 1),
                Math.clamp(fromY, 0, picture.height() - 1)));
      }
    }
    return RasterImage.copyOf(picture.width(), picture.height(), rgb);
  }

  /** Furniture of sorts: boxes and stripes. */
  private static RasterImage drawn(Random random) {
    int width = 640;
    int height = 480;
    byte[] rgb = new byte[3 * width * height];
    for (int box = 0; box < 60; box++) {
      int left = random.nextInt(width);
      int top = box == 0 ? 0 : random.nextInt(height);
      int right = box == 0 ? width : Math.min(width, left + 20 + random.nextInt(200));
      int bottom = box == 0 ? height : Math.min(height, top + 20 + random.nextInt(150));
      int colour = random.nextInt(1 << 24);
      int stripe = 3 + random.nextInt(20);
      for (int y = top; y < bottom; y++) {
        for (int x = box == 0 ? 0 : left; x < right; x++) {
          put(rgb, y * width + x, (x + y) / stripe % 2 == 0 ? colour : colour ^ 0x303030);
        }
      }
    }
    return RasterImage.copyOf(width, height, rgb);
  }

  private static void put(byte[] rgb, int pixel, int colour) {
    rgb[3 * pixel] = (byte) (colour >> 16);
    rgb[3 * pixel + 1] = (byte) (colour >> 8);
    rgb[3 * pixel + 2] = (byte) colour;
  }
}
