package org.roomprint.mobileupload.submissions;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.roomprint.http.CommonProblem;
import org.roomprint.http.MediaTypes;
import org.roomprint.http.ProblemException;
import org.roomprint.inbox.AppendOutcome;
import org.roomprint.inbox.CompletionOutcome;
import org.roomprint.inbox.ExpectedDigest;
import org.roomprint.inbox.OpenOutcome;
import org.roomprint.inbox.PublicInbox;
import org.roomprint.inbox.SubmissionFacts;
import org.roomprint.inbox.UploadStatus;
import org.roomprint.mobileupload.MobileSettings;
import org.roomprint.mobileupload.http.UploadProblem;
import org.roomprint.mobileupload.limits.RateLimitFilter;
import org.roomprint.mobileupload.limits.RateLimits;
import org.roomprint.mobileupload.limits.Sender;

/**
 * The server's side of tus 1.0.0 (https://tus.io/protocols/resumable-upload): the core protocol
 * with the extensions creation, creation-with-upload, checksum, expiration and termination. Uploads
 * are made by opening a submission, or, for whoever speaks nothing but tus, by creation: then each
 * is a submission of its own, complete with its last byte.
 */
public final class TusRoutes {
  /** Where the uploads are. */
  public static final String PATH = "/api/v1/uploads";

  private static final String VERSION = "1.0.0";
  private static final String RESUMABLE = "Tus-Resumable";
  private static final String CHUNK_TYPE = "application/offset+octet-stream";
  private static final String EXTENSIONS =
      "creation,creation-with-upload,checksum,expiration,termination";

  /** Carries the receipt of a photo that was created here, once. */
  private static final String RECEIPT = "Roomprint-Receipt";

  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;

  /** IMF-fixdate (RFC 9110, 5.6.7): a day has two digits, unlike Java's format of RFC 1123. */
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

  /** tus's names of digests, and Java's. */
  private static final Map<String, String> ALGORITHMS =
      Map.of("sha1", "SHA-1", "sha256", "SHA-256");

  private final MobileSettings settings;
  private final PublicInbox inbox;
  private final RateLimits limits;

  /** Works on this inbox. */
  public TusRoutes(MobileSettings settings, PublicInbox inbox, RateLimits limits) {
    this.settings = settings;
    this.inbox = inbox;
    this.limits = limits;
  }

  /** {@code POST} to where the uploads are: begins one, and takes the bytes that came along. */
  public void create(Context context) throws IOException {
    requireVersion(context);
    long length = number(context, "Upload-Length");
    if (length > settings.maxBytesPerPhoto()) {
      throw new ProblemException(
          CommonProblem.TOO_LARGE, "A photo has at most " + settings.maxBytesPerPhoto() + " bytes");
    }
    Sender sender = RateLimitFilter.senderOf(context);
    UploadMetadata metadata = UploadMetadata.read(context.header("Upload-Metadata"));
    OpenOutcome.Opened opened;
    try {
      SubmissionFacts facts = metadata.facts(sender.partnerKeyId());
      limits.countBytes(sender, length);
      opened = inbox.openSingle(facts, metadata.label(), length, sender.network());
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid(Optional.ofNullable(e.getMessage()).orElse("It does not fit"));
    }
    String token = opened.uploads().getFirst().uploadToken();
    context.header("Location", PATH + "/" + token);
    context.status(CREATED);
    if (MediaTypes.is(context, CHUNK_TYPE)) {
      append(context, token, 0);
    } else {
      inbox.upload(token).ifPresent(status -> tell(context, status));
    }
  }

  /** {@code OPTIONS}: needs no version. */
  public void options(Context context) {
    context.status(NO_CONTENT);
    context.header("Tus-Version", VERSION);
    context.header("Tus-Extension", EXTENSIONS);
    context.header("Tus-Max-Size", Integer.toString(settings.maxBytesPerPhoto()));
    context.header("Tus-Checksum-Algorithm", "sha1,sha256");
  }

  /** {@code HEAD}. */
  public void head(Context context) {
    requireVersion(context);
    UploadStatus status =
        inbox.upload(token(context)).orElseThrow(() -> ProblemException.notFound("such upload"));
    context.status(200);
    tell(context, status);
    context.header("Upload-Length", Long.toString(status.length()));
    finish(context, token(context), status);
  }

  /** {@code POST} that stands for another method. */
  public void overridden(Context context) throws IOException {
    switch (Optional.ofNullable(context.header("X-HTTP-Method-Override")).orElse("")) {
      case "PATCH" -> patch(context);
      case "DELETE" -> delete(context);
      default ->
          throw ProblemException.invalid(
              "POST is answered here with X-HTTP-Method-Override: PATCH or DELETE");
    }
  }

  /** {@code PATCH}. */
  public void patch(Context context) throws IOException {
    requireVersion(context);
    MediaTypes.require(context, CHUNK_TYPE);
    context.status(NO_CONTENT);
    append(context, token(context), number(context, "Upload-Offset"));
  }

  private void append(Context context, String token, long offset) throws IOException {
    Optional<ExpectedDigest> expected = expectedDigest(context);
    if (context.req().getContentLengthLong() > settings.maxBytesPerPhoto()) {
      throw tooLarge();
    }
    AppendOutcome outcome = inbox.append(token, offset, context.req().getInputStream(), expected);
    switch (outcome) {
      case AppendOutcome.Appended(UploadStatus status) -> {
        tell(context, status);
        finish(context, token, status);
      }
      case AppendOutcome.WrongOffset(UploadStatus status) -> {
        tell(context, status);
        throw new ProblemException(
            UploadProblem.WRONG_OFFSET, "The upload goes on at " + status.offset());
      }
      case AppendOutcome.WrongDigest _ ->
          throw new ProblemException(
              UploadProblem.WRONG_CHECKSUM, "Nothing of it was kept: send it again");
      case AppendOutcome.TooMany _ -> throw tooLarge();
      case AppendOutcome.CutOff _ ->
          throw new ProblemException(
              UploadProblem.UPLOAD_TAKEN_OVER, "Ask with HEAD where the upload goes on");
      case AppendOutcome.NoUpload _ -> throw ProblemException.notFound("such upload");
    }
  }

  /** A photo that was created here is complete with its last byte. */
  private void finish(Context context, String token, UploadStatus status) {
    if (status.offset() < status.length()) {
      return;
    }
    Optional<CompletionOutcome> outcome = inbox.completeSingle(token);
    if (outcome.isEmpty()) {
      return;
    }
    switch (outcome.get()) {
      case CompletionOutcome.Completed(String receipt) -> context.header(RECEIPT, receipt);
      case CompletionOutcome.Incomplete _ -> {
        inbox.terminate(token);
        throw new ProblemException(
            CommonProblem.UNSUPPORTED_MEDIA_TYPE, "This is not a picture that is read here");
      }
      case CompletionOutcome.ReceiptGiven _, CompletionOutcome.NoSubmission _ -> {}
    }
  }

  private static ProblemException tooLarge() {
    return new ProblemException(
        CommonProblem.TOO_LARGE, "These are more bytes than the photo was announced with");
  }

  /** {@code DELETE}. */
  public void delete(Context context) {
    requireVersion(context);
    if (!inbox.terminate(token(context))) {
      throw ProblemException.notFound("such upload");
    }
    context.status(NO_CONTENT);
  }

  private static String token(Context context) {
    return context.pathParam("uploadId");
  }

  /** Says the version, which is on every answer about uploads whatever its status. */
  public static void putVersion(Context context) {
    context.header(RESUMABLE, VERSION);
  }

  private static void requireVersion(Context context) {
    if (!VERSION.equals(context.header("Tus-Resumable"))) {
      context.header("Tus-Version", VERSION);
      throw new ProblemException(
          UploadProblem.WRONG_TUS_VERSION, "Say Tus-Resumable: " + VERSION + " in the request");
    }
  }

  private static void tell(Context context, UploadStatus status) {
    context.header("Upload-Offset", Long.toString(status.offset()));
    if (status.expires().isAfter(Instant.EPOCH)) {
      context.header("Upload-Expires", HTTP_DATE.format(status.expires().atZone(ZoneOffset.UTC)));
    }
  }

  private static long number(Context context, String header) {
    String text = Optional.ofNullable(context.header(header)).orElse("");
    if (!text.matches("[0-9]{1,18}")) {
      throw ProblemException.invalid("The header " + header + " is a number of bytes");
    }
    return Long.parseLong(text);
  }

  private static Optional<ExpectedDigest> expectedDigest(Context context) {
    Optional<String> header = Optional.ofNullable(context.header("Upload-Checksum"));
    if (header.isEmpty()) {
      return Optional.empty();
    }
    String[] parts = header.get().strip().split(" ", -1);
    if (parts.length != 2 || !ALGORITHMS.containsKey(parts[0])) {
      throw ProblemException.invalid(
          "The header Upload-Checksum is sha256 or sha1, a space, and the digest in base 64");
    }
    try {
      return Optional.of(
          new ExpectedDigest(ALGORITHMS.get(parts[0]), Base64.getDecoder().decode(parts[1])));
    } catch (IllegalArgumentException _) {
      throw ProblemException.invalid("The digest in Upload-Checksum is in base 64");
    }
  }
}
