package org.roomprint.vectors.image;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** Files in formats that the program reads and does not write. */
final class PictureFixtures {
  /** What a skipped test says. */
  static final String NO_LIBHEIF =
      "libheif is not installed (Debian: apt-get install libheif1), so no HEIC or AVIF is decoded";

  private static final boolean LIBHEIF = HeifCodec.load().isThere();

  private PictureFixtures() {}

  /** Skips a test that needs pixels of a HEIC or AVIF where no library gives them. */
  static void assumeLibheif() {
    assumeTrue(LIBHEIF, NO_LIBHEIF);
  }

  /** A file of the folder {@code formats}, whose script says how it was made. */
  static byte[] file(String name) {
    try (InputStream in =
        Objects.requireNonNull(
            PictureFixtures.class.getResourceAsStream("formats/" + name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bmp(RasterImage picture) {
    return written(picture, BufferedImage.TYPE_3BYTE_BGR, "bmp", Optional.empty());
  }

  /** Packed by RLE, with a palette. */
  static byte[] packedBmp(RasterImage picture) {
    return written(picture, BufferedImage.TYPE_BYTE_INDEXED, "bmp", Optional.of("BI_RLE8"));
  }

  static byte[] gif(RasterImage picture) {
    return written(picture, BufferedImage.TYPE_BYTE_INDEXED, "gif", Optional.empty());
  }

  /**
   * A TIFF of several strips, its directory first.
   *
   * @param packing as Java names it, such as {@code LZW}
   */
  static byte[] tiff(RasterImage picture, String packing) {
    return written(picture, BufferedImage.TYPE_3BYTE_BGR, "tiff", Optional.of(packing));
  }

  /** A GIF of two pictures that follow each other. */
  static byte[] movingGif(RasterImage first, RasterImage second) {
    try {
      ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
        writer.setOutput(stream);
        writer.prepareWriteSequence(null);
        for (RasterImage picture : new RasterImage[] {first, second}) {
          BufferedImage image = image(picture, BufferedImage.TYPE_BYTE_INDEXED);
          IIOMetadata metadata =
              writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
          IIOMetadataNode root =
              (IIOMetadataNode) metadata.getAsTree(metadata.getNativeMetadataFormatName());
          metadata.setFromTree(metadata.getNativeMetadataFormatName(), root);
          writer.writeToSequence(new IIOImage(image, null, metadata), null);
        }
        writer.endWriteSequence();
      } finally {
        writer.dispose();
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A TIFF whose first directory says how its pixels are to be turned. */
  static byte[] tiffWithOrientation(byte[] tiff, int orientation) {
    ByteBuffer old =
        ByteBuffer.wrap(tiff)
            .order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = old.getInt(4);
    int entries = old.getShort(directory);
    ByteBuffer changed =
        ByteBuffer.allocate(tiff.length + 2 + (entries + 1) * 12 + 4).order(old.order());
    changed.put(tiff).putInt(4, tiff.length).putShort((short) (entries + 1));
    boolean added = false;
    for (int i = 0; i < entries; i++) {
      int at = directory + 2 + i * 12;
      if (!added && (old.getShort(at) & 0xFFFF) > 0x0112) {
        changed.putShort((short) 0x0112).putShort((short) 3).putInt(1);
        changed.putShort((short) orientation).putShort((short) 0);
        added = true;
      }
      changed.put(tiff, at, 12);
    }
    changed.putInt(0);
    return changed.array();
  }

  private static byte[] written(
      RasterImage picture, int type, String format, Optional<String> packing) {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format);
    ImageWriter writer = writers.next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      if (packing.isPresent()) {
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionType(packing.get());
      }
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image(picture, type), null, null), parameters);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  private static BufferedImage image(RasterImage picture, int type) {
    BufferedImage image = new BufferedImage(picture.width(), picture.height(), type);
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        image.setRGB(x, y, picture.rgbAt(x, y));
      }
    }
    return image;
  }
}
