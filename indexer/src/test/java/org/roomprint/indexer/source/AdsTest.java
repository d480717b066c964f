package org.roomprint.indexer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.selectors.SelectorKind;
import org.roomprint.catalog.selectors.Selectors;

class AdsTest {
  @TempDir Path folder;

  private List<SourceItem<AdRecord>> ads(String... lines) {
    return Ads.fromJsonLines(SourceFiles.write(folder, "ads.jsonl", lines));
  }

  @Test
  void aLineHoldsAnAdWithItsSelectorsAndImages() {
    List<AdRecord> ads =
        SourceFiles.good(
            ads(
                "\uFEFF{\"ad_id\":\"1\",\"site\":\"board.example\",\"title\":\"T\",\"text\":\"a \\\"b\\\", c\","
                    + "\"posted\":\"2025-03-01T12:00:00Z\",\"country\":\"de\",\"place\":\"Köln\","
                    + "\"selectors\":[{\"kind\":\"phone\",\"value\":\" +49 1 \"}],\"images\":[\"a.jpg\",\"b/c.jpg\"]}",
                "",
                "{\"ad_id\":\"2\",\"title\":null}"));

    assertThat(ads).hasSize(2);
    Ad first = ads.getFirst().ad();
    assertThat(first.adId()).isEqualTo(Ad.idOf("board.example", "1"));
    assertThat(first.text()).isEqualTo("a \"b\", c");
    assertThat(first.posted()).contains(Instant.parse("2025-03-01T12:00:00Z"));
    assertThat(first.country()).contains("DE");
    assertThat(first.city()).contains("Köln");
    assertThat(first.selectors())
        .containsExactly(Selectors.read(SelectorKind.PHONE, "+49 1", Optional.of("DE")));
    Path root = folder.toAbsolutePath().normalize();
    assertThat(ads.getFirst().images())
        .containsExactly(
            new ListedFile.At(root.resolve("a.jpg"), false),
            new ListedFile.At(root.resolve("b/c.jpg"), false));
    assertThat(ads.get(1).ad().site()).isEqualTo("unknown");
  }

  @Test
  void aBadLineIsRefusedWithItsNumberAndReason() {
    List<SourceItem<AdRecord>> items =
        ads(
            "{\"ad_id\":\"1\"}",
            "{\"ad_id\":\"2\"",
            "[1]",
            "{\"title\":\"no id\"}",
            "{\"ad_id\":1.23E+12}",
            "{\"ad_id\":\"8\"} {\"ad_id\":\"9\"}",
            "{\"ad_id\":\"11\",\"ad_id\":\"12\"}",
            "[".repeat(100_000),
            "{\"ad_id\":\"10\"}");

    assertThat(SourceFiles.good(items))
        .extracting(ad -> ad.ad().siteAdId())
        .containsExactly("1", "10");
    assertThat(SourceFiles.bad(items))
        .satisfiesExactly(
            bad -> assertThat(bad).startsWith("line 2 NO_JSON: The line is no JSON object"),
            bad -> assertThat(bad).startsWith("line 3 INVALID_VALUE: A line is one JSON object"),
            bad -> assertThat(bad).isEqualTo("line 4 INVALID_VALUE: 'ad_id' is missing"),
            bad -> assertThat(bad).startsWith("line 5 EATEN_BY_SPREADSHEET: 'ad_id' is a text"),
            bad -> assertThat(bad).startsWith("line 6 NO_JSON:"),
            bad -> assertThat(bad).startsWith("line 7 NO_JSON:"),
            bad -> assertThat(bad).startsWith("line 8 NO_JSON:"));
  }

  @Test
  void anOptionalValueThatCannotBeReadCostsNoAdAndIsNamed() {
    List<SourceItem<AdRecord>> items =
        ads(
            "{\"ad_id\":7}",
            "{\"ad_id\":\"3\",\"phone\":\"1\"}",
            "{\"ad_id\":\"4\",\"posted\":\"yesterday\",\"title\":\"T\"}",
            "{\"ad_id\":\"5\",\"selectors\":[{\"kind\":\"fax\",\"value\":\"1\"},{\"kind\":\"phone\",\"value\":12025550199}]}",
            "{\"ad_id\":\"6\",\"images\":\"a.jpg\",}",
            "{\"ad_id\":\"8\",\"images\":[\"../a.jpg\"],\"text\":NaN}",
            "{\"ad_id\":\"9\",\"country\":\"UK\",\"place\":\"Lyon\\nFrance\"}",
            "{\"ad_id\":\"10\",\"posted\":\"2025-03-01\",\"title\":\"a\\u0000b\"}",
            "{\"ad_id\":\"11\",\"posted\":1740830400}",
            "{\"ad_id\":\"12\",\"posted\":\"2025-03-01 12:00:00+02\"}");

    assertThat(SourceFiles.bad(items)).isEmpty();
    List<AdRecord> ads = SourceFiles.good(items);
    assertThat(ads)
        .extracting(ad -> ad.ad().siteAdId())
        .containsExactly("7", "3", "4", "5", "6", "8", "9", "10", "11", "12");
    assertThat(ads.get(3).ad().selectors())
        .containsExactly(Selectors.read(SelectorKind.PHONE, "12025550199", Optional.empty()));
    assertThat(ads.get(4).images()).hasSize(1);
    assertThat(ads.get(5).images()).singleElement().isInstanceOf(ListedFile.Refused.class);
    assertThat(ads.get(6).ad().country()).contains("GB");
    assertThat(ads.get(6).ad().city()).contains("Lyon France");
    assertThat(ads.subList(7, 10))
        .extracting(ad -> ad.ad().posted().orElseThrow())
        .containsExactly(
            Instant.parse("2025-03-01T00:00:00Z"),
            Instant.parse("2025-03-01T12:00:00Z"),
            Instant.parse("2025-03-01T10:00:00Z"));
    assertThat(SourceFiles.notes(items))
        .containsExactly(
            "line 3, field 'posted': INVALID_VALUE",
            "line 4, field 'selectors': NO_SELECTOR",
            "line 6, field 'text': EATEN_BY_SPREADSHEET",
            "line 7, field 'place': LINE_BREAK",
            "line 8, field 'posted': UNCLEAR_MOMENT",
            "line 8, field 'title': BROKEN_CHARACTERS",
            "line 9, field 'posted': UNCLEAR_MOMENT");
    assertThat(SourceFiles.passedOver(items)).containsExactly("field 'phone' UNKNOWN_FIELD");
  }

  @Test
  void anAdSaysWhatItSpeaksOfAndEmptyIsSomethingToSay() {
    List<AdRecord> ads =
        SourceFiles.good(
            ads(
                "{\"ad_id\":\"1\"}",
                "{\"ad_id\":\"2\",\"title\":\"\",\"country\":null,\"selectors\":[]}"));

    assertThat(ads.getFirst().said()).isEmpty();
    assertThat(ads.getLast().said())
        .containsExactlyInAnyOrder(Ad.Detail.TITLE, Ad.Detail.COUNTRY, Ad.Detail.SELECTORS);
  }

  @Test
  void anArrayIsReadLikeLines() {
    for (String text :
        List.of(
            "[\n{\"ad_id\":\"1\"},\n{\"ad_id\":\"2\"}\n]\n",
            "[{\"ad_id\":\"1\"},\n{\"ad_id\":\"2\"},\n]",
            "[{\"ad_id\":\"1\"},{\"ad_id\":\"2\"}]",
            "[\n  {\n    \"ad_id\": \"1\"\n  },\n  {\n    \"ad_id\": \"2\"\n  }\n]\n",
            "{\n  \"ad_id\": \"1\"\n}\n{\n  \"ad_id\": \"2\"\n}\n")) {
      assertThat(SourceFiles.good(ads(text)))
          .as(text)
          .extracting(ad -> ad.ad().siteAdId())
          .containsExactly("1", "2");
    }
  }

  @Test
  void anArrayThatBreaksOffSaysThatTheRestIsLost() {
    List<SourceItem<AdRecord>> items = ads("[{\"ad_id\":\"1\"},{\"ad_id\":\"2\"},{\"ad_id\":\"3");

    assertThat(SourceFiles.good(items)).hasSize(2);
    assertThat(SourceFiles.bad(items))
        .singleElement()
        .asString()
        .startsWith("item 3 and what follows REST_UNREADABLE");
  }

  @Test
  void oneBadByteCostsItsOwnLineAlone() throws IOException {
    byte[] list =
        "{\"ad_id\":\"1\"}\n{\"ad_id\":\"2\",\"title\":\"caf#\"}\n{\"ad_id\":\"3\"}\n"
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    for (int i = 0; i < list.length; i++) {
      list[i] = list[i] == '#' ? (byte) 0xE9 : list[i];
    }

    List<SourceItem<AdRecord>> items =
        Ads.fromJsonLines(Files.write(folder.resolve("b.jsonl"), list));

    assertThat(SourceFiles.good(items))
        .extracting(ad -> ad.ad().siteAdId())
        .containsExactly("1", "3");
    assertThat(SourceFiles.bad(items)).singleElement().asString().startsWith("line 2 NOT_UTF8");
  }

  @Test
  void whatIsNoTextIsRefusedAsAWhole() throws IOException {
    Path picture = Files.write(folder.resolve("a.jsonl"), new byte[] {(byte) 0xFF, (byte) 0xD8});

    assertThatThrownBy(() -> Ads.fromJsonLines(picture))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("no JSON Lines");
    assertThatThrownBy(() -> Ads.fromJsonLines(folder))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("is a folder");
  }
}
