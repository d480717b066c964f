package org.roomprint.indexer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.base.Place;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.ad.AdPrice;
import org.roomprint.catalog.selectors.Selector;
import org.roomprint.catalog.selectors.SelectorKind;

class AdsCsvTest {
  @TempDir Path folder;

  private List<SourceItem<AdRecord>> ads(String... lines) {
    return Ads.openCsv(SourceFiles.write(folder, "ads.csv", lines)).all();
  }

  @Test
  void aLineHoldsAnAdWithEverythingThatIsKnown() {
    List<SourceItem<AdRecord>> items =
        ads(
            "Ad-ID;Link;title;Body;posted;seen;zone;country;City;lat;lon;price;currency;phone;"
                + "selectors;images",
            "17;https://www.Board.example/x/17;\"Room; nice\";\"two",
            "lines\";2026-03-01 10:00;2026-03-02T10:00:00+02:00;Europe/Berlin;Germany;Köln;50,94;"
                + "6,96;100|200;EUR;+49 221 5550100|0221 5550101;handle:@Sample|email:a@b.example;"
                + "1.jpg|2.jpg");

    assertThat(SourceFiles.bad(items)).isEmpty();
    AdRecord record = SourceFiles.good(items).getFirst();
    Ad ad = record.ad();
    assertThat(ad.site()).isEqualTo("board.example");
    assertThat(ad.siteAdId()).isEqualTo("17");
    assertThat(ad.url()).contains("https://www.Board.example/x/17");
    assertThat(ad.title()).isEqualTo("Room; nice");
    assertThat(ad.text()).isEqualTo("two\nlines");
    assertThat(ad.posted()).contains(Instant.parse("2026-03-01T09:00:00Z"));
    assertThat(ad.postedWritten()).contains("2026-03-01 10:00 Europe/Berlin");
    assertThat(record.seen().moment()).contains(Instant.parse("2026-03-02T08:00:00Z"));
    assertThat(record.seen().written()).contains("2026-03-02T10:00:00+02:00");
    assertThat(ad.country()).contains("DE");
    assertThat(ad.city()).contains("Köln");
    assertThat(ad.place()).contains(new Place(50.94, 6.96));
    assertThat(ad.prices())
        .containsExactly(
            AdPrice.of("100", Optional.of("EUR")), AdPrice.of("200", Optional.of("EUR")));
    assertThat(ad.selectors())
        .containsExactlyInAnyOrder(
            new Selector(SelectorKind.PHONE, "+492215550100"),
            new Selector(SelectorKind.PHONE, "+492215550101"),
            new Selector(SelectorKind.HANDLE, "sample"),
            new Selector(SelectorKind.EMAIL, "a@b.example"));
    assertThat(record.images()).hasSize(2);
    assertThat(record.said()).containsExactlyInAnyOrder(Ad.Detail.values());
    assertThat(SourceFiles.passedOver(items)).isEmpty();
  }

  @Test
  void whatCannotBeReadIsNamedAndCostsNoMoreThanItself() {
    List<SourceItem<AdRecord>> items =
        ads(
            "ad_id,posted,zone,gone,prices,colour",
            "1,2026-03-01T10:00,Mars/Olympus,perhaps," + "9".repeat(200) + ",red",
            ",,,,,",
            ",2026-03-01,,,,",
            "2,,,yes,,");

    assertThat(SourceFiles.notes(items))
        .containsExactly(
            "line 2, column 'zone': INVALID_VALUE",
            "line 2, column 'posted': UNCLEAR_MOMENT",
            "line 2, column 'prices': NO_PRICE",
            "line 2, column 'gone': INVALID_VALUE");
    assertThat(SourceFiles.bad(items))
        .singleElement()
        .asString()
        .startsWith("line 4 MISSING_VALUE: Column 'ad_id' is empty");
    assertThat(SourceFiles.passedOver(items)).containsExactly("column 'colour' UNKNOWN_COLUMN");
    List<AdRecord> ads = SourceFiles.good(items);
    assertThat(ads.getFirst().said())
        .as("prices that cannot be read erase none")
        .doesNotContain(Ad.Detail.PRICES);
    assertThat(ads.getLast().seen().isGone()).isTrue();
    assertThat(ads.getFirst().seen().isGone()).isFalse();
  }

  @Test
  void aHeaderWithoutAnIdIsToldWhatIsUnderstood() {
    assertThatThrownBy(() -> ads("name,text", "x,y"))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("has no column 'ad_id'; its header has [name, text]")
        .hasMessageContaining("phone for phones");
  }

  @Test
  void theFirstLineSaysWhatAListIs() throws Exception {
    Path csv = Files.writeString(folder.resolve("list"), "\n\nad_id\n1\n");
    Path json = Files.writeString(folder.resolve("other"), "\uFEFF\n {\"ad_id\":\"1\"}\n");

    for (Path list : List.of(csv, json)) {
      assertThat(SourceFiles.good(Ads.open(list).all()))
          .as(list.toString())
          .extracting(ad -> ad.ad().siteAdId())
          .containsExactly("1");
    }
  }

  @Test
  void jsonHoldsTheSame() {
    List<SourceItem<AdRecord>> items =
        Ads.open(
                SourceFiles.write(
                    folder,
                    "ads.jsonl",
                    "{\"ad_id\":\"1\",\"url\":\"http://a.example/1\",\"seen\":\"2026-03-01T10:00:00+01:00\","
                        + "\"prices\":[\"80 €\",90.5,{\"amount\":100,\"currency\":\"USD\"},{\"amount\":[]},true],"
                        + "\"gone\":\"true\",\"latitude\":\"50\",\"longitude\":\"8\"}"))
            .all();

    AdRecord record = SourceFiles.good(items).getFirst();
    assertThat(record.ad().prices())
        .containsExactly(AdPrice.of("80 €"), AdPrice.of("90.5"), AdPrice.of("100 USD"));
    assertThat(record.ad().place()).contains(new Place(50, 8));
    assertThat(record.seen().isGone()).isTrue();
    assertThat(record.seen().written()).contains("2026-03-01T10:00:00+01:00");
    assertThat(SourceFiles.notes(items))
        .containsExactly("line 1, field 'prices': NO_PRICE", "line 1, field 'prices': NO_PRICE");
  }
}
