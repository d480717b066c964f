package org.roomprint.searchapi.searches;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.access.Action;
import org.roomprint.catalog.access.Justification;
import org.roomprint.catalog.access.Role;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.ad.AdImage;
import org.roomprint.catalog.ad.AdSelector;
import org.roomprint.catalog.audit.AuditEntry;
import org.roomprint.catalog.audit.AuditRecord;
import org.roomprint.catalog.files.DamagedPictureException;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.Page;
import org.roomprint.catalog.selectors.Selector;
import org.roomprint.http.JsonBodies;
import org.roomprint.http.Principal;
import org.roomprint.http.ProblemException;
import org.roomprint.searchapi.http.AccessFilter;
import org.roomprint.searchapi.wire.AdBody;
import org.roomprint.searchapi.wire.AdLinksAnswerBody;
import org.roomprint.searchapi.wire.CaseStatement;
import org.roomprint.searchapi.wire.OwnerBody;
import org.roomprint.searchapi.wire.PhotoHitBody;
import org.roomprint.vectors.describe.PictureDescription;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.image.DecodeOutcome;
import org.roomprint.vectors.image.PictureDecoder;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.PictureKind;
import org.roomprint.vectors.search.LinkAnswer;
import org.roomprint.vectors.search.LinkPartition;
import org.roomprint.vectors.search.PhotoHit;
import org.roomprint.vectors.search.QueryImage;
import org.roomprint.vectors.search.SearchReport;
import org.roomprint.vectors.search.SearchSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /api/v1/ads/{adId}/link-searches}. */
public final class AdLinkSearches {
  private static final Logger LOG = LoggerFactory.getLogger(AdLinkSearches.class);
  private static final String SHARED_SELECTOR = "SELECTOR";

  private final PictureDecoder decoder;
  private final Sessions sessions;
  private final SearchSlots slots;
  private final Catalog catalog;
  private final SearchAudit audit;

  /**
   * Links in these sessions.
   *
   * @param decoder of kept pictures
   */
  public AdLinkSearches(
      PictureDecoder decoder, Sessions sessions, SearchSlots slots, Catalog catalog) {
    this.decoder = decoder;
    this.sessions = sessions;
    this.slots = slots;
    this.catalog = catalog;
    this.audit = new SearchAudit(catalog.auditLog());
  }

  /** Answers a link search. */
  public void post(Context context) {
    AdLinksAnswerBody answer = slots.run(context, () -> search(context));
    context.json(answer);
  }

  private AdLinksAnswerBody search(Context context) {
    CaseStatement statement = JsonBodies.read(context, CaseStatement.class);
    Justification justification =
        AccessFilter.justified(statement.caseReference(), statement.purpose());
    Ad ad = ad(context.pathParam("adId"));
    List<AdImage> images = catalog.ads().imagesOf(ad.adId());
    Linked linked = sessions.search(session -> linked(session, ad, images));
    List<AuditEntry.AnswerLine> lines = new ArrayList<>(linked.lines());
    List<AdSelector> own =
        catalog.ads().selectorsOf(List.of(ad.adId())).getOrDefault(ad.adId(), List.of());
    List<AdLinksAnswerBody.SelectorLinkBody> all = selectorLinks(ad, own);
    List<AdLinksAnswerBody.SelectorLinkBody> selectors =
        all.subList(0, Math.min(all.size(), AdLinksAnswerBody.MAX_SELECTOR_LINKS));
    selectors.forEach(
        link -> lines.add(new AuditEntry.AnswerLine(link.adId(), SHARED_SELECTOR, 1)));
    AuditRecord recorded =
        audit.record(
            context,
            justification,
            Action.LINK_ADS,
            images.stream().map(image -> image.original().contentHash()).toList(),
            Map.of("adId", ad.adId()),
            lines,
            linked.report());
    return new AdLinksAnswerBody(
        Long.toString(recorded.number()),
        recorded.hash(),
        AdBody.of(ad, own, images),
        named(linked.links(), AccessFilter.principalOf(context)),
        linked.unreadable(),
        selectors,
        all.size() > selectors.size());
  }

  /**
   * What the images of an ad are linked with.
   *
   * @param report of all images together; absent where none could be read
   */
  private record Linked(
      List<AdLinksAnswerBody.PictureLinkBody> links,
      List<AuditEntry.AnswerLine> lines,
      List<String> unreadable,
      Optional<SearchReport> report) {}

  private Linked linked(SearchSession session, Ad ad, List<AdImage> images) throws IOException {
    List<LinkPartition> partitions =
        List.of(
            LinkPartition.of(PictureKind.GALLERY_PHOTO),
            LinkPartition.of(PictureKind.UNVERIFIED_PHOTO),
            LinkPartition.of(
                GalleryFilter.all(PictureKind.AD_IMAGE).withoutOwners(Set.of(ad.adId()))));
    List<AdLinksAnswerBody.PictureLinkBody> links = new ArrayList<>();
    List<AuditEntry.AnswerLine> lines = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    Optional<SearchReport> report = Optional.empty();
    for (AdImage image : images) {
      Optional<QueryImage> read = query(image);
      if (read.isEmpty()) {
        unreadable.add(image.imageId());
        continue;
      }
      LinkAnswer found = link(session, image, read.get(), partitions).withConflictsResolved();
      report =
          Optional.of(report.map(before -> before.plus(found.report())).orElse(found.report()));
      for (LinkAnswer.Link link : found.links()) {
        PhotoHit hit = link.hit();
        String pictureId = hit.picture().pictureId();
        links.add(
            new AdLinksAnswerBody.PictureLinkBody(
                image.imageId(),
                PhotoHitBody.Frame.of(read.get().picture()),
                PhotoHitBody.of(hit, link.kind()).withPhoto(catalog.photos().find(pictureId))));
        lines.add(new AuditEntry.AnswerLine(pictureId, hit.evidence().name(), hit.score()));
      }
    }
    return new Linked(links, lines, unreadable, report);
  }

  /** An image that was indexed is described already. */
  private static LinkAnswer link(
      SearchSession session, AdImage image, QueryImage query, List<LinkPartition> partitions)
      throws IOException {
    Optional<PictureDescription> indexed = session.described(image.imageId());
    return indexed.isPresent()
        ? session.link(query, indexed.get(), partitions)
        : session.link(query, partitions);
  }

  /** By the program's own id, or by the one that its site gave it. */
  private Ad ad(String id) {
    return catalog
        .ads()
        .find(id)
        .orElseGet(() -> {
          List<Ad> called = catalog.ads().withSiteAdId(id);
          if (called.size() > 1) {
            throw ProblemException.invalid(
                "More than one ad is called so, each by another site; name one of them by the"
                    + " program's own id");
          }
          return called.stream()
              .findFirst()
              .orElseThrow(() -> ProblemException.notFound("ad with this id"));
        });
  }

  private List<AdLinksAnswerBody.PictureLinkBody> named(
      List<AdLinksAnswerBody.PictureLinkBody> links, Principal<Role> principal) {
    Owners owners =
        Owners.of(
            catalog,
            links.stream().map(AdLinksAnswerBody.PictureLinkBody::hit).toList(),
            principal);
    return links.stream()
        .map(link ->
            new AdLinksAnswerBody.PictureLinkBody(
                link.imageId(), link.image(), owners.name(link.hit())))
        .toList();
  }

  /** Empty when the kept file is gone or damaged; the other images are linked all the same. */
  private Optional<QueryImage> query(AdImage image) {
    Optional<byte[]> kept;
    try {
      kept = catalog.pictures().read(image.picture().id());
    } catch (DamagedPictureException e) {
      LOG.error("{}", e.getMessage());
      return Optional.empty();
    }
    if (kept.isEmpty()) {
      LOG.error("The kept file of ad image {} is gone", image.imageId());
      return Optional.empty();
    }
    return switch (decoder.decode(kept.get(), QueryPictures.MAX_SIDE_PIXELS)) {
      case DecodeOutcome.Decoded decoded ->
          Optional.of(
              new QueryImage(
                  new ContentHash(image.original().contentHash()),
                  decoded.picture(),
                  Optional.empty()));
      case DecodeOutcome.Refused refused -> {
        LOG.error("The kept file of ad image {} is damaged: {}", image.imageId(), refused.reason());
        yield Optional.empty();
      }
    };
  }

  /** No more than one above what is answered. */
  private List<AdLinksAnswerBody.SelectorLinkBody> selectorLinks(Ad ad, List<AdSelector> own) {
    List<AdLinksAnswerBody.SelectorLinkBody> links = new ArrayList<>();
    for (AdSelector each : own) {
      Selector selector = each.selector();
      Optional<Cursor> after = Optional.empty();
      do {
        Page<Ad> page = catalog.ads().withSelector(selector, after, Page.MAX_LIMIT);
        Map<String, List<AdSelector>> known =
            catalog.ads().selectorsOf(page.items().stream().map(Ad::adId).toList());
        for (Ad other : page.items()) {
          if (!other.adId().equals(ad.adId())) {
            links.add(link(other, selector, known.getOrDefault(other.adId(), List.of())));
          }
        }
        after = page.next();
      } while (after.isPresent() && links.size() <= AdLinksAnswerBody.MAX_SELECTOR_LINKS);
    }
    return links;
  }

  private static AdLinksAnswerBody.SelectorLinkBody link(
      Ad other, Selector selector, List<AdSelector> known) {
    Optional<AdSelector> shared =
        known.stream().filter(one -> one.selector().equals(selector)).findFirst();
    return new AdLinksAnswerBody.SelectorLinkBody(
        other.adId(),
        OwnerBody.of(other),
        selector.kind().name(),
        selector.value(),
        shared.map(AdSelector::isGiven).orElse(false),
        shared.flatMap(AdSelector::found).isPresent(),
        shared.stream().anyMatch(one -> !one.images().isEmpty()));
  }
}
