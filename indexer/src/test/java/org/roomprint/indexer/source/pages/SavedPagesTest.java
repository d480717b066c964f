package org.roomprint.indexer.source.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.base.Place;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.ad.AdPrice;
import org.roomprint.catalog.selectors.Selector;
import org.roomprint.catalog.selectors.SelectorKind;
import org.roomprint.indexer.source.AdRecord;
import org.roomprint.indexer.source.ListedFile;
import org.roomprint.indexer.source.SourceException;
import org.roomprint.indexer.source.SourceItem;

class SavedPagesTest {
  @TempDir Path folder;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] content(ListedFile image) throws IOException {
    return switch (image) {
      case ListedFile.At(Path file, _) -> Files.readAllBytes(file);
      case ListedFile.Within within -> within.content().read(1_000_000);
      case ListedFile.Refused refused -> throw new AssertionError(refused.detail());
    };
  }

  private static void assertIsTheAd(AdRecord record) {
    Ad ad = record.ad();
    assertThat(ad.site()).isEqualTo("board.example");
    assertThat(ad.siteAdId()).isEqualTo("A-17");
    assertThat(ad.url()).contains("https://board.example/ads/17");
    assertThat(ad.title()).isEqualTo("Room in the centre");
    assertThat(ad.text())
        .startsWith("Room in the centre\nFirst line\nsecond")
        .doesNotContain("NEVER", "send", "Imprint", "Board menu", "color");
    assertThat(ad.posted()).contains(Instant.parse("2026-03-01T18:00:00Z"));
    assertThat(ad.postedWritten()).contains("2026-03-01T20:00:00+02:00");
    assertThat(ad.country()).contains("DE");
    assertThat(ad.city()).contains("Köln");
    assertThat(ad.place()).contains(new Place(50.94, 6.96));
    assertThat(ad.prices())
        .extracting(AdPrice::written)
        .containsExactly("120.00 EUR", "200 € for two");
    assertThat(ad.prices().getFirst().amount()).contains(new BigDecimal("120"));
    assertThat(ad.selectors())
        .containsExactlyInAnyOrder(
            new Selector(SelectorKind.PHONE, "+492215550100"),
            new Selector(SelectorKind.EMAIL, "a@b.example"));
  }

  @Test
  void aSavedPageIsAnAdWithThePicturesOfItsFolder() throws IOException {
    String html =
        "<!-- saved from url=(0028)https://board.example/ads/17 -->"
            + PageFiles.page(
                "First line<br>second",
                "<img src='Page%20one_files/a.jpg'><img src='./Page one_files/icon.png' width=16>"
                    + "<img src='https://board.example/b.jpg'><img src='../../outside.jpg'>"
                    + "<img src='data:image/jpeg;base64,"
                    + Base64.getEncoder().encodeToString(PageFiles.picture(2))
                    + "'>");
    Path page = PageFiles.write(folder, "Page one.html", bytes(html));
    PageFiles.write(folder, "Page one_files/a.jpg", PageFiles.picture(1));
    PageFiles.write(folder, "Page one_files/icon.png", PageFiles.picture(3));

    List<SourceItem<AdRecord>> items = PageFiles.read(page);

    AdRecord record = PageFiles.good(items).getFirst();
    assertIsTheAd(record);
    assertThat(record.seen().moment()).isEmpty();
    assertThat(record.images()).hasSize(3);
    assertThat(content(record.images().get(0))).isEqualTo(PageFiles.picture(1));
    assertThat(record.images().get(1))
        .isInstanceOfSatisfying(
            ListedFile.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo("OUTSIDE_FOLDER"));
    assertThat(content(record.images().get(2))).isEqualTo(PageFiles.picture(2));
    assertThat(record.heldBytes()).isEqualTo(3_000);
    assertThat(PageFiles.notes(items)).containsExactly("PICTURE_NOT_SAVED");
  }

  @Test
  void whatSingleFileWritesSaysWhereAndWhenAPageWasSeen() {
    Path page =
        PageFiles.write(
            folder,
            "page.html",
            bytes(
                "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n"
                    + " url: https://board.example/ads/18?x=1 \n"
                    + " saved date: Mon Mar 02 2026 11:15:30 GMT+0100 (Central European Time)\n-->"
                    + "<meta charset=utf-8><title>Title</title><p>Words"));

    AdRecord record = PageFiles.good(PageFiles.read(page)).getFirst();

    assertThat(record.ad().siteAdId()).isEqualTo("/ads/18?x=1");
    assertThat(record.isNamedByUrl()).isTrue();
    assertThat(record.seen().moment()).contains(PageFiles.MARCH);
    assertThat(record.seen().written()).contains("02 Mar 2026 11:15:30 +0100");
    assertThat(record.ad().title()).isEqualTo("Title");
    assertThat(record.ad().text()).isEqualTo("Words");
  }

  @Test
  void anMhtmlFileHoldsItsPictures() throws IOException {
    String html =
        PageFiles.page(
            "First line<br>second",
            "<img src='https://board.example/pictures/1.jpg'><img src='/pictures/2.jpg'>");
    Path page =
        PageFiles.write(folder, "page.mht", bytes(PageFiles.mhtml(html, PageFiles.picture(4))));

    List<SourceItem<AdRecord>> items = PageFiles.read(page);

    AdRecord record = PageFiles.good(items).getFirst();
    assertIsTheAd(record);
    assertThat(record.seen().moment()).contains(PageFiles.MARCH);
    assertThat(record.seen().written()).contains("Mon, 2 Mar 2026 11:15:30 +0100");
    assertThat(record.images()).hasSize(1);
    assertThat(content(record.images().getFirst())).isEqualTo(PageFiles.picture(4));
    assertThat(PageFiles.notes(items)).containsExactly("PICTURE_NOT_SAVED");
  }

  @Test
  void aWebArchiveHoldsPagesAndTheirPicturesInAnyOrder() throws IOException {
    String html = PageFiles.page("First line<br>second", "<img src='/pictures/1.jpg'>");
    String url = "https://board.example/ads/17";
    byte[][] records = {
      PageFiles.record("warcinfo", "", PageFiles.MARCH, "", bytes("software: test\r\n")),
      PageFiles.page(url, PageFiles.MARCH, html),
      PageFiles.response(
          "https://board.example/style.css", PageFiles.MARCH, "200 OK", "text/css", bytes("p{}")),
      PageFiles.response(
          "https://board.example/pictures/1.jpg",
          PageFiles.MARCH,
          "200 OK",
          "image/jpeg",
          PageFiles.picture(5)),
      PageFiles.record(
          "revisit",
          url,
          PageFiles.MARCH.plusSeconds(60),
          "WARC-Refers-To-Target-URI: " + url + "\r\n",
          new byte[0]),
      PageFiles.page(
          "https://board.example/",
          PageFiles.MARCH,
          "<script type='application/ld+json'>{\"@type\":\"ItemList\"}</script><p>list"),
      PageFiles.response(url, PageFiles.MARCH.plusSeconds(90), "410 Gone", "text/html", bytes("x")),
      PageFiles.record(
          "revisit",
          "https://board.example/ads/99",
          PageFiles.MARCH,
          "WARC-Refers-To-Target-URI: https://board.example/ads/99\r\n",
          new byte[0])
    };
    byte[][] compressed = new byte[records.length][];
    for (int i = 0; i < records.length; i++) {
      compressed[i] = PageFiles.compressed(records[i]);
    }

    for (Path archive :
        List.of(
            PageFiles.write(folder, "plain", records),
            PageFiles.write(folder, "compressed", compressed))) {
      List<SourceItem<AdRecord>> items = PageFiles.read(archive);

      assertThat(PageFiles.bad(items)).as(archive.toString()).isEmpty();
      List<AdRecord> ads = PageFiles.good(items);
      assertThat(ads).as(archive.toString()).hasSize(3);
      assertIsTheAd(ads.get(0));
      assertIsTheAd(ads.get(1));
      assertThat(ads.get(0).seen().moment()).contains(PageFiles.MARCH);
      assertThat(ads.get(1).seen().moment()).contains(PageFiles.MARCH.plusSeconds(60));
      assertThat(ads.get(2).seen().isGone()).isTrue();
      assertThat(ads.get(2).ad().url()).contains(url);
      for (AdRecord ad : ads.subList(0, 2)) {
        assertThat(content(ad.images().getFirst())).isEqualTo(PageFiles.picture(5));
      }
      assertThat(PageFiles.notes(items)).containsExactly("LIST_PAGE", "SEEN_ELSEWHERE");
      assertThat(items.getFirst().reference()).isEqualTo("record 2, " + url);
    }
  }

  @Test
  void contentIsUnpackedOrRefusedByTheNameOfItsCoding() {
    byte[] brotli =
        Base64.getDecoder().decode("G8cE+B2pUZ89rsng5O6Uz1uDkJXNaUEKgcY3fcAGCDVEOVIi/SNDzwE=");
    Path archive =
        PageFiles.write(
            folder,
            "coded.warc",
            coded("br", brotli),
            coded("zstd", new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0}),
            coded("rot13", new byte[9]),
            coded("gzip", PageFiles.compressed(bytes("<title>Zipped</title><p>words"))));

    List<SourceItem<AdRecord>> items = PageFiles.read(archive);

    assertThat(PageFiles.good(items))
        .extracting(ad -> ad.ad().title())
        .containsExactly("Packed", "Zipped");
    assertThat(PageFiles.bad(items))
        .satisfiesExactly(
            bad -> assertThat(bad).startsWith("UNKNOWN_CODING").contains("coded as 'zstd'"),
            bad -> assertThat(bad).startsWith("UNKNOWN_CODING").contains("coded as 'rot13'"));
  }

  private static byte[] coded(String coding, byte[] content) {
    return PageFiles.record(
        "response",
        "http://a.example/" + coding,
        PageFiles.MARCH,
        "Content-Type: application/http\r\n",
        PageFiles.joined(
            bytes(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: "
                    + coding
                    + "\r\n\r\n"),
            content));
  }

  @Test
  void aPictureThatWasSeenSeveralTimesIsTheOneOfThatTime() throws IOException {
    String html = "<p>words</p><img src='1.jpg'>";
    Instant later = PageFiles.MARCH.plusSeconds(86_400);
    String picture = "https://board.example/1.jpg";
    Path archive =
        PageFiles.write(
            folder,
            "a.warc",
            PageFiles.response(
                picture, PageFiles.MARCH, "200 OK", "image/jpeg", PageFiles.picture(1)),
            PageFiles.page("https://board.example/17", PageFiles.MARCH, html),
            PageFiles.page("https://board.example/17", later, html),
            PageFiles.response(picture, later, "200 OK", "image/jpeg", PageFiles.picture(2)));

    List<AdRecord> ads = PageFiles.good(PageFiles.read(archive));

    assertThat(content(ads.get(0).images().getFirst())).isEqualTo(PageFiles.picture(1));
    assertThat(content(ads.get(1).images().getFirst())).isEqualTo(PageFiles.picture(2));
  }

  @Test
  void aFolderHoldsPagesAndArchivesAndWhatBelongsToAPageIsNoneOfThem() {
    PageFiles.write(folder, "a.html", bytes("<p>one"));
    PageFiles.write(folder, "a_files/frame.html", bytes("<p>never"));
    PageFiles.write(
        folder, "sub/b.warc", PageFiles.page("http://x.example/1", PageFiles.MARCH, "<p>two"));
    PageFiles.write(folder, "sub/c.mhtml", bytes(PageFiles.mhtml("<p>three", new byte[9])));
    PageFiles.write(folder, "sub/list.jsonl", bytes("{\"ad_id\":\"1\"}"));

    List<SourceItem<AdRecord>> items = PageFiles.read(folder);

    assertThat(PageFiles.good(items))
        .extracting(ad -> ad.ad().text())
        .containsExactly("one", "two", "three");
    assertThat(items)
        .extracting(SourceItem::reference)
        .containsExactly(
            "a.html", "sub/b.warc, record 1, http://x.example/1", "sub/c.mhtml", "sub/list.jsonl");
    assertThat(PageFiles.notes(items)).containsExactly("NO_PAGE");
    assertThat(AdSources.state(folder)).isEqualTo(AdSources.state(folder)).isNotEmpty();
    String before = AdSources.state(folder);
    PageFiles.write(folder, "sub/d.html", bytes("<p>four"));
    assertThat(AdSources.state(folder)).isNotEqualTo(before);
  }

  @Test
  void whatIsNothingOfThisIsSaidToBeSo() {
    Path gzip = PageFiles.write(folder, "x.gz", PageFiles.compressed(bytes("{\"ad_id\":\"1\"}")));

    assertThatThrownBy(() -> AdSources.open(gzip))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("no web archive (WARC)");
  }
}
