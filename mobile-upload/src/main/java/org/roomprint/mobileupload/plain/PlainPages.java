package org.roomprint.mobileupload.plain;

import static org.roomprint.mobileupload.plain.Html.escape;
import static org.roomprint.mobileupload.plain.Html.fill;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.roomprint.http.ProblemType;
import org.roomprint.inbox.HotelList;
import org.roomprint.inbox.PublicHotel;
import org.roomprint.inbox.ReceiptStatus;
import org.roomprint.inbox.ShotLabel;
import org.roomprint.inbox.SubmissionFacts;
import org.roomprint.inbox.SubmittedHotel;

/** The pages themselves. */
final class PlainPages {
  private static final List<ShotLabel> GUIDED =
      List.of(ShotLabel.CORNER, ShotLabel.OPPOSITE_CORNER, ShotLabel.BED, ShotLabel.BATHROOM);

  /** Of more files than this nobody reads one by one why they were not taken. */
  private static final int MAX_FAILED_SHOWN = 100;

  private static final int BYTES_PER_KILOBYTE = 1_000;
  private static final int BYTES_PER_MEGABYTE = 1_000_000;

  private final Language language;

  PlainPages(Language language) {
    this.language = language;
  }

  private String text(String key) {
    return escape(language.text(key));
  }

  private String page(String titleKey, String path, String main) {
    String others =
        Language.ALL.stream()
            .filter(other -> other != language)
            .map(other ->
                fill(
                    "<a lang=\"%s\" hreflang=\"%s\" href=\"%s?language=%s\">%s</a>",
                    other.code(), other.code(), path, other.code(), escape(other.ownName())))
            .collect(Collectors.joining(" "));
    return fill(
        """
        <!doctype html>
        <html lang="%s">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <title>%s</title>
        <link rel="stylesheet" href="/plain/style.css">
        </head>
        <body>
        <header><nav aria-label="%s"><a href="/plain?language=%s">%s</a>
        <a href="/plain/receipt?language=%s">%s</a> %s</nav></header>
        <main>
        <h1>%s</h1>
        %s
        </main>
        </body>
        </html>
        """,
        language.code(),
        text(titleKey),
        text("navigation"),
        language.code(),
        text("give.link"),
        language.code(),
        text("receipt.link"),
        others,
        text(titleKey),
        main);
  }

  private String hidden(String name, String value) {
    return fill("<input type=\"hidden\" name=\"%s\" value=\"%s\">\n", name, escape(value));
  }

  private String input(String name, String labelKey, String attributes) {
    return fill(
        "<p><label for=\"%s\">%s</label>\n<input id=\"%s\" name=\"%s\" %s></p>\n",
        name, text(labelKey), name, name, attributes);
  }

  /** Asks for the name of the hotel. */
  String start() {
    return page(
        "give.title",
        "/plain",
        fill(
                "<p>%s</p>\n<p>%s</p>\n<form method=\"post\" action=\"/plain/hotels\">\n",
                text("give.why"), text("give.who"))
            + hidden(Language.PARAMETER, language.code())
            + input("name", "hotel.search", "type=\"search\" required maxlength=\"200\"")
            + fill("<p><button>%s</button></p>\n</form>", text("hotel.find")));
  }

  /** The form itself, with the hotels that were found to choose from. */
  String form(String name, List<HotelList.Found> found, String idempotencyKey) {
    Html hotels = new Html();
    for (int i = 0; i < found.size(); i++) {
      PublicHotel hotel = found.get(i).hotel();
      hotels
          .raw("<p><input type=\"radio\" name=\"hotel\" id=\"hotel-" + i + "\" required value=\"")
          .text(hotel.hotelId())
          .raw("\"> <label for=\"hotel-" + i + "\">")
          .text(hotel.name())
          .text(hotel.town().map(town -> ", " + town).orElse(""))
          .text(hotel.country().map(country -> " (" + country + ")").orElse(""))
          .raw("</label></p>\n");
    }
    boolean none = found.isEmpty();
    hotels.raw(
        fill(
            "<p><input type=\"radio\" name=\"hotel\" id=\"hotel-new\" required value=\"new\"%s> ",
            none ? " checked" : ""));
    hotels.raw("<label for=\"hotel-new\">" + text("hotel.new") + "</label></p>\n");
    return page(
        "give.title",
        "/plain",
        fill("<p>%s</p>\n", text(none ? "hotel.none" : "hotel.choose"))
            + "<form method=\"post\" action=\"/plain/submissions\""
            + " enctype=\"multipart/form-data\">\n"
            + hidden(Language.PARAMETER, language.code())
            + hidden("key", idempotencyKey)
            + fill("<fieldset><legend>%s</legend>\n", text("hotel.legend"))
            + hotels
            + input(
                "hotel-name",
                "hotel.new.name",
                fill("maxlength=\"%s\" value=\"%s\"", SubmittedHotel.MAX_NAME_LENGTH, escape(name)))
            + input(
                "hotel-town",
                "hotel.new.town",
                fill("maxlength=\"%s\"", SubmittedHotel.MAX_NAME_LENGTH))
            + input(
                "hotel-country",
                "hotel.new.country",
                "maxlength=\"2\" pattern=\"[A-Za-z]{2}\" autocomplete=\"country\"")
            + "</fieldset>\n"
            + fill(
                "<fieldset><legend>%s</legend>\n<p>%s</p>\n",
                text("stay.legend"), text("stay.room.why"))
            + input(
                "room",
                "stay.room",
                fill("maxlength=\"%s\" autocomplete=\"off\"", SubmissionFacts.MAX_ROOM_LENGTH))
            + input("month", "stay.month", "type=\"month\"")
            + "</fieldset>\n"
            + fill(
                "<fieldset><legend>%s</legend>\n<p>%s</p>\n<p>%s</p>\n",
                text("photos.legend"), text("photos.people"), text("photos.metadata"))
            + GUIDED.stream().map(this::photoInput).collect(Collectors.joining())
            + fill("</fieldset>\n<fieldset><legend>%s</legend>\n", text("photos.details"))
            + Stream.of(ShotLabel.values())
                .filter(label -> !GUIDED.contains(label))
                .map(this::photoInput)
                .collect(Collectors.joining())
            + fill(
                "</fieldset>\n<p>%s</p>\n<p><button>%s</button></p>\n</form>",
                text("send.later"), text("send.now")));
  }

  private String photoInput(ShotLabel label) {
    return input(
        MultipartForm.PHOTO_PREFIX + label.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        "label." + label,
        fill("type=\"file\"%s", GUIDED.contains(label) ? "" : " multiple"));
  }

  /**
   * What is needed to send some photos again.
   *
   * @param failed the files that were not taken
   * @param facts fields that are said again
   * @param key of the new form
   * @param maxPhotos that one form takes
   * @param maxBytesPerPhoto bytes
   */
  record Again(
      List<MultipartForm.FailedPhoto> failed,
      Map<String, String> facts,
      String key,
      int maxPhotos,
      int maxBytesPerPhoto) {}

  /** Shows the receipt, and what was not taken. */
  String sent(String receipt, int photos, Again again) {
    return page(
        "sent.title",
        "/plain",
        fill(
                "<p>%s</p>\n<p class=\"receipt\"><strong>%s</strong></p>\n<p>%s</p>",
                escape(language.text("sent.text").replace("{photos}", Integer.toString(photos))),
                escape(receipt),
                text("sent.receipt"))
            + (again.failed().isEmpty() ? "" : failed(again)));
  }

  /** Says that none of the photos was taken, and why. */
  String nothingSent(Again again) {
    return page(
        "problem.title",
        "/plain",
        fill("<p role=\"alert\">%s</p>\n", text("failed.all")) + failed(again));
  }

  private static String size(int bytes) {
    return bytes >= BYTES_PER_MEGABYTE
        ? bytes / BYTES_PER_MEGABYTE + " MB"
        : bytes / BYTES_PER_KILOBYTE + " kB";
  }

  private String failed(Again again) {
    Html list = new Html();
    again.failed().stream()
        .limit(MAX_FAILED_SHOWN)
        .forEach(one ->
            list.raw("<li>")
                .text(
                    language
                        .text("failed.photo")
                        .replace("{number}", Integer.toString(one.number())))
                .text(one.name().isEmpty() ? "" : " (" + one.name() + ")")
                .raw(", " + text("label." + one.label()) + ": ")
                .text(
                    language
                        .text("failed." + one.fault())
                        .replace("{photos}", Integer.toString(again.maxPhotos()))
                        .replace("{size}", size(again.maxBytesPerPhoto())))
                .raw("</li>\n"));
    return fill(
            "<h2>%s</h2>\n<ul>\n%s</ul>\n<p>%s</p>\n",
            text("failed.title"), list, text("failed.again"))
        + "<form method=\"post\" action=\"/plain/submissions\" enctype=\"multipart/form-data\">\n"
        + hidden(Language.PARAMETER, language.code())
        + hidden("key", again.key())
        + again.facts().entrySet().stream()
            .map(fact -> hidden(fact.getKey(), fact.getValue()))
            .collect(Collectors.joining())
        + again.failed().stream()
            .map(MultipartForm.FailedPhoto::label)
            .distinct()
            .map(this::photoInput)
            .collect(Collectors.joining())
        + fill("<p><button>%s</button></p>\n</form>", text("send.now"));
  }

  /** Asks for a receipt. */
  String askReceipt() {
    return page("receipt.title", "/plain/receipt", receiptForm());
  }

  private String receiptForm() {
    return "<form method=\"post\" action=\"/plain/receipt\">\n"
        + hidden(Language.PARAMETER, language.code())
        + input(
            "receipt",
            "receipt.label",
            "required maxlength=\"40\" autocomplete=\"off\" autocapitalize=\"characters\""
                + " spellcheck=\"false\"")
        + fill("<p><button>%s</button></p>\n</form>", text("receipt.look"));
  }

  /** Tells the state of a submission, and offers to withdraw it. */
  String status(String receipt, ReceiptStatus status) {
    String withdraw =
        switch (status.state()) {
          case WITHDRAWN -> "";
          case RECEIVED, IN_REVIEW, ACCEPTED, PARTLY_ACCEPTED, REFUSED ->
              fill(
                      "<h2>%s</h2>\n<p>%s</p>\n<form method=\"post\" action=\"/plain/receipt\">\n",
                      text("withdraw.title"), text("withdraw.text"))
                  + hidden(Language.PARAMETER, language.code())
                  + hidden("receipt", receipt)
                  + hidden("withdraw", "yes")
                  + fill("<p><button>%s</button></p>\n</form>", text("withdraw.now"));
        };
    return page(
        "receipt.title",
        "/plain/receipt",
        fill(
            "<p role=\"status\"><strong>%s</strong></p>\n<p>%s</p>\n%s",
            text("state." + status.state()),
            escape(
                language
                    .text("receipt.facts")
                    .replace("{photos}", Integer.toString(status.photos()))
                    .replace("{month}", status.receivedMonth().toString())),
            withdraw));
  }

  /** Says what went wrong. */
  String problem(ProblemType type) {
    return page(
        "problem.title",
        "/plain",
        fill(
            "<p role=\"alert\">%s</p>\n<p><a href=\"/plain?language=%s\">%s</a></p>",
            text("problem." + type.name()), language.code(), text("problem.again")));
  }
}
