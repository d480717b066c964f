package org.roomprint.searchapi.searches;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.roomprint.http.CommonProblem;
import org.roomprint.http.JsonBodies;
import org.roomprint.http.ProblemException;
import org.roomprint.http.ProblemType;
import org.roomprint.searchapi.http.RefusedPart;
import org.roomprint.searchapi.http.SearchProblem;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.image.DecodeOutcome;
import org.roomprint.vectors.image.Gate;
import org.roomprint.vectors.image.GateVerdict;
import org.roomprint.vectors.image.Mask;
import org.roomprint.vectors.image.Masks;
import org.roomprint.vectors.image.PictureDecoder;
import org.roomprint.vectors.image.PictureFormat;
import org.roomprint.vectors.image.PictureLimits;
import org.roomprint.vectors.image.RasterImage;
import org.roomprint.vectors.image.RefusalReason;
import org.roomprint.vectors.search.LocateRoomQuery;
import org.roomprint.vectors.search.QueryImage;

/** Reads the pictures of a search from its body: in memory only, decoded by the worker. */
public final class QueryPictures {
  /** Longer side of the pixels that are searched with. */
  public static final int MAX_SIDE_PIXELS = 1024;

  /** Bytes of a whole request at most: eight images, eight masks, and the rest. */
  public static final int MAX_REQUEST_MIB = 136;

  /** Bytes of a JSON body, or of the JSON part of a body, at most: 64 KiB. */
  public static final int MAX_JSON_BYTES = 64 * 1024;

  private final PictureDecoder decoder;
  private final PictureLimits limits;

  /**
   * Decodes with this decoder.
   *
   * @param decoder the worker's
   * @param limits that the decoder keeps
   */
  public QueryPictures(PictureDecoder decoder, PictureLimits limits) {
    this.decoder = decoder;
    this.limits = limits;
  }

  /** Waits for the whole body, which the container then holds in memory; reads nothing of it. */
  static void receive(Context context) {
    if (context.isMultipartFormData()) {
      context.uploadedFiles();
    } else {
      context.bodyAsBytes();
    }
  }

  /** JPEG files are decoded at a reduced scale: a pixel of theirs costs a fraction of another. */
  private static final int JPEG_PIXELS_PER_COST = 4;

  /**
   * Holds that the pictures of a body cost no more than a search may, by what their headers
   * declare.
   *
   * @param maxPixels of all of them together
   * @throws ProblemException when they do
   */
  static void requirePixels(Context context, long maxPixels) {
    if (!context.isMultipartFormData()) {
      return;
    }
    long cost = 0;
    for (String part : List.of("image", "mask", "region")) {
      for (UploadedFile file : context.uploadedFiles(part)) {
        if (file.size() > 0) {
          cost += cost(read(file, part, MAX_REQUEST_MIB << 20));
        }
      }
    }
    if (cost > maxPixels) {
      throw new ProblemException(
          CommonProblem.TOO_LARGE,
          "The pictures and masks of one search have at most "
              + maxPixels / 1_000_000
              + " megapixels together (a JPEG's count a quarter); send fewer or smaller ones");
    }
  }

  private static long cost(byte[] bytes) {
    return switch (Gate.inspect(bytes, PictureLimits.defaults())) {
      case GateVerdict.Admitted admitted -> {
        long pixels = (long) admitted.storedWidth() * admitted.storedHeight();
        yield admitted.format() == PictureFormat.JPEG ? pixels / JPEG_PIXELS_PER_COST : pixels;
      }
      // It is refused by name where it is read.
      case GateVerdict.TurnedAway _ -> 0;
    };
  }

  /**
   * Reads the JSON part of a search's body.
   *
   * @throws ProblemException naming the field that does not fit
   */
  static <T> T query(Context context, Class<T> type) {
    return JsonBodies.read(context, queryPart(context), type);
  }

  private static byte[] queryPart(Context context) {
    List<UploadedFile> parts = context.uploadedFiles("query");
    List<String> fields = context.formParams("query");
    if (parts.size() + fields.size() > 1) {
      throw ProblemException.invalid("The body has the part 'query' once");
    }
    if (!parts.isEmpty()) {
      return read(parts.getFirst(), "query", MAX_JSON_BYTES);
    }
    if (fields.isEmpty()) {
      throw ProblemException.invalid(
          "The body lacks the part 'query', a JSON object with caseReference and purpose");
    }
    return fields.getFirst().getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /** The one picture of a body, upright, its longer side at most this. */
  RasterImage readOne(Context context, int maxSidePixels) {
    List<UploadedFile> images = context.uploadedFiles("image");
    if (images.size() != 1) {
      throw ProblemException.invalid(
          "The body has one part 'image', a file; there are " + images.size());
    }
    Part part = new Part("image", 1);
    byte[] bytes = picture(images.getFirst(), part);
    return decode(bytes, part, maxSidePixels);
  }

  /** The query images with their masks, as they stand in their files. */
  List<QueryImage> read(Context context) {
    return read(context, List.of(), List.of());
  }

  /**
   * The query images with their masks.
   *
   * @param turns by how many quarters each image is turned clockwise first, 0..3; none at all for
   *     images that stand upright
   * @param painted the EXIF orientation by which each image was turned when it was painted on, 0
   *     where that is not said; none at all where it is said of none
   */
  List<QueryImage> read(Context context, List<Integer> turns, List<Integer> painted) {
    List<UploadedFile> images = context.uploadedFiles("image");
    List<UploadedFile> masks = context.uploadedFiles("mask");
    if (images.isEmpty() || images.size() > LocateRoomQuery.MAX_IMAGES) {
      throw ProblemException.invalid(
          "A search takes 1 to "
              + LocateRoomQuery.MAX_IMAGES
              + " parts 'image', each a file; there are "
              + images.size());
    }
    List<UploadedFile> regions = context.uploadedFiles("region");
    requireOneEach("mask", masks.size(), images.size());
    requireOneEach("region", regions.size(), images.size());
    requireOneEachOrNone("turns", turns, images.size());
    requireOneEachOrNone("drawnOrientations", painted, images.size());
    List<QueryImage> queries = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      Part part = new Part("image", i + 1);
      byte[] bytes = picture(images.get(i), part);
      try {
        RasterImage picture =
            decode(bytes, part, MAX_SIDE_PIXELS).turned(turns.isEmpty() ? 0 : turns.get(i));
        Optional<Mask> mask =
            masks.isEmpty()
                ? Optional.empty()
                : mask(masks.get(i), new Part("mask", i + 1), picture);
        Optional<Mask> outside =
            regions.isEmpty()
                ? Optional.empty()
                : outside(regions.get(i), new Part("region", i + 1), picture);
        if (!painted.isEmpty() && (mask.isPresent() || outside.isPresent())) {
          requireSameOrientation(painted.get(i), bytes, i + 1);
        }
        QueryImage query = new QueryImage(ContentHash.of(bytes), picture, mask, outside);
        if (query.ignored().map(ignored -> ignored.hiddenShare() == 1).orElse(false)) {
          throw ProblemException.invalid(
              "Mask and region of image "
                  + (i + 1)
                  + " leave nothing to look at; the region has to show something that the mask does"
                  + " not hide");
        }
        queries.add(query);
      } finally {
        Arrays.fill(bytes, (byte) 0); // a crash or a look into the memory finds one copy less
      }
    }
    return queries;
  }

  private static void requireOneEachOrNone(String field, List<Integer> sent, int images) {
    if (!sent.isEmpty() && sent.size() != images) {
      throw ProblemException.invalid(
          String.format(
              Locale.ROOT,
              "There are %d images and %d '%s'; send one for each image, or none at all",
              images,
              sent.size(),
              field));
    }
  }

  /** A mask that was painted on the picture turned in another way would hide another part of it. */
  private void requireSameOrientation(int painted, byte[] image, int number) {
    if (painted == 0 || !(Gate.inspect(image, limits) instanceof GateVerdict.Admitted admitted)) {
      return;
    }
    int applied = admitted.orientation().tag();
    if (painted != applied) {
      throw ProblemException.invalid(
          "Image "
              + number
              + " was painted on as turned by EXIF orientation "
              + painted
              + ", and it is searched as turned by "
              + applied
              + ", so that the paint would hide another part of it; paint it as turned by "
              + applied);
    }
  }

  private static void requireOneEach(String part, int parts, int images) {
    if (parts != 0 && parts != images) {
      throw ProblemException.invalid(
          String.format(
              Locale.ROOT,
              "There are %d images and %d %ss; send one %s for each image (an empty file for none),"
                  + " or no %s at all",
              images,
              parts,
              part,
              part,
              part));
    }
  }

  /** Everything but what a region shows white. */
  private Optional<Mask> outside(UploadedFile file, Part part, RasterImage picture) {
    if (file.size() == 0) {
      return Optional.empty();
    }
    Mask region = shape(file, part, picture);
    if (region.hiddenShare() == 0) {
      throw ProblemException.invalid(
          part.title()
              + " is black all over; what is to be searched for is white, so paint it white or send"
              + " an empty file to search for the whole room");
    }
    return Optional.of(Masks.inverted(region)).filter(outside -> outside.hiddenShare() > 0);
  }

  private Optional<Mask> mask(UploadedFile file, Part part, RasterImage picture) {
    if (file.size() == 0) {
      return Optional.empty();
    }
    Mask scaled = shape(file, part, picture);
    if (scaled.hiddenShare() == 1) {
      throw ProblemException.invalid(
          part.title()
              + " hides the whole picture; white is hidden and black is looked at, so leave some of"
              + " the room black");
    }
    return Optional.of(scaled).filter(some -> some.hiddenShare() > 0);
  }

  /** What is white in the part, at the picture's size. */
  private Mask shape(UploadedFile file, Part part, RasterImage picture) {
    Mask mask = Masks.fromPicture(decode(picture(file, part), part, MAX_SIDE_PIXELS));
    double wanted = (double) picture.width() / picture.height();
    double given = (double) mask.width() / mask.height();
    if (Math.abs(given / wanted - 1) > 0.05) {
      throw ProblemException.invalid(
          part.title()
              + " is "
              + mask.width()
              + " x "
              + mask.height()
              + " px and its image "
              + picture.width()
              + " x "
              + picture.height()
              + " px; they must have the same shape, upright");
    }
    return Masks.scaled(mask, picture.width(), picture.height());
  }

  /**
   * A part of the request.
   *
   * @param number which of the parts of this name, from 1
   */
  private record Part(String name, int number) {
    /** At the beginning of a sentence. */
    String title() {
      return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + " " + number;
    }

    ProblemException refused(ProblemType type, String why, Optional<RefusalReason> reason) {
      return new RefusedPart(name, number, why, reason.map(RefusalReason::name)).problem(type);
    }
  }

  private RasterImage decode(byte[] bytes, Part part, int maxSidePixels) {
    return switch (decoder.decode(bytes, maxSidePixels)) {
      case DecodeOutcome.Decoded decoded -> decoded.picture();
      case DecodeOutcome.Refused refused ->
          throw part.refused(
              refused.reason() == RefusalReason.TOO_MANY_BYTES
                  ? CommonProblem.TOO_LARGE
                  : SearchProblem.PICTURE_REFUSED,
              refused.detail(),
              Optional.of(refused.reason()));
    };
  }

  private byte[] picture(UploadedFile file, Part part) {
    try (InputStream content = file.content()) {
      byte[] bytes = content.readNBytes(limits.maxFileBytes() + 1);
      if (bytes.length > limits.maxFileBytes()) {
        throw part.refused(
            CommonProblem.TOO_LARGE, Gate.tooManyBytes(bytes, limits).detail(), Optional.empty());
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("The body ended early", e);
    }
  }

  private static byte[] read(UploadedFile file, String part, int maxBytes) {
    try (InputStream content = file.content()) {
      byte[] bytes = content.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new ProblemException(
            CommonProblem.TOO_LARGE,
            "Part '" + part + "' has more than " + maxBytes / 1024 + " KiB; send a smaller one");
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("The body ended early", e);
    }
  }
}
