package org.roomprint.mobileupload.plain;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.roomprint.http.ProblemType;
import org.roomprint.inbox.HotelList;
import org.roomprint.inbox.ReceiptStatus;
import org.roomprint.inbox.ShotLabel;

/** The pages themselves: one template for each, in {@code src/main/jte}, compiled by the build. */
final class PlainPages {
  /** Photos that everybody is asked for, in the order of the form. */
  static final List<ShotLabel> GUIDED =
      List.of(ShotLabel.CORNER, ShotLabel.OPPOSITE_CORNER, ShotLabel.BED, ShotLabel.BATHROOM);

  /** The other photos: there may be several of each. */
  static final List<ShotLabel> DETAILS =
      Arrays.stream(ShotLabel.values()).filter(label -> !GUIDED.contains(label)).toList();

  /** Of more files than this nobody reads one by one why they were not taken. */
  private static final int MAX_FAILED_SHOWN = 100;

  private static final int BYTES_PER_KILOBYTE = 1_000;
  private static final int BYTES_PER_MEGABYTE = 1_000_000;

  private static final TemplateEngine TEMPLATES =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, null, PlainPages.class.getPackageName());

  private final Language language;

  PlainPages(Language language) {
    this.language = language;
  }

  private String page(String template, Map<String, Object> with) {
    Map<String, Object> all = new HashMap<>(with);
    all.put("language", language);
    StringOutput page = new StringOutput();
    TEMPLATES.render(template + ".jte", all, page);
    return page.toString();
  }

  /** Asks for the name of the hotel. */
  String start() {
    return page("start", Map.of());
  }

  /** The form itself, with the hotels that were found to choose from. */
  String form(String name, List<HotelList.Found> found, String idempotencyKey) {
    return page(
        "form",
        Map.of(
            "name",
            name,
            "hotels",
            found.stream().map(HotelList.Found::hotel).toList(),
            "key",
            idempotencyKey));
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
      int maxBytesPerPhoto) {
    /** The files whose reasons are told. */
    List<MultipartForm.FailedPhoto> shown() {
      return failed.subList(0, Math.min(failed.size(), MAX_FAILED_SHOWN));
    }

    /** What is asked for again. */
    List<ShotLabel> labels() {
      return failed.stream().map(MultipartForm.FailedPhoto::label).distinct().toList();
    }

    /** How large a photo may be, for a person to read. */
    String maxSize() {
      return maxBytesPerPhoto >= BYTES_PER_MEGABYTE
          ? maxBytesPerPhoto / BYTES_PER_MEGABYTE + " MB"
          : maxBytesPerPhoto / BYTES_PER_KILOBYTE + " kB";
    }
  }

  /** Shows the receipt, and what was not taken. */
  String sent(String receipt, int photos, Again again) {
    return page("sent", Map.of("receipt", receipt, "photos", photos, "again", again));
  }

  /** Says that none of the photos was taken, and why. */
  String nothingSent(Again again) {
    return page("nothing-sent", Map.of("again", again));
  }

  /** Asks for a receipt. */
  String askReceipt() {
    return page("receipt", Map.of());
  }

  /** Tells the state of a submission, and offers to withdraw it. */
  String status(String receipt, ReceiptStatus status) {
    return page("status", Map.of("receipt", receipt, "status", status));
  }

  /** Says what went wrong. */
  String problem(ProblemType type) {
    return page("problem", Map.of("type", type));
  }
}
