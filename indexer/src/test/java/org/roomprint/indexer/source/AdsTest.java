package org.roomprint.indexer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.catalog.Ad;
import org.roomprint.catalog.Selector;
import org.roomprint.catalog.SelectorKind;

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
    assertThat(first.selectors()).containsExactly(new Selector(SelectorKind.PHONE, "+49 1"));
    Path root = folder.toAbsolutePath().normalize();
    assertThat(ads.getFirst().images())
        .containsExactly(root.resolve("a.jpg"), root.resolve("b/c.jpg"));
    assertThat(ads.get(1).ad().site()).isEqualTo("unknown");
  }

  @Test
  void aBadLineIsRefusedWithItsNumberAndReason() {
    List<SourceItem<AdRecord>> items =
        ads(
            "{\"ad_id\":\"1\"}",
            "{\"ad_id\":\"2\"",
            "[1]",
            "{\"ad_id\":\"3\",\"phone\":\"1\"}",
            "{\"title\":\"no id\"}",
            "{\"ad_id\":7}",
            "{\"ad_id\":\"4\",\"posted\":\"yesterday\"}",
            "{\"ad_id\":\"5\",\"selectors\":[{\"kind\":\"fax\",\"value\":\"1\"}]}",
            "{\"ad_id\":\"6\",\"images\":\"a.jpg\"}",
            "{\"ad_id\":\"7\",\"images\":[\"../a.jpg\"]}",
            "{\"ad_id\":\"8\"} {\"ad_id\":\"9\"}",
            "{\"ad_id\":\"10\"}");

    assertThat(SourceFiles.good(items))
        .extracting(ad -> ad.ad().siteAdId())
        .containsExactly("1", "10");
    assertThat(SourceFiles.bad(items))
        .satisfiesExactly(
            bad -> assertThat(bad).startsWith("line 2 NO_JSON: The line is no JSON object"),
            bad -> assertThat(bad).startsWith("line 3 INVALID_VALUE: A line is one JSON object"),
            bad ->
                assertThat(bad)
                    .startsWith(
                        "line 4 INVALID_VALUE: Unknown field 'phone'; needed: ad_id; where known: site, "),
            bad -> assertThat(bad).isEqualTo("line 5 INVALID_VALUE: 'ad_id' is missing"),
            bad -> assertThat(bad).isEqualTo("line 6 INVALID_VALUE: 'ad_id' is a text"),
            bad ->
                assertThat(bad).startsWith("line 7 INVALID_VALUE: 'posted' is an instant such as"),
            bad ->
                assertThat(bad)
                    .startsWith("line 8 INVALID_VALUE: A selector has a 'kind' of [PHONE"),
            bad -> assertThat(bad).isEqualTo("line 9 INVALID_VALUE: 'images' is a list"),
            bad -> assertThat(bad).startsWith("line 10 OUTSIDE_FOLDER:"),
            bad -> assertThat(bad).startsWith("line 11 NO_JSON:"));
  }

  @Test
  void whatIsNoTextIsRefusedAsAWhole() throws IOException {
    Path picture = Files.write(folder.resolve("a.jsonl"), new byte[] {(byte) 0xFF, (byte) 0xD8});

    assertThatThrownBy(() -> Ads.fromJsonLines(picture))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("not in UTF-8");
    assertThatThrownBy(() -> Ads.fromJsonLines(folder))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("is a folder");
  }
}
