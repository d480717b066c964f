package org.roomprint.vectors.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes TIFF structures such as cameras do, one directory behind the other. */
final class ExifFixture {
  private static final int ASCII = 2;
  private static final int LONG = 4;
  private static final int RATIONAL = 5;

  /** An entry of a directory; a value of four bytes or fewer lies in the entry itself. */
  private record Entry(int tag, int type, int count, List<Byte> value) {}

  private ExifFixture() {}

  /** Make, model, time taken and place; a place has degrees, minutes and hundredths of seconds. */
  static byte[] tiff(
      String make,
      String model,
      String taken,
      char northOrSouth,
      int[] lat,
      char eastOrWest,
      int[] lon) {
    List<Entry> main = new ArrayList<>();
    main.add(text(0x010F, make));
    main.add(text(0x0110, model));
    List<Entry> exif = List.of(text(0x9003, taken));
    List<Entry> gps =
        List.of(
            text(1, String.valueOf(northOrSouth)),
            degrees(2, lat),
            text(3, String.valueOf(eastOrWest)),
            degrees(4, lon));
    int mainBytes = size(main) + 2 * 12;
    int exifAt = 8 + mainBytes;
    int gpsAt = exifAt + size(exif);
    main.add(number(0x8769, exifAt));
    main.add(number(0x8825, gpsAt));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8});
    out.writeBytes(directory(main, 8));
    out.writeBytes(directory(exif, exifAt));
    out.writeBytes(directory(gps, gpsAt));
    return out.toByteArray();
  }

  private static int size(List<Entry> entries) {
    int values = 0;
    for (Entry entry : entries) {
      values += entry.value.size() > 4 ? entry.value.size() : 0;
    }
    return 2 + entries.size() * 12 + 4 + values;
  }

  private static byte[] directory(List<Entry> entries, int at) {
    ByteBuffer out = ByteBuffer.allocate(size(entries));
    out.putShort((short) entries.size());
    int valuesAt = 2 + entries.size() * 12 + 4;
    for (Entry entry : entries) {
      out.putShort((short) entry.tag).putShort((short) entry.type).putInt(entry.count);
      int slot = out.position();
      if (entry.value.size() > 4) {
        out.putInt(at + valuesAt);
        for (byte value : entry.value) {
          out.put(valuesAt++, value);
        }
      } else {
        for (byte value : entry.value) {
          out.put(value);
        }
        out.position(slot + 4);
      }
    }
    return out.array();
  }

  private static Entry text(int tag, String text) {
    byte[] bytes = (text + "\0").getBytes(StandardCharsets.US_ASCII);
    return new Entry(tag, ASCII, bytes.length, boxed(bytes));
  }

  private static Entry number(int tag, int value) {
    return new Entry(tag, LONG, 1, boxed(ByteBuffer.allocate(4).putInt(value).array()));
  }

  private static Entry degrees(int tag, int[] degreesMinutesHundredths) {
    ByteBuffer value = ByteBuffer.allocate(24);
    value.putInt(degreesMinutesHundredths[0]).putInt(1);
    value.putInt(degreesMinutesHundredths[1]).putInt(1);
    value.putInt(degreesMinutesHundredths[2]).putInt(100);
    return new Entry(tag, RATIONAL, 3, boxed(value.array()));
  }

  private static List<Byte> boxed(byte[] bytes) {
    List<Byte> boxed = new ArrayList<>();
    for (byte each : bytes) {
      boxed.add(each);
    }
    return boxed;
  }
}
