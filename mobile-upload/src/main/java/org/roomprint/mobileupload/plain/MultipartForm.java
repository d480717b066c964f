package org.roomprint.mobileupload.plain;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;
import org.roomprint.base.Texts;
import org.roomprint.http.CommonProblem;
import org.roomprint.http.MediaTypes;
import org.roomprint.http.ProblemException;
import org.roomprint.inbox.PictureBeginning;
import org.roomprint.inbox.PublicInbox;
import org.roomprint.inbox.ShotLabel;
import org.roomprint.inbox.SpooledPhoto;

/**
 * A form with photos, read as it comes: fields are kept in memory, photos go to the inbox's disk.
 * Each photo stands for itself: one that cannot be taken is named with its reason, and the others
 * are taken. The names that files had on the sender's device are shown to the sender and kept
 * nowhere. Closing it deletes the photos that were not adopted.
 */
final class MultipartForm implements AutoCloseable {
  /** Names of the fields that hold photos begin like this; the label follows. */
  private static final String PHOTO_PREFIX = "photo-";

  private static final int MAX_PART_HEAD_BYTES = 4 * 1024;
  private static final int MAX_FIELD_BYTES = 2 * 1024;
  private static final int MAX_FIELDS = 50;
  private static final int MAX_FILES = 1_000;
  private static final int MAX_NAME_LENGTH = 80;
  private static final int PIECE_BYTES = 64 * 1024;
  private static final Pattern NAME = Pattern.compile("\\bname=\"([A-Za-z_-]{1,40})\"");
  private static final Pattern FILE_NAME = Pattern.compile("\\bfilename=\"([^\"]*)\"");

  private final PublicInbox inbox;
  private final int maxPhotos;
  private final int maxBytesPerPhoto;
  private final Map<String, String> fields = new HashMap<>();
  private final List<LabelledPhoto> photos = new ArrayList<>();
  private final List<FailedPhoto> failed = new ArrayList<>();

  /** A photo as it came. */
  record LabelledPhoto(ShotLabel label, SpooledPhoto photo) {}

  /**
   * A file that is not taken.
   *
   * @param number of the file in the form, from 1
   * @param name that the file had on the sender's device, made fit to be shown; may be empty
   */
  record FailedPhoto(ShotLabel label, int number, String name, Fault fault) {}

  /** Why a file is not taken. */
  enum Fault {
    /** It has no bytes. */
    EMPTY,
    /** It has more bytes than a photo may have. */
    TOO_LARGE,
    /** There were as many before it as are taken at once. */
    TOO_MANY,
    /** It does not begin like a picture that is read here. */
    NOT_A_PICTURE
  }

  MultipartForm(PublicInbox inbox, int maxPhotos, int maxBytesPerPhoto) {
    this.inbox = inbox;
    this.maxPhotos = maxPhotos;
    this.maxBytesPerPhoto = maxBytesPerPhoto;
  }

  /** Reads all of it. */
  void read(Context context) throws IOException {
    String boundary = MultiPart.extractBoundary(MediaTypes.said(context));
    if (!MediaTypes.is(context, "multipart/form-data") || boundary == null) {
      throw new ProblemException(
          CommonProblem.UNSUPPORTED_MEDIA_TYPE, "The form is to be multipart/form-data");
    }
    Listener listener = new Listener();
    MultiPart.Parser parser = new MultiPart.Parser(boundary, listener);
    parser.setPartHeadersMaxLength(MAX_PART_HEAD_BYTES);
    parser.setMaxParts(MAX_FIELDS + MAX_FILES);
    InputStream in = context.req().getInputStream();
    byte[] piece = new byte[PIECE_BYTES];
    for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
      parser.parse(Content.Chunk.from(ByteBuffer.wrap(piece, 0, count), false));
      listener.throwFailure();
    }
    parser.parse(Content.Chunk.EOF);
    listener.throwFailure();
    if (!listener.complete) {
      throw ProblemException.invalid("The form ended before it was whole");
    }
  }

  /** Name of the field that holds photos of this. */
  static String fieldOf(ShotLabel label) {
    return PHOTO_PREFIX + label.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name)).map(String::strip).filter(text -> !text.isEmpty());
  }

  /** Those that are taken. */
  List<LabelledPhoto> photos() {
    return photos;
  }

  /** Those that are not, in the order of the form. */
  List<FailedPhoto> failed() {
    return failed;
  }

  @Override
  public void close() {
    photos.forEach(one -> one.photo().close());
  }

  /** What the parser tells; its own failures are kept and thrown by the reader. */
  private final class Listener implements MultiPart.Parser.Listener {
    private String name = "";
    private Optional<String> fileName = Optional.empty();
    private Optional<ShotLabel> label = Optional.empty();
    private @Nullable SpooledPhoto photo;
    private Optional<Fault> fault = Optional.empty();
    private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();
    private int files;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private @Nullable RuntimeException failure;
    private boolean complete;

    void throwFailure() {
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public void onPartBegin() {
      name = "";
      fileName = Optional.empty();
      label = Optional.empty();
      photo = null;
      fault = Optional.empty();
      beginning.reset();
      text.reset();
    }

    @Override
    public void onPartHeader(String header, String value) {
      if (header.equalsIgnoreCase("Content-Disposition")) {
        Matcher matcher = NAME.matcher(value);
        name = matcher.find() ? matcher.group(1) : "";
        Matcher file = FILE_NAME.matcher(value);
        fileName = file.find() ? Optional.of(file.group(1)) : Optional.empty();
      }
    }

    @Override
    public void onPartHeaders() {
      if (name.startsWith(PHOTO_PREFIX)) {
        label = Optional.of(labelOf(name.substring(PHOTO_PREFIX.length())));
      }
    }

    @Override
    public void onPartContent(Content.Chunk chunk) {
      ByteBuffer buffer = chunk.getByteBuffer();
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      if (failure != null || bytes.length == 0) {
        return;
      }
      try {
        if (label.isPresent()) {
          writePhoto(label.get(), bytes);
        } else {
          writeText(bytes);
        }
      } catch (RuntimeException e) {
        failure = e;
      }
    }

    private void writePhoto(ShotLabel shown, byte[] bytes) {
      if (fault.isPresent()) {
        return; // the rest of a file that is not taken
      }
      if (photo == null) {
        if (photos.size() == maxPhotos) {
          fault = Optional.of(Fault.TOO_MANY);
          return;
        }
        photo = inbox.spool();
        photos.add(new LabelledPhoto(shown, photo));
      }
      if (photo.bytes() + bytes.length > maxBytesPerPhoto) {
        fault = Optional.of(Fault.TOO_LARGE);
        return;
      }
      int missing = PictureBeginning.BYTES - beginning.size();
      beginning.write(bytes, 0, Math.clamp(missing, 0, bytes.length));
      photo.write(bytes, 0, bytes.length);
    }

    /** Judges a file when all of it has come. */
    private void endPhoto(ShotLabel shown) {
      boolean chosen = photo != null || fault.isPresent() || !fileName.orElse("").isEmpty();
      if (!chosen) {
        return; // the field of a photo that its sender left empty
      }
      files++;
      if (fault.isEmpty() && photo == null) {
        fault = Optional.of(Fault.EMPTY);
      } else if (fault.isEmpty() && !PictureBeginning.isPicture(beginning.toByteArray())) {
        fault = Optional.of(Fault.NOT_A_PICTURE);
      }
      if (fault.isPresent()) {
        failed.add(new FailedPhoto(shown, files, shown(fileName.orElse("")), fault.get()));
        if (photo != null) {
          photos.removeLast().photo().close();
        }
      }
    }

    /** The name as browsers write it into a form, without a folder, and short. */
    private static String shown(String said) {
      String plain =
          Texts.visible(
              said.substring(Math.max(said.lastIndexOf('/'), said.lastIndexOf('\\')) + 1)
                  .replace("%22", "\""));
      return plain.length() > MAX_NAME_LENGTH
          ? plain.substring(
                  0, plain.offsetByCodePoints(0, plain.codePointCount(0, MAX_NAME_LENGTH)))
              + "…"
          : plain;
    }

    private void writeText(byte[] bytes) {
      if (text.size() + bytes.length > MAX_FIELD_BYTES) {
        throw tooLarge();
      }
      text.writeBytes(bytes);
    }

    @Override
    public void onPartEnd() {
      if (failure == null && label.isPresent()) {
        endPhoto(label.get());
      } else if (label.isEmpty() && !name.isEmpty()) {
        if (fields.put(name, text.toString(StandardCharsets.UTF_8)) != null && failure == null) {
          failure = ProblemException.invalid("A field is sent once");
        }
      }
    }

    @Override
    public void onComplete() {
      complete = true;
    }

    @Override
    public void onFailure(Throwable cause) {
      if (failure == null) {
        failure = ProblemException.invalid("The form cannot be read");
      }
    }

    private static ProblemException tooLarge() {
      return new ProblemException(
          CommonProblem.TOO_LARGE, "A field has at most " + MAX_FIELD_BYTES + " bytes");
    }

    private static ShotLabel labelOf(String text) {
      try {
        return ShotLabel.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
      } catch (IllegalArgumentException _) {
        return ShotLabel.OTHER;
      }
    }
  }
}
