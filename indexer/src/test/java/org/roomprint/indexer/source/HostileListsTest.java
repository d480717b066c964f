package org.roomprint.indexer.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Lists of ads that are made to do harm: each bad line is a refusal with its reason. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class HostileListsTest {
  private static final String LONG_HEADER = "ad_id,text" + ",".repeat(300) + "\n";

  @TempDir Path folder;

  @Test
  void aLineOf64MebibytesIsRefusedAndTheOthersAreRead() throws IOException {
    oneLineOf(64L << 20);
  }

  @Test
  @Tag("slow")
  void aLineOfTwoGibibytesIsRefusedAndTheOthersAreRead() throws IOException {
    oneLineOf(2L << 30);
  }

  /** The holes of the file take no room on the disk. */
  private void oneLineOf(long bytes) throws IOException {
    Path csv = Files.writeString(folder.resolve("long.csv"), LONG_HEADER + "1,x\n2,");
    Path json = Files.writeString(folder.resolve("long.jsonl"), "{\"ad_id\":\"1\"}\n{\"ad_id\":\"");
    for (Path list : List.of(csv, json)) {
      long begin = Files.size(list);
      try (RandomAccessFile file = new RandomAccessFile(list.toFile(), "rw")) {
        file.seek(begin + bytes);
        file.write(
            (list.equals(csv) ? "\n3,y\n" : "\n{\"ad_id\":\"3\"}\n")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }

      List<SourceItem<AdRecord>> items = Ads.open(list).all();

      assertThat(SourceFiles.good(items))
          .as(list.toString())
          .extracting(ad -> ad.ad().siteAdId())
          .containsExactly("1", "3");
      assertThat(SourceFiles.bad(items))
          .singleElement()
          .asString()
          .startsWith(list.equals(csv) ? "line 3 LINE_TOO_LONG" : "line 2 LINE_TOO_LONG")
          .contains("more than 4 MiB");
      Files.delete(list);
    }
  }

  @Test
  void jsonThatIsNested100000DeepIsRefusedInEveryForm() {
    String deep = "[".repeat(100_000);
    String objects = "{\"a\":".repeat(100_000);
    List<SourceItem<AdRecord>> lines =
        Ads.open(
                SourceFiles.write(
                    folder,
                    "a.jsonl",
                    "{\"ad_id\":\"1\"}",
                    "{\"ad_id\":\"2\",\"images\":" + deep,
                    "{\"ad_id\":\"3\",\"title\":" + objects,
                    "{\"ad_id\":\"4\"}"))
            .all();
    assertThat(SourceFiles.good(lines))
        .extracting(ad -> ad.ad().siteAdId())
        .containsExactly("1", "4");
    assertThat(SourceFiles.bad(lines))
        .satisfiesExactly(
            bad -> assertThat(bad).startsWith("line 2 NO_JSON"),
            bad -> assertThat(bad).startsWith("line 3 NO_JSON"));

    List<SourceItem<AdRecord>> array =
        Ads.open(
                SourceFiles.write(
                    folder,
                    "b.json",
                    "[\n{\n\"ad_id\":\"1\"\n},\n{\n\"ad_id\":\"2\",\"images\":" + deep + "\n}\n]"))
            .all();
    assertThat(SourceFiles.good(array)).hasSize(1);
    assertThat(SourceFiles.bad(array))
        .singleElement()
        .asString()
        .startsWith("item 2 and what follows REST_UNREADABLE");
  }

  @Test
  void aNumberThatWouldBeAGigabyteOfDigitsIsNoPrice() {
    List<SourceItem<AdRecord>> items =
        Ads.open(
                SourceFiles.write(
                    folder, "a.jsonl", "{\"ad_id\":\"1\",\"prices\":[1e999999999,1e300]}"))
            .all();

    assertThat(SourceFiles.good(items).getFirst().ad().prices()).isEmpty();
    assertThat(SourceFiles.notes(items)).hasSize(2);
  }

  @Test
  void quotesWithoutEndCostTheirLineAndLittleTime() {
    String quotes = "1," + "\"a,".repeat(1_000_000);

    List<SourceItem<AdRecord>> items =
        Ads.open(SourceFiles.write(folder, "q.csv", "ad_id,text", quotes, "2,x")).all();

    assertThat(SourceFiles.good(items)).extracting(ad -> ad.ad().siteAdId()).containsExactly("2");
    assertThat(SourceFiles.bad(items))
        .singleElement()
        .asString()
        .startsWith("line 2 UNCLOSED_QUOTE");
  }

  @Test
  void namesOfFieldsAndColumnsThatNobodyKnowsAreNamedUpToANumber() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      lines.append("{\"ad_id\":\"").append(i).append("\",\"stranger").append(i).append("\":1}\n");
    }
    List<SourceItem<AdRecord>> items =
        Ads.open(SourceFiles.write(folder, "s.jsonl", lines.toString())).all();
    assertThat(SourceFiles.good(items)).hasSize(5_000);
    assertThat(SourceFiles.passedOver(items)).hasSize(201).contains("field '...' UNKNOWN_FIELD");

    StringBuilder header = new StringBuilder("ad_id");
    for (int i = 0; i < 5_000; i++) {
      header.append(",stranger").append(i);
    }
    List<SourceItem<AdRecord>> columns =
        Ads.open(SourceFiles.write(folder, "s.csv", header.toString(), "1")).all();
    assertThat(SourceFiles.good(columns)).hasSize(1);
    assertThat(SourceFiles.passedOver(columns))
        .hasSize(201)
        .contains("4800 more columns UNKNOWN_COLUMN");
  }
}
