package org.roomprint.indexer.source.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.indexer.source.AdRecord;
import org.roomprint.indexer.source.SourceItem;

/** Pages and archives that are damaged, or made to do harm: each is a refusal with its reason. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class HostilePagesTest {
  private static final int LONG = PageBytes.MAX_BYTES + 1;

  @TempDir Path folder;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] archive(boolean isCompressed, int pages) {
    return archive(isCompressed, pages, new HashSet<>());
  }

  /**
   * An archive.
   *
   * @param ends is told where each record ends
   */
  private static byte[] archive(boolean isCompressed, int pages, Set<Integer> ends) {
    byte[] all = new byte[0];
    for (int i = 0; i < pages; i++) {
      ends.add(all.length);
      byte[] record =
          PageFiles.page(
              "https://board.example/" + i,
              PageFiles.MARCH,
              "<title>Ad " + i + "</title><p>words " + "and more ".repeat(50));
      all = PageFiles.joined(all, isCompressed ? PageFiles.compressed(record) : record);
    }
    return all;
  }

  @Test
  void anArchiveThatIsCutAnywhereGivesAllThatIsWholeAndSaysWhatIsLost() {
    for (boolean isCompressed : List.of(false, true)) {
      Set<Integer> ends = new HashSet<>();
      byte[] whole = archive(isCompressed, 6, ends);
      List<String> titles = titles(PageFiles.read(PageFiles.write(folder, "whole", whole)));
      assertThat(titles).hasSize(6);
      for (int end = whole.length / 2; end < whole.length; end += 37) {
        Path cut = PageFiles.write(folder, "cut", Arrays.copyOf(whole, end));

        List<SourceItem<AdRecord>> items = PageFiles.read(cut);

        List<String> kept = titles(items);
        assertThat(kept).as("cut at %d", end).isEqualTo(titles.subList(0, kept.size()));
        assertThat(kept.size()).as("cut at %d", end).isBetween(2, 6);
        if (!ends.contains(end)) {
          assertThat(PageFiles.bad(items))
              .as("cut at %d of %d", end, whole.length)
              .anySatisfy(bad ->
                  assertThat(bad).startsWith("REST_UNREADABLE").contains("cut off or damaged"));
        }
      }
    }
  }

  private static List<String> titles(List<SourceItem<AdRecord>> items) {
    return PageFiles.good(items).stream().map(ad -> ad.ad().title()).toList();
  }

  @Test
  void damageWithinAnArchiveCostsWhatIsDamagedAndNoMore() {
    for (boolean isCompressed : List.of(false, true)) {
      byte[] damaged = archive(isCompressed, 6);
      int length = damaged.length / 6;
      // The third record loses its beginning.
      Arrays.fill(damaged, 2 * length, 2 * length + length / 2, (byte) 'x');

      List<SourceItem<AdRecord>> items =
          PageFiles.read(PageFiles.write(folder, "damaged", damaged));

      assertThat(titles(items))
          .as("compressed: %s", isCompressed)
          .contains("Ad 0", "Ad 3", "Ad 4", "Ad 5")
          .doesNotContain("Ad 2");
      assertThat(PageFiles.bad(items))
          .as("compressed: %s", isCompressed)
          .anySatisfy(bad -> assertThat(bad).startsWith("DAMAGED_PART").contains("is lost"));
    }
  }

  @Test
  void aHeaderThatNeverEndsFillsNoMemory() throws IOException {
    Path archive =
        PageFiles.write(folder, "header", bytes("WARC/1.0\r\nWARC-Type: response\r\nX: "));
    enlarge(archive, 1L << 30);

    assertThat(PageFiles.bad(PageFiles.read(archive)))
        .singleElement()
        .asString()
        .startsWith("REST_UNREADABLE byte 0 and what follows");

    byte[] http = bytes("HTTP/1.1 200 OK\r\nX: " + "y".repeat(200_000) + "\r\n\r\n<p>words");
    Path response =
        PageFiles.write(
            folder,
            "http",
            PageFiles.record(
                "response",
                "http://a.example/",
                PageFiles.MARCH,
                "Content-Type: application/http\r\n",
                http),
            archive(false, 1));
    List<SourceItem<AdRecord>> items = PageFiles.read(response);
    assertThat(PageFiles.bad(items)).isNotEmpty();
    assertThat(titles(items)).containsExactly("Ad 0");
  }

  /** The holes of the file take no room on the disk. */
  private static void enlarge(Path file, long length) throws IOException {
    try (RandomAccessFile whole = new RandomAccessFile(file.toFile(), "rw")) {
      whole.setLength(length);
    }
  }

  @Test
  void aPageThatIsTooLongIsRefusedHoweverItIsPacked() throws IOException {
    byte[] zeros = new byte[LONG];
    byte[] packed = PageFiles.compressed(zeros);
    assertThat(packed.length).isLessThan(100_000);
    byte[] http =
        PageFiles.joined(
            bytes("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"),
            packed);
    Path archive =
        PageFiles.write(
            folder,
            "bomb.warc",
            PageFiles.record(
                "response",
                "http://a.example/",
                PageFiles.MARCH,
                "Content-Type: application/http\r\n",
                http),
            archive(false, 1));
    Path page = PageFiles.write(folder, "long.html", bytes("<html>"));
    enlarge(page, 3L << 30);

    List<SourceItem<AdRecord>> items = PageFiles.read(archive);
    assertThat(PageFiles.bad(items))
        .singleElement()
        .asString()
        .startsWith("PAGE_TOO_LONG record 1, http://a.example/")
        .contains("more than 32 MiB");
    assertThat(titles(items)).containsExactly("Ad 0");
    assertThat(PageFiles.bad(PageFiles.read(page)))
        .singleElement()
        .asString()
        .startsWith("PAGE_TOO_LONG long.html");
  }

  @Test
  void aPageThatIsNestedWithoutEndIsReadAllTheSame() {
    for (String nested :
        List.of("<div>", "<b>", "<table><tr><td>", "<a href=x>", "<!--", "<svg>")) {
      Path page =
          PageFiles.write(
              folder,
              "nested.html",
              bytes(
                  "<html><script type='application/ld+json'>"
                      + "[".repeat(100_000)
                      + "</script><title>Deep</title><p>first "
                      + nested.repeat(100_000)
                      + "last"));

      List<SourceItem<AdRecord>> items = PageFiles.read(page);

      assertThat(PageFiles.bad(items)).as(nested).isEmpty();
      assertThat(titles(items)).as(nested).containsExactly("Deep");
      assertThat(PageFiles.good(items).getFirst().ad().text()).as(nested).startsWith("first");
    }
  }

  @Test
  void nothingOfAPageIsRunAndNothingIsFetched() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    try {
      String there = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
      String html =
          ("<!doctype html><html><head><base href='X'><link rel=stylesheet href='X.css'>"
                  + "<meta http-equiv=refresh content='0;url=X'><meta property=og:image content='X.jpg'>"
                  + "<script src='X.js'></script></head><body onload=\"fetch('X')\">"
                  + "<p>words</p><img src='Xa.jpg' onerror=\"fetch('X')\"><iframe src='X'></iframe>"
                  + "<object data='X'></object><video poster='X.png' src='X.mp4'></video>"
                  + "<a href='X.jpg'>x</a><script>document.write('NEVER')</script></body></html>")
              .replace("X", there);

      for (Path page :
          List.of(
              PageFiles.write(folder, "p.html", bytes(html)),
              PageFiles.write(folder, "p.mhtml", bytes(PageFiles.mhtml(html, new byte[9]))),
              PageFiles.write(folder, "p.warc", PageFiles.page(there, PageFiles.MARCH, html)))) {
        AdRecord ad = PageFiles.good(PageFiles.read(page)).getFirst();
        assertThat(ad.ad().text()).as(page.toString()).isEqualTo("words\nx");
        assertThat(ad.images()).as(page.toString()).isEmpty();
      }
      assertThat(asked).hasValue(0);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void anMhtmlFileThatIsCutOrEndlessIsRefusedOrRead() throws IOException {
    byte[] whole = bytes(PageFiles.mhtml("<p>words", PageFiles.picture(1)));
    for (int end = 400; end < whole.length; end += 101) {
      List<SourceItem<AdRecord>> items =
          PageFiles.read(PageFiles.write(folder, "cut.mhtml", Arrays.copyOf(whole, end)));
      assertThat(items).as("cut at %d", end).hasSize(1);
    }

    StringBuilder deep = new StringBuilder("MIME-Version: 1.0\r\n");
    for (int i = 0; i < 20_000; i++) {
      deep.append("Content-Type: multipart/related; boundary=b")
          .append(i)
          .append("\r\n\r\n--b")
          .append(i)
          .append("\r\n");
    }
    assertThat(
            PageFiles.bad(
                PageFiles.read(PageFiles.write(folder, "deep.mhtml", bytes(deep.toString())))))
        .singleElement()
        .asString()
        .containsAnyOf("NO_MHTML", "NO_PAGE");

    Path header =
        PageFiles.write(
            folder, "h.mhtml", bytes("MIME-Version: 1.0\r\nContent-Type: text/html\r\nX: "));
    enlarge(header, 1L << 30);
    assertThat(PageFiles.bad(PageFiles.read(header)))
        .singleElement()
        .asString()
        .startsWith("NO_MHTML h.mhtml");
  }
}
