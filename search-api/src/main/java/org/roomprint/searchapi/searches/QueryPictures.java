package org.roomprint.searchapi.searches;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.roomprint.searchapi.http.JsonBodies;
import org.roomprint.searchapi.http.ProblemException;
import org.roomprint.searchapi.http.ProblemType;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.image.DecodeOutcome;
import org.roomprint.vectors.image.Gate;
import org.roomprint.vectors.image.Mask;
import org.roomprint.vectors.image.Masks;
import org.roomprint.vectors.image.PictureDecoder;
import org.roomprint.vectors.image.RasterImage;
import org.roomprint.vectors.search.LocateRoomQuery;
import org.roomprint.vectors.search.QueryImage;

/** Reads the pictures of a search from its body: in memory only, decoded by the worker. */
public final class QueryPictures {
  /** Longer side of the pixels that are searched with. */
  public static final int MAX_SIDE_PIXELS = 1024;

  /** Bytes of a whole request at most: eight images, eight masks, and the rest. */
  public static final int MAX_REQUEST_MIB = 136;

  private final PictureDecoder decoder;

  /** Decodes with this decoder, which is the worker's. */
  public QueryPictures(PictureDecoder decoder) {
    this.decoder = decoder;
  }

  /** Waits for the whole body, which the container then holds in memory; reads nothing of it. */
  static void receive(Context context) {
    if (context.isMultipartFormData()) {
      context.uploadedFiles();
    } else {
      context.bodyAsBytes();
    }
  }

  /** The JSON part of a search's body. */
  static byte[] queryPart(Context context) {
    List<UploadedFile> parts = context.uploadedFiles("query");
    if (!parts.isEmpty()) {
      return read(parts.getFirst(), "query", JsonBodies.MAX_BYTES);
    }
    String field = context.formParam("query");
    if (field == null) {
      throw ProblemException.invalid(
          "The body lacks the part 'query', a JSON object with caseReference and purpose");
    }
    return field.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /** The query images with their masks. */
  List<QueryImage> read(Context context) {
    List<UploadedFile> images = context.uploadedFiles("image");
    List<UploadedFile> masks = context.uploadedFiles("mask");
    if (images.isEmpty() || images.size() > LocateRoomQuery.MAX_IMAGES) {
      throw ProblemException.invalid(
          "A search takes 1 to "
              + LocateRoomQuery.MAX_IMAGES
              + " parts 'image', each a file; there are "
              + images.size());
    }
    if (!masks.isEmpty() && masks.size() != images.size()) {
      throw ProblemException.invalid(
          "There are "
              + images.size()
              + " images and "
              + masks.size()
              + " masks; send one mask for each image (an empty file for none), or no mask at all");
    }
    List<QueryImage> queries = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      byte[] bytes = read(images.get(i), "image " + (i + 1), Gate.MAX_BYTES);
      RasterImage picture = decode(bytes, "image " + (i + 1));
      Optional<Mask> mask = masks.isEmpty() ? Optional.empty() : mask(masks.get(i), i + 1, picture);
      queries.add(new QueryImage(ContentHash.of(bytes), picture, mask));
    }
    return queries;
  }

  private Optional<Mask> mask(UploadedFile file, int number, RasterImage picture) {
    if (file.size() == 0) {
      return Optional.empty();
    }
    Mask mask =
        Masks.fromPicture(decode(read(file, "mask " + number, Gate.MAX_BYTES), "mask " + number));
    double wanted = (double) picture.width() / picture.height();
    double given = (double) mask.width() / mask.height();
    if (Math.abs(given / wanted - 1) > 0.05) {
      throw ProblemException.invalid(
          "Mask "
              + number
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
    Mask scaled = Masks.scaled(mask, picture.width(), picture.height());
    if (scaled.hiddenShare() == 1) {
      throw ProblemException.invalid(
          "Mask "
              + number
              + " hides the whole picture; white is hidden and black is looked at, so leave some of"
              + " the room black");
    }
    return Optional.of(scaled).filter(some -> some.hiddenShare() > 0);
  }

  private RasterImage decode(byte[] bytes, String part) {
    return switch (decoder.decode(bytes, MAX_SIDE_PIXELS)) {
      case DecodeOutcome.Decoded decoded -> decoded.picture();
      case DecodeOutcome.Refused refused ->
          throw new ProblemException(
              ProblemType.PICTURE_REFUSED,
              "Part '" + part + "': " + refused.detail() + " (" + refused.reason() + ")");
    };
  }

  private static byte[] read(UploadedFile file, String part, int maxBytes) {
    try (InputStream content = file.content()) {
      byte[] bytes = content.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new ProblemException(
            ProblemType.TOO_LARGE,
            "Part '" + part + "' has more than " + maxBytes / 1024 + " KiB; send a smaller one");
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("The body ended early", e);
    }
  }
}
