package org.roomprint.indexer.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lists that were changed at random, seeded: none ends in anything but records, refusals by line
 * and a sentence about the whole file, and no line vanishes without a word.
 */
class MutatedListsTest {
  private static final int RECORDS = 12;
  private static final int EVERY_DAY = 1_000;
  private static final int SLOWLY = 20_000;
  private static final long SEED = 20_261_129L;

  private static final List<String> TOKENS =
      List.of(
          "\"",
          "\"\"",
          ",",
          ";",
          "\t",
          "\n",
          "\r",
          "\r\n",
          "\0",
          "\uFEFF",
          "{",
          "}",
          "[",
          "]",
          "\\",
          ":",
          "null",
          "NaN",
          "1e999",
          "-",
          "'",
          "\u0000",
          "\uD83D",
          "\u202E",
          "..",
          "/",
          "\\ud800",
          "|",
          "#REF!",
          "1.23E+12",
          "0,0",
          "\u00e9",
          "\u65e5\u672c",
          "sep=;\n",
          "  ");

  @TempDir Path folder;

  /** How a list of ids is written and read. */
  private enum Kind {
    HOTELS,
    ADS,
    ARRAY,
    PHOTOS
  }

  private static String list(Kind kind) {
    StringBuilder text = new StringBuilder();
    switch (kind) {
      case HOTELS -> {
        text.append("hotel_id,name,latitude,longitude,country,city\n");
        for (int i = 0; i < RECORDS; i++) {
          text.append("id")
              .append(i)
              .append(",\"Hotel, ")
              .append(i)
              .append("\",45.5,4.5,FR,Ly\u00f6n\n");
        }
      }
      case PHOTOS -> {
        text.append("file,hotel_id,room,taken\n");
        for (int i = 0; i < RECORDS; i++) {
          text.append("p/").append(i).append(".jpg,id").append(i).append(",\"r, 1\",2025-03-01\n");
        }
      }
      case ADS, ARRAY -> {
        text.append(kind == Kind.ARRAY ? "[" : "");
        for (int i = 0; i < RECORDS; i++) {
          text.append(kind == Kind.ARRAY && i > 0 ? "," : "");
          text.append("{\"ad_id\":\"id").append(i);
          text.append("\",\"title\":\"caf\u00e9\",\"posted\":\"2025-03-01T12:00:00Z\",");
          text.append(
              "\"selectors\":[{\"kind\":\"phone\",\"value\":\"1\"}],\"images\":[\"a.jpg\"]}");
          text.append(kind == Kind.ARRAY ? "" : "\n");
        }
        text.append(kind == Kind.ARRAY ? "]" : "");
      }
    }
    return text.toString();
  }

  private static byte[] mutated(byte[] list, Random random) {
    byte[] bytes = list;
    for (int change = 1 + random.nextInt(4); change > 0 && bytes.length > 2; change--) {
      int at = random.nextInt(bytes.length);
      int length = Math.min(bytes.length - at, 1 + random.nextInt(random.nextBoolean() ? 3 : 60));
      byte[] put =
          switch (random.nextInt(5)) {
            case 0 -> new byte[] {(byte) random.nextInt(256)};
            case 1 -> new byte[0];
            case 2 -> java.util.Arrays.copyOfRange(bytes, at, at + length);
            case 3 -> TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8);
            default -> new byte[] {(byte) (bytes[at] ^ 1 << random.nextInt(8))};
          };
      boolean inserts = random.nextBoolean();
      int behind = inserts ? at : at + (put.length == 1 ? 1 : length);
      byte[] next = new byte[at + put.length + bytes.length - behind];
      System.arraycopy(bytes, 0, next, 0, at);
      System.arraycopy(put, 0, next, at, put.length);
      System.arraycopy(bytes, behind, next, at + put.length, bytes.length - behind);
      bytes = next;
    }
    return bytes;
  }

  @Test
  void mutatedListsGiveRecordsRefusalsOrASentence() throws IOException {
    read(EVERY_DAY, SEED);
  }

  @Test
  @Tag("slow")
  void twentyThousandMutatedListsGiveRecordsRefusalsOrASentence() throws IOException {
    read(SLOWLY, SEED + 1);
  }

  private void read(int lists, long seed) throws IOException {
    Random random = new Random(seed);
    long taken = 0;
    long refused = 0;
    long whole = 0;
    for (int i = 0; i < lists; i++) {
      Kind kind = Kind.values()[i % Kind.values().length];
      byte[] bytes = mutated(list(kind).getBytes(StandardCharsets.UTF_8), random);
      Path file = Files.write(folder.resolve("list"), bytes);
      String which = "seed " + seed + ", list " + i + ", " + kind;
      List<? extends SourceItem<?>> items;
      try {
        items = reader(kind).apply(file);
      } catch (SourceException e) {
        assertThat(e.getMessage()).as(which).isNotBlank();
        whole++;
        continue;
      } catch (RuntimeException e) {
        throw new AssertionError(which + ": " + new String(bytes, StandardCharsets.UTF_8), e);
      }
      Set<String> references = new HashSet<>();
      boolean restIsLost = false;
      for (SourceItem<?> item : items) {
        assertThat(references.add(item.reference())).as("%s: %s", which, item.reference()).isTrue();
        taken += item instanceof SourceItem.Read<?> ? 1 : 0;
        if (item instanceof SourceItem.Unreadable<?> bad) {
          refused++;
          assertThat(bad.detail()).as(which).isNotBlank();
          restIsLost |= bad.reason().equals(SourceItem.Unreadable.REST_UNREADABLE);
        }
      }
      if (kind != Kind.ARRAY && !restIsLost) {
        assertEveryLineIsAccountedFor(which, bytes, items);
      }
    }
    assertThat(taken)
        .as("%d lists (seed %d), %d refused by line, %d as a whole", lists, seed, refused, whole)
        .isGreaterThan((long) lists * RECORDS / 2);
  }

  private static Function<Path, List<? extends SourceItem<?>>> reader(Kind kind) {
    return switch (kind) {
      case HOTELS -> Hotels::fromCsv;
      case PHOTOS -> Photos::fromManifest;
      case ADS, ARRAY -> Ads::fromJsonLines;
    };
  }

  /** Between one line that is named and the next there are only such as belong to a cell of it. */
  private static void assertEveryLineIsAccountedFor(
      String which, byte[] bytes, List<? extends SourceItem<?>> items) {
    List<Long> named = new ArrayList<>();
    for (SourceItem<?> item : items) {
      if (item.isOffered() && item.reference().startsWith("line ")) {
        named.add(Long.parseLong(item.reference().substring("line ".length())));
      }
    }
    String[] lines = new String(bytes, StandardCharsets.ISO_8859_1).split("\r\n|\r|\n", -1);
    int unnamed = 0;
    for (int line = 1; line <= lines.length; line++) {
      boolean blank = lines[line - 1].matches("[\\s\u00a0,;|\"]*");
      unnamed = named.contains((long) line) || blank ? 0 : unnamed + 1;
      // the header, a line about the separator, and lines within a quoted cell
      assertThat(unnamed).as("%s: line %d is not accounted for", which, line).isLessThan(4);
    }
  }
}
