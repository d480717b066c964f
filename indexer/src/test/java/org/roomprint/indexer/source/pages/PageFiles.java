package org.roomprint.indexer.source.pages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.roomprint.indexer.source.AdRecord;
import org.roomprint.indexer.source.SourceItem;
import org.roomprint.indexer.source.SourceNote;

/** Writes the pages and archives that the tests read. */
final class PageFiles {
  static final Instant MARCH = Instant.parse("2026-03-02T10:15:30Z");

  private PageFiles() {}

  /** Bytes of a picture's size, which are none. */
  static byte[] picture(int seed) {
    byte[] bytes = new byte[3_000];
    java.util.Arrays.fill(bytes, (byte) seed);
    return bytes;
  }

  /** A page that says everything about an ad. */
  static String page(String text, String pictures) {
    return """
    <!doctype html>
    <html><head><title>Room in the centre | board.example</title>
    <meta charset="utf-8">
    <link rel="canonical" href="https://board.example/ads/17">
    <script type="application/ld+json">
    {"@context":"https://schema.org","@graph":[
      {"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","item":{"@type":"WebPage","name":"Home"}}]},
      {"@type":"Organization","name":"Board Ltd","image":"https://board.example/logo.png"},
      {"@type":"Product","name":"Room in the centre","description":"short",
       "identifier":{"@type":"PropertyValue","value":"A-17"},
       "datePosted":"2026-03-01T20:00:00+02:00",
       "areaServed":{"@type":"Place","address":{"addressLocality":"Köln","addressCountry":"DE"},
         "geo":{"latitude":50.94,"longitude":"6.96"}},
       "offers":{"@type":"Offer","price":"120.00","priceCurrency":"EUR"}}]}
    </script>
    <script>document.body.innerHTML = "NEVER"; fetch("http://127.0.0.1:1/never")</script>
    <style>p { color: red }</style></head>
    <body onload="alert('NEVER')"><header>Board menu</header><nav>Home</nav>
    <main><h1>Room in the centre</h1><p>TEXT</p><span class="ad-price">120 €</span>
    <span class="ad-price">200 € for two</span>
    <a href="tel:+49-221-5550100">call</a><a href="mailto:a@b.example?subject=x">mail</a>
    <img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">
    PICTURES
    <form>Report this <button>send</button></form>
    <noscript>NEVER</noscript></main>
    <footer>Imprint</footer></body></html>
    """
        .replace("TEXT", text)
        .replace("PICTURES", pictures);
  }

  static List<SourceItem<AdRecord>> read(Path file) {
    return AdSources.open(file).all();
  }

  static List<AdRecord> good(List<SourceItem<AdRecord>> items) {
    return items.stream()
        .<AdRecord>mapMulti((item, out) -> {
          if (item instanceof SourceItem.Read<AdRecord> read) {
            out.accept(read.value());
          }
        })
        .toList();
  }

  static List<String> bad(List<SourceItem<AdRecord>> items) {
    return items.stream()
        .<String>mapMulti((item, out) -> {
          if (item instanceof SourceItem.Unreadable<AdRecord> bad) {
            out.accept(bad.reason() + " " + bad.reference() + ": " + bad.detail());
          }
        })
        .toList();
  }

  static List<String> notes(List<SourceItem<AdRecord>> items) {
    return items.stream()
        .<String>mapMulti((item, out) -> {
          switch (item) {
            case SourceItem.Read<AdRecord> read ->
                read.notes().stream().map(SourceNote::reason).forEach(out);
            case SourceItem.PassedOver<AdRecord> passed -> out.accept(passed.reason());
            case SourceItem.Unreadable<AdRecord> _ -> {}
          }
        })
        .toList();
  }

  /** A record of an archive. */
  static byte[] record(String type, String target, Instant date, String more, byte[] body) {
    String header =
        "WARC/1.0\r\nWARC-Type: "
            + type
            + "\r\nWARC-Target-URI: "
            + target
            + "\r\nWARC-Date: "
            + date
            + "\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
            + more
            + "Content-Length: "
            + body.length
            + "\r\n\r\n";
    return joined(header.getBytes(StandardCharsets.UTF_8), body, new byte[] {13, 10, 13, 10});
  }

  /** What a server answered. */
  static byte[] response(String target, Instant date, String status, String type, byte[] content) {
    byte[] http =
        ("HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8);
    return record(
        "response",
        target,
        date,
        "Content-Type: application/http; msgtype=response\r\n",
        joined(http, content));
  }

  static byte[] page(String target, Instant date, String html) {
    return response(
        target, date, "200 OK", "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** Compressed as archives are: each record by itself. */
  static byte[] compressed(byte[] record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(record);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A page with one picture as a browser saves both in one file. */
  static String mhtml(String html, byte[] picture) {
    return """
    From: <Saved by Blink>
    Snapshot-Content-Location: https://board.example/ads/17
    Subject: Room
    Date: Mon, 2 Mar 2026 11:15:30 +0100
    MIME-Version: 1.0
    Content-Type: multipart/related;
    \ttype="text/html";
    \tboundary="----B"


    ------B
    Content-Type: text/html
    Content-ID: <frame-1@mhtml.blink>
    Content-Transfer-Encoding: base64
    Content-Location: https://board.example/ads/17

    HTML
    ------B
    Content-Type: image/jpeg
    Content-Transfer-Encoding: base64
    Content-Location: https://board.example/pictures/1.jpg

    PICTURE
    ------B--
    """
        .replace("HTML", base64(html.getBytes(StandardCharsets.UTF_8)))
        .replace("PICTURE", base64(picture))
        .replace("\n", "\r\n");
  }

  private static String base64(byte[] bytes) {
    return Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(bytes);
  }

  static Path write(Path folder, String name, byte[]... parts) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.toAbsolutePath().getParent());
      return Files.write(file, joined(parts));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
