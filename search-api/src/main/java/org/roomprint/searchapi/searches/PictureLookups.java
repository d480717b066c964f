package org.roomprint.searchapi.searches;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.access.Action;
import org.roomprint.catalog.access.Justification;
import org.roomprint.catalog.ad.AdImage;
import org.roomprint.catalog.audit.AuditEntry;
import org.roomprint.catalog.audit.AuditRecord;
import org.roomprint.catalog.photo.Photo;
import org.roomprint.http.JsonBodies;
import org.roomprint.http.ProblemException;
import org.roomprint.searchapi.http.AccessFilter;
import org.roomprint.searchapi.wire.PhotoHitBody;
import org.roomprint.searchapi.wire.PictureLookupAnswerBody;
import org.roomprint.searchapi.wire.PictureLookupBody;
import org.roomprint.searchapi.wire.SearchReportBody;
import org.roomprint.vectors.hash.PdqHash;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.index.PictureKind;
import org.roomprint.vectors.index.PictureRef;
import org.roomprint.vectors.search.EvidenceKind;
import org.roomprint.vectors.search.LinkAnswer;
import org.roomprint.vectors.search.LinkPartition;
import org.roomprint.vectors.search.LookUpAnswer;
import org.roomprint.vectors.search.QueryImage;
import org.roomprint.vectors.search.SearchReport;

/** {@code POST /api/v1/picture-lookups}: by file or by hash. */
public final class PictureLookups {
  private static final List<LinkPartition> EVERYWHERE =
      Stream.of(PictureKind.values()).map(LinkPartition::of).toList();

  private final QueryPictures pictures;
  private final Sessions sessions;
  private final SearchSlots slots;
  private final Catalog catalog;
  private final SearchAudit audit;

  /** Looks up in these sessions. */
  public PictureLookups(
      QueryPictures pictures, Sessions sessions, SearchSlots slots, Catalog catalog) {
    this.pictures = pictures;
    this.sessions = sessions;
    this.slots = slots;
    this.catalog = catalog;
    this.audit = new SearchAudit(catalog.auditLog());
  }

  /** What was found and what it took. */
  private record Found(
      Optional<PhotoHitBody.Frame> image,
      List<PhotoHitBody> pictures,
      List<AuditEntry.AnswerLine> lines,
      SearchReport report) {}

  /** Answers a look-up. */
  public void post(Context context) {
    PictureLookupAnswerBody answer =
        slots.run(context, () -> isMultipart(context) ? byFile(context) : byHash(context));
    context.json(answer);
  }

  private static boolean isMultipart(Context context) {
    String type = context.contentType();
    return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
  }

  private PictureLookupAnswerBody byFile(Context context) {
    PictureLookupBody body = QueryPictures.query(context, PictureLookupBody.class);
    Justification justification = AccessFilter.justified(body.caseReference(), body.purpose());
    if (hashes(body) > 0) {
      throw ProblemException.invalid("A look-up is by file or by hash, not by both");
    }
    if (body.maxDistance().isPresent()) {
      throw ProblemException.invalid("'maxDistance' belongs to a look-up by pdq");
    }
    List<QueryImage> images = pictures.read(context);
    if (images.size() != 1) {
      throw ProblemException.invalid("A look-up takes one part 'image', not " + images.size());
    }
    QueryImage image = images.getFirst();
    LinkAnswer linked =
        sessions.search(session -> session.link(image, EVERYWHERE)).withConflictsResolved();
    List<LinkAnswer.Link> known =
        linked.links().stream()
            .filter(link -> isSamePicture(link.hit().evidence()))
            .sorted(Comparator.comparing(link -> link.hit().evidence()))
            .toList();
    Found found =
        new Found(
            Optional.of(PhotoHitBody.Frame.of(image.picture())),
            known.stream().map(link -> told(PhotoHitBody.of(link.hit(), link.kind()))).toList(),
            known.stream()
                .map(link ->
                    new AuditEntry.AnswerLine(
                        link.hit().picture().pictureId(),
                        link.hit().evidence().name(),
                        link.hit().score()))
                .toList(),
            linked.report());
    return answer(
        context,
        justification,
        List.of(image.bytes().hex()),
        Map.of("by", "file", "maskHashes", List.of(MaskHash.of(image.mask()))),
        found);
  }

  private PhotoHitBody told(PhotoHitBody hit) {
    return hit.withPhoto(catalog.photos().find(hit.pictureId()));
  }

  private static boolean isSamePicture(EvidenceKind kind) {
    return switch (kind) {
      case SAME_BYTES, SAME_PICTURE -> true;
      case SAME_ROOM, SAME_OBJECT, LOOKS_ALIKE -> false;
    };
  }

  private PictureLookupAnswerBody byHash(Context context) {
    PictureLookupBody body = JsonBodies.read(context, PictureLookupBody.class);
    Justification justification = AccessFilter.justified(body.caseReference(), body.purpose());
    if (hashes(body) != 1) {
      throw ProblemException.invalid(
          "A look-up by hash has exactly one of pdq, sha256, sha1, md5; this one has "
              + hashes(body));
    }
    if (body.maxDistance().isPresent() && body.pdq().isEmpty()) {
      throw ProblemException.invalid("'maxDistance' belongs to a look-up by pdq");
    }
    int distanceBits = ProblemException.orInvalid(body::distanceBits);
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("by", "hash");
    body.pdq()
        .ifPresent(hash -> {
          parameters.put("pdq", hash);
          parameters.put("maxDistance", distanceBits);
        });
    body.sha256().ifPresent(hash -> parameters.put("sha256", hash));
    body.sha1().ifPresent(hash -> parameters.put("sha1", hash));
    body.md5().ifPresent(hash -> parameters.put("md5", hash));
    Found found = body.pdq().isPresent() ? byPdq(body.pdq().get(), distanceBits) : byBytes(body);
    return answer(context, justification, List.of(), parameters, found);
  }

  private static int hashes(PictureLookupBody body) {
    return (int)
        Stream.of(body.pdq(), body.sha256(), body.sha1(), body.md5())
            .filter(Optional::isPresent)
            .count();
  }

  private Found byPdq(String hex, int distanceBits) {
    PdqHash hash = ProblemException.orInvalid(() -> PdqHash.parse(hex));
    LookUpAnswer near = sessions.search(session -> session.lookUp(hash, distanceBits));
    List<PhotoHitBody> hits = new ArrayList<>();
    List<AuditEntry.AnswerLine> lines = new ArrayList<>();
    for (LookUpAnswer.Found one : near.found()) {
      PictureRef picture = one.near().picture();
      hits.add(
          told(
              PhotoHitBody.ofHash(
                  picture.pictureId(),
                  one.kind(),
                  picture.ownerId(),
                  picture.room(),
                  EvidenceKind.SAME_PICTURE.name(),
                  Optional.of(one.near().distance()))));
      lines.add(
          new AuditEntry.AnswerLine(
              picture.pictureId(), EvidenceKind.SAME_PICTURE.name(), one.near().distance()));
    }
    return new Found(Optional.empty(), hits, lines, near.report());
  }

  private Found byBytes(PictureLookupBody body) {
    String hex = wellFormed(body);
    long begin = System.nanoTime();
    List<PhotoHitBody> hits = new ArrayList<>();
    for (Photo photo : catalog.photos().withOriginalHash(hex)) {
      hits.add(
          PhotoHitBody.ofHash(
                  photo.photoId(),
                  PictureKind.GALLERY_PHOTO,
                  photo.hotelId(),
                  photo.room(),
                  EvidenceKind.SAME_BYTES.name(),
                  Optional.empty())
              .withPhoto(Optional.of(photo)));
    }
    for (AdImage image : catalog.ads().imagesWithOriginalHash(hex)) {
      hits.add(
          PhotoHitBody.ofHash(
              image.imageId(),
              PictureKind.AD_IMAGE,
              image.adId(),
              Optional.empty(),
              EvidenceKind.SAME_BYTES.name(),
              Optional.empty()));
    }
    List<AuditEntry.AnswerLine> lines =
        hits.stream()
            .map(hit -> new AuditEntry.AnswerLine(hit.pictureId(), hit.evidence(), 1))
            .toList();
    return sessions.search(
        session -> new Found(Optional.empty(), hits, lines, report(session.snapshot(), begin)));
  }

  private static String wellFormed(PictureLookupBody body) {
    if (body.sha256().isPresent()) {
      return hex("sha256", body.sha256().get(), 64);
    }
    return body.sha1().isPresent()
        ? hex("sha1", body.sha1().get(), 40)
        : hex("md5", body.md5().orElseThrow(), 32);
  }

  private static String hex(String field, String text, int digits) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!lower.matches("[0-9a-f]{" + digits + "}")) {
      throw ProblemException.invalid(
          "'" + field + "' has " + digits + " hexadecimal digits; this text has " + text.length());
    }
    return lower;
  }

  /** Nothing of the index was compared: the catalog knows the bytes of all its pictures. */
  private static SearchReport report(GallerySnapshot snapshot, long begin) throws IOException {
    long size = 0;
    for (PictureKind kind : PictureKind.values()) {
      size += snapshot.size(kind);
    }
    return new SearchReport(
        snapshot.identity(),
        size,
        0,
        0,
        List.of(new SearchReport.Stage("look up", (System.nanoTime() - begin) / 1e6)));
  }

  private PictureLookupAnswerBody answer(
      Context context,
      Justification justification,
      List<String> hashes,
      Map<String, Object> parameters,
      Found found) {
    AuditRecord recorded =
        audit.record(
            context,
            justification,
            Action.LOOK_UP_PICTURE,
            hashes,
            parameters,
            found.lines(),
            Optional.of(found.report()));
    Owners owners = Owners.of(catalog, found.pictures(), AccessFilter.principalOf(context));
    return new PictureLookupAnswerBody(
        Long.toString(recorded.number()),
        recorded.hash(),
        found.image(),
        found.pictures().stream().map(owners::name).toList(),
        SearchReportBody.of(found.report()));
  }
}
