package org.roomprint.mobileupload.plain;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.roomprint.http.CommonProblem;
import org.roomprint.http.ProblemException;
import org.roomprint.http.ProblemType;
import org.roomprint.inbox.AnnouncedPhoto;
import org.roomprint.inbox.CompletionOutcome;
import org.roomprint.inbox.OpenOutcome;
import org.roomprint.inbox.PublicInbox;
import org.roomprint.inbox.ReceiptStatus;
import org.roomprint.inbox.SubmissionFacts;
import org.roomprint.inbox.SubmittedHotel;
import org.roomprint.mobileupload.MobileSettings;
import org.roomprint.mobileupload.http.UploadProblem;
import org.roomprint.mobileupload.limits.RateLimitFilter;
import org.roomprint.mobileupload.limits.RateLimits;
import org.roomprint.mobileupload.limits.RouteLimit;
import org.roomprint.mobileupload.limits.Sender;

/** The routes of the form. */
public final class PlainRoutes {
  /** All of its addresses begin like this. */
  public static final String PATH = "/plain";

  /** Forms with photos that are read at once; others are asked to come again. */
  private static final int MAX_FORMS = 32;

  private static final long FORM_BYTES_WITHOUT_PHOTOS = 1L << 20;

  /** Fields that a form which is sent again says again. */
  private static final List<String> FACTS =
      List.of("hotel", "hotel-name", "hotel-town", "hotel-country", "room", "month");

  private static final String LANGUAGE_ATTRIBUTE = "plainLanguage";

  private final MobileSettings settings;
  private final PublicInbox inbox;
  private final RateLimits limits;
  private final RandomGenerator random;
  private final Semaphore forms = new Semaphore(MAX_FORMS);

  /**
   * Works on this inbox.
   *
   * @param random a {@link java.security.SecureRandom} outside of tests
   */
  public PlainRoutes(
      MobileSettings settings, PublicInbox inbox, RateLimits limits, RandomGenerator random) {
    this.settings = settings;
    this.inbox = inbox;
    this.limits = limits;
    this.random = random;
  }

  /** Registers them. */
  public void register(RoutesConfig routes) {
    routes.get(PATH, this::start, RouteLimit.PLAIN);
    routes.head(PATH, this::start, RouteLimit.PLAIN);
    routes.get(PATH + "/style.css", PlainRoutes::style, RouteLimit.PLAIN);
    routes.head(PATH + "/style.css", PlainRoutes::style, RouteLimit.PLAIN);
    routes.post(PATH + "/hotels", this::hotels, RouteLimit.HOTEL_SEARCH);
    routes.post(PATH + "/submissions", this::submit, RouteLimit.SUBMISSION);
    routes.get(PATH + "/receipt", this::askReceipt, RouteLimit.PLAIN);
    routes.head(PATH + "/receipt", this::askReceipt, RouteLimit.PLAIN);
    routes.post(PATH + "/receipt", this::receipt, RouteLimit.RECEIPT);
  }

  private static PlainPages pages(Context context, Optional<String> chosen) {
    Language language = Language.of(context, chosen.orElse(null));
    context.attribute(LANGUAGE_ATTRIBUTE, language);
    return new PlainPages(language);
  }

  private static Optional<String> chosenInAddress(Context context) {
    return Optional.ofNullable(context.queryParam(Language.PARAMETER));
  }

  private static void answer(Context context, String page) {
    context.contentType("text/html; charset=utf-8");
    context.result(page);
  }

  /** Says what went wrong, as a page. */
  public void problem(Context context, ProblemType type) {
    Language language = context.attribute(LANGUAGE_ATTRIBUTE);
    answer(
        context,
        new PlainPages(language == null ? Language.of(context, null) : language).problem(type));
  }

  private void start(Context context) {
    answer(context, pages(context, chosenInAddress(context)).start());
  }

  private static void style(Context context) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(PlainRoutes.class.getResourceAsStream("style.css"))) {
      context.contentType("text/css; charset=utf-8");
      context.result(in.readAllBytes());
    }
  }

  private void hotels(Context context) throws IOException {
    Map<String, String> fields = FormFields.read(context);
    PlainPages pages = pages(context, Optional.ofNullable(fields.get(Language.PARAMETER)));
    String name = fields.getOrDefault("name", "").strip();
    if (name.isEmpty() || name.length() > SubmittedHotel.MAX_NAME_LENGTH) {
      throw ProblemException.invalid("A name of a hotel is wanted");
    }
    answer(context, pages.form(name, inbox.hotels().named(name), freshKey()));
  }

  private void submit(Context context) throws IOException {
    FormFields.requireOwnForm(context);
    Sender sender = RateLimitFilter.senderOf(context);
    long length = context.req().getContentLengthLong();
    if (length < 0) {
      throw ProblemException.invalid("The length of the form must be known");
    }
    if (length > FORM_BYTES_WITHOUT_PHOTOS + maxPhotoBytes()) {
      throw new ProblemException(CommonProblem.TOO_LARGE, "The form is too large");
    }
    limits.countBytes(sender, length);
    if (!forms.tryAcquire()) {
      throw new ProblemException(CommonProblem.UNAVAILABLE, "Too many forms at once");
    }
    try (MultipartForm form =
        new MultipartForm(inbox, settings.maxPhotosPerSubmission(), settings.maxBytesPerPhoto())) {
      form.read(context);
      PlainPages pages = pages(context, form.field(Language.PARAMETER));
      PlainPages.Again again = again(form);
      if (form.photos().isEmpty() && !form.failed().isEmpty()) {
        context.status(statusOf(form.failed().getFirst().fault()));
        answer(context, pages.nothingSent(again));
        return;
      }
      answer(context, pages.sent(give(form, sender), form.photos().size(), again));
    } finally {
      forms.release();
    }
  }

  /** All photos of a form: no more than one client may have in the inbox. */
  private long maxPhotoBytes() {
    return Math.min(
        (long) settings.maxPhotosPerSubmission() * settings.maxBytesPerPhoto(),
        settings.maxInboxBytesPerClient());
  }

  private static int statusOf(MultipartForm.Fault fault) {
    return switch (fault) {
      case TOO_LARGE, TOO_MANY -> CommonProblem.TOO_LARGE.status();
      case EMPTY, NOT_A_PICTURE -> CommonProblem.UNSUPPORTED_MEDIA_TYPE.status();
    };
  }

  private PlainPages.Again again(MultipartForm form) {
    Map<String, String> facts = new LinkedHashMap<>();
    for (String name : FACTS) {
      form.field(name).ifPresent(value -> facts.put(name, value));
    }
    return new PlainPages.Again(
        form.failed(),
        facts,
        freshKey(),
        settings.maxPhotosPerSubmission(),
        settings.maxBytesPerPhoto());
  }

  private String freshKey() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private String give(MultipartForm form, Sender sender) {
    if (form.photos().isEmpty()) {
      throw ProblemException.invalid("At least one photo is wanted");
    }
    String key = form.field("key").orElse("");
    OpenOutcome.Opened opened;
    try {
      UUID.fromString(key);
      opened =
          switch (inbox.open(key, facts(form, sender), announced(form), sender.network())) {
            case OpenOutcome.Opened one -> one;
            case OpenOutcome.OtherContent _ ->
                throw new ProblemException(
                    UploadProblem.KEY_USED, "This form was sent with other photos before");
          };
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid(Optional.ofNullable(e.getMessage()).orElse("It does not fit"));
    }
    for (int i = 0; i < form.photos().size(); i++) {
      if (!inbox.adopt(opened.uploads().get(i).uploadToken(), form.photos().get(i).photo())) {
        throw ProblemException.notFound("such upload");
      }
    }
    return switch (inbox.complete(opened.submissionToken(), Optional.of(key))) {
      case CompletionOutcome.Completed(String receipt) -> receipt;
      case CompletionOutcome.Incomplete(List<CompletionOutcome.FaultyPhoto> _) -> {
        opened.uploads().forEach(upload -> inbox.terminate(upload.uploadToken()));
        throw new ProblemException(
            CommonProblem.UNSUPPORTED_MEDIA_TYPE,
            "A photo is in none of the formats that are read");
      }
      case CompletionOutcome.ReceiptGiven _, CompletionOutcome.NoSubmission _ ->
          throw ProblemException.notFound("submission");
    };
  }

  private static SubmissionFacts facts(MultipartForm form, Sender sender) {
    String chosen = form.field("hotel").orElse("new");
    SubmittedHotel hotel =
        chosen.equals("new")
            ? new SubmittedHotel.Missing(
                form.field("hotel-name").orElse(""),
                form.field("hotel-town"),
                form.field("hotel-country").map(code -> code.toUpperCase(Locale.ROOT)))
            : new SubmittedHotel.Known(chosen);
    return new SubmissionFacts(
        hotel,
        form.field("room"),
        form.field("month").flatMap(PlainRoutes::month),
        Optional.empty(),
        Optional.empty(),
        Language.named(form.field(Language.PARAMETER).orElse("en")).orElse(Language.EN).code(),
        sender.partnerKeyId());
  }

  /** A month that cannot be read is left out: it is not worth losing photos for. */
  private static Optional<YearMonth> month(String text) {
    try {
      return Optional.of(YearMonth.parse(text));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static List<AnnouncedPhoto> announced(MultipartForm form) {
    List<AnnouncedPhoto> announced = new ArrayList<>();
    for (MultipartForm.LabelledPhoto one : form.photos()) {
      announced.add(
          new AnnouncedPhoto(
              String.format(Locale.ROOT, "plain-%04d", announced.size()),
              one.label(),
              one.photo().bytes(),
              one.photo().sha256(),
              false));
    }
    return announced;
  }

  private void askReceipt(Context context) {
    answer(context, pages(context, chosenInAddress(context)).askReceipt());
  }

  private void receipt(Context context) throws IOException {
    Map<String, String> fields = FormFields.read(context);
    PlainPages pages = pages(context, Optional.ofNullable(fields.get(Language.PARAMETER)));
    String receipt = fields.getOrDefault("receipt", "");
    Optional<ReceiptStatus> status =
        "yes".equals(fields.get("withdraw")) ? inbox.withdraw(receipt) : inbox.lookUp(receipt);
    answer(
        context,
        pages.status(
            receipt,
            status.orElseThrow(() -> ProblemException.notFound("submission with this receipt"))));
  }
}
