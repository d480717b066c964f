package org.roomprint.mobileupload.submissions;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.roomprint.http.CommonProblem;
import org.roomprint.http.ProblemException;
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
import org.roomprint.mobileupload.limits.Sender;
import org.roomprint.mobileupload.submissions.Bodies.NewHotelBody;
import org.roomprint.mobileupload.submissions.Bodies.NewSubmissionBody;
import org.roomprint.mobileupload.submissions.Bodies.OpenSubmissionBody;
import org.roomprint.mobileupload.submissions.Bodies.PhotoBody;
import org.roomprint.mobileupload.submissions.Bodies.ReceiptBody;
import org.roomprint.mobileupload.submissions.Bodies.ReceiptStatusBody;
import org.roomprint.mobileupload.submissions.Bodies.UploadBody;

/** Opening and completing submissions, and what a receipt is good for. */
public final class SubmissionRoutes {
  /** Of a JSON body: a partner's submission of 200 photos, and then some. */
  public static final int MAX_BODY_BYTES = 128 * 1024;

  private static final String KEY_HEADER = "Idempotency-Key";
  private static final String UUID_FORM = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

  private final MobileSettings settings;
  private final PublicInbox inbox;
  private final RateLimits limits;

  /** Works on this inbox. */
  public SubmissionRoutes(MobileSettings settings, PublicInbox inbox, RateLimits limits) {
    this.settings = settings;
    this.inbox = inbox;
    this.limits = limits;
  }

  /** {@code POST /api/v1/submissions}. */
  public void open(Context context) throws IOException {
    String key = Optional.ofNullable(context.header(KEY_HEADER)).orElse("");
    if (!key.matches(UUID_FORM)) {
      throw ProblemException.invalid("The header Idempotency-Key is a random UUID");
    }
    Sender sender = RateLimitFilter.senderOf(context);
    NewSubmissionBody body = Bodies.read(context, NewSubmissionBody.class);
    SubmissionFacts facts;
    List<AnnouncedPhoto> photos;
    try {
      facts = facts(body, sender);
      photos = body.photos().orElse(List.of()).stream().map(SubmissionRoutes::photo).toList();
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid(Optional.ofNullable(e.getMessage()).orElse("It does not fit"));
    }
    checkSizes(photos, sender);
    limits.countBytes(sender, photos.stream().mapToLong(AnnouncedPhoto::bytes).sum());
    switch (inbox.open(key, facts, photos, sender.network())) {
      case OpenOutcome.Opened opened ->
          context
              .status(201)
              .json(
                  new OpenSubmissionBody(
                      opened.submissionToken(),
                      opened.expires(),
                      opened.uploads().stream()
                          .map(upload ->
                              new UploadBody(
                                  upload.photoId(), TusRoutes.PATH + "/" + upload.uploadToken()))
                          .toList()));
      case OpenOutcome.OtherContent _ ->
          throw new ProblemException(
              UploadProblem.KEY_USED,
              "This Idempotency-Key was used for a submission with other content: take a new one");
    }
  }

  private void checkSizes(List<AnnouncedPhoto> photos, Sender sender) {
    int most =
        sender.isPartner()
            ? settings.maxPhotosPerPartnerSubmission()
            : settings.maxPhotosPerSubmission();
    if (photos.size() > most) {
      throw new ProblemException(
          CommonProblem.TOO_LARGE, "A submission has at most " + most + " photos");
    }
    if (photos.stream().map(AnnouncedPhoto::photoId).distinct().count() != photos.size()
        || photos.isEmpty()) {
      throw ProblemException.invalid("'photos' has at least one, each with an id of its own");
    }
    if (photos.stream().anyMatch(photo -> photo.bytes() > settings.maxBytesPerPhoto())) {
      throw new ProblemException(
          CommonProblem.TOO_LARGE, "A photo has at most " + settings.maxBytesPerPhoto() + " bytes");
    }
  }

  private static SubmissionFacts facts(NewSubmissionBody body, Sender sender) {
    return new SubmissionFacts(
        hotel(body),
        body.room().map(String::strip).filter(room -> !room.isEmpty()),
        body.takenMonth().map(SubmissionRoutes::month),
        body.place()
            .map(place ->
                HotelRoutes.place(
                    place.latitude().orElse(Double.NaN), place.longitude().orElse(Double.NaN))),
        body.deviceToken(),
        body.language().orElse("en"),
        sender.partnerKeyId());
  }

  private static SubmittedHotel hotel(NewSubmissionBody body) {
    if (body.hotelId().isPresent() == body.newHotel().isPresent()) {
      throw new IllegalArgumentException("Give either hotelId or newHotel");
    }
    if (body.hotelId().isPresent()) {
      return new SubmittedHotel.Known(body.hotelId().get());
    }
    NewHotelBody hotel = body.newHotel().orElseThrow();
    return new SubmittedHotel.Missing(
        hotel.name().map(String::strip).orElse(""),
        hotel.town().map(String::strip).filter(town -> !town.isEmpty()),
        hotel.country());
  }

  private static YearMonth month(String text) {
    try {
      return YearMonth.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'takenMonth' is a month such as 2026-11", e);
    }
  }

  private static AnnouncedPhoto photo(PhotoBody body) {
    return new AnnouncedPhoto(
        body.id().orElse(""),
        body.label().orElseThrow(() -> new IllegalArgumentException("Every photo has a 'label'")),
        body.bytes().orElse(0L),
        body.sha256().orElse(""),
        body.peopleWarning().orElse(false));
  }

  /** {@code POST /api/v1/submissions/{submissionId}/completion}. */
  public void complete(Context context) {
    switch (inbox.complete(
        context.pathParam("submissionId"), Optional.ofNullable(context.header(KEY_HEADER)))) {
      case CompletionOutcome.Completed(String receipt) ->
          context.json(new ReceiptBody(Optional.of(receipt)));
      case CompletionOutcome.Incomplete(List<CompletionOutcome.FaultyPhoto> photos) ->
          throw new ProblemException(
              UploadProblem.INCOMPLETE,
              "The photos named here are not as announced: do for each what its fault asks for",
              "photos",
              photos);
      case CompletionOutcome.ReceiptGiven _ ->
          throw new ProblemException(
              UploadProblem.RECEIPT_GIVEN,
              "It is complete and safe; its receipt was given before, and is given again only with"
                  + " the Idempotency-Key that it was opened with");
      case CompletionOutcome.NoSubmission _ -> throw ProblemException.notFound("such submission");
    }
  }

  /** {@code POST /api/v1/receipt-lookups}. */
  public void lookUp(Context context) throws IOException {
    answer(context, inbox.lookUp(receipt(context)));
  }

  /** {@code POST /api/v1/withdrawals}. */
  public void withdraw(Context context) throws IOException {
    answer(context, inbox.withdraw(receipt(context)));
  }

  private String receipt(Context context) throws IOException {
    return Bodies.read(context, ReceiptBody.class)
        .receipt()
        .orElseThrow(() -> ProblemException.invalid("Give the receipt"));
  }

  private void answer(Context context, Optional<ReceiptStatus> status) {
    context.json(
        ReceiptStatusBody.of(
            status.orElseThrow(() -> ProblemException.notFound("submission with this receipt"))));
  }
}
