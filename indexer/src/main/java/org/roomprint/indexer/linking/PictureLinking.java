package org.roomprint.indexer.linking;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.ad.AdImage;
import org.roomprint.catalog.links.AdPicture;
import org.roomprint.catalog.links.CopyShape;
import org.roomprint.catalog.links.PictureEvidence;
import org.roomprint.indexer.describing.DescribeWorker;
import org.roomprint.vectors.describe.PictureDescription;
import org.roomprint.vectors.hash.PdqHash;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.image.PictureDecoder;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.PictureKind;
import org.roomprint.vectors.local.CopyTransform;
import org.roomprint.vectors.search.EvidenceKind;
import org.roomprint.vectors.search.LinkAnswer;
import org.roomprint.vectors.search.LinkPartition;
import org.roomprint.vectors.search.PhotoHit;
import org.roomprint.vectors.search.QueryImage;
import org.roomprint.vectors.search.SearchSession;

/**
 * Says of each image of an ad which earlier image it is the same picture as, and which room it
 * shows. An image is compared once, when the index holds it; later ones are compared with it.
 *
 * <p>Flat pictures are no evidence, not even by their bytes: a black square is in many ads that
 * have nothing to do with one another.
 */
public final class PictureLinking {
  private static final int BATCH = 16;

  /** Hits that are looked at, the strongest first: a stock picture may have thousands. */
  private static final int MOST_HITS = 300;

  private final Catalog catalog;
  private final KeptPixels pixels;

  /** The last change at which no image was left. */
  private long doneUpTo = -1;

  /**
   * Prepares it.
   *
   * @param decoder of the kept pictures, which are our own
   */
  public PictureLinking(Catalog catalog, PictureDecoder decoder) {
    this.catalog = catalog;
    this.pixels = new KeptPixels(catalog, decoder);
  }

  /**
   * Whether the index that has followed the catalog so far holds images that were not looked at.
   */
  public boolean hasNext(long followed) {
    if (followed == doneUpTo) {
      return false;
    }
    if (catalog.adLinks().notLookedAt(followed, 1).isEmpty()) {
      doneUpTo = followed;
      return false;
    }
    return true;
  }

  /**
   * Looks at the next images, a few of them.
   *
   * @param followed the last change that the index of the session holds
   * @return whether there were any
   */
  public boolean next(SearchSession session, long followed) throws IOException {
    List<AdImage> images = catalog.adLinks().notLookedAt(followed, BATCH);
    if (images.isEmpty()) {
      return false;
    }
    Map<String, AdPicture> fresh = new HashMap<>();
    List<AdPicture> looked = new ArrayList<>();
    for (AdImage image : images) {
      AdPicture picture = look(session, image, fresh);
      fresh.put(image.imageId(), picture);
      looked.add(picture);
    }
    catalog.write(writer -> {
      looked.forEach(writer.adLinks()::putPicture);
      return true;
    });
    return true;
  }

  private AdPicture look(SearchSession session, AdImage image, Map<String, AdPicture> fresh)
      throws IOException {
    Optional<PictureDescription> description = session.described(image.imageId());
    if (description.isEmpty()) {
      return without(PictureEvidence.UNREADABLE, image);
    }
    if (description.get().pdqQuality() <= PdqHash.LOW_QUALITY) {
      return without(PictureEvidence.FLAT, image);
    }
    Optional<QueryImage> query = query(image);
    if (query.isEmpty()) {
      return without(PictureEvidence.UNREADABLE, image);
    }
    LinkAnswer answer =
        session.link(
            query.get(),
            description.get(),
            List.of(
                LinkPartition.of(
                    GalleryFilter.all(PictureKind.AD_IMAGE)
                        .withoutPictures(Set.of(image.imageId())))));
    List<PhotoHit> hits =
        answer.links().stream()
            .map(LinkAnswer.Link::hit)
            .filter(hit -> hit.evidence().isProof())
            .limit(MOST_HITS)
            .toList();
    Map<String, AdPicture> known =
        new HashMap<>(
            catalog
                .adLinks()
                .pictures(hits.stream().map(hit -> hit.picture().pictureId()).toList()));
    known.putAll(fresh);
    return of(image, hits, known);
  }

  private static AdPicture without(PictureEvidence evidence, AdImage image) {
    return AdPicture.without(evidence, image.imageId(), image.adId());
  }

  /**
   * What an image is the same as, and whose room it shows.
   *
   * @param hits of the index, the strongest first; those that were not looked at yet are passed
   *     over, and will find this one themselves
   * @param known what was looked at, by image id
   */
  static AdPicture of(AdImage image, List<PhotoHit> hits, Map<String, AdPicture> known) {
    AdPicture picture = AdPicture.first(image.imageId(), image.adId());
    for (PhotoHit hit : hits) {
      AdPicture other = known.get(hit.picture().pictureId());
      if (other == null || other.pictureKey().isEmpty()) {
        continue;
      }
      Optional<PictureEvidence> evidence = evidence(hit, other);
      if (evidence.isPresent()) {
        picture = same(image, evidence.get(), hit, other);
        break;
      }
    }
    String key = picture.pictureKey().orElseThrow();
    for (PhotoHit hit : hits) {
      AdPicture other = known.get(hit.picture().pictureId());
      if (other != null && hit.evidence() == EvidenceKind.SAME_ROOM) {
        Optional<String> room = other.pictureKey().filter(theirs -> !theirs.equals(key));
        if (room.isPresent()) {
          return picture.inRoom(room.get(), Optional.of(other.imageId()));
        }
      }
    }
    return picture;
  }

  /** Why the two are the same picture, if they are. */
  private static Optional<PictureEvidence> evidence(PhotoHit hit, AdPicture other) {
    return switch (hit.evidence()) {
      case SAME_BYTES -> Optional.of(PictureEvidence.SAME_BYTES);
      case SAME_PICTURE -> {
        boolean isNearFirst =
            hit.pdqDistance() <= PdqHash.SAME_PICTURE_DISTANCE
                && other.pictureKey().equals(Optional.of(other.imageId()));
        yield isNearFirst
            ? Optional.of(PictureEvidence.SAME_PICTURE)
            : hit.copy().map(_ -> PictureEvidence.EDITED_COPY);
      }
      case SAME_ROOM, SAME_OBJECT, LOOKS_ALIKE -> Optional.empty();
    };
  }

  private static AdPicture same(
      AdImage image, PictureEvidence evidence, PhotoHit hit, AdPicture other) {
    return new AdPicture(
        image.imageId(),
        image.adId(),
        evidence,
        other.pictureKey(),
        Optional.of(other.imageId()),
        // A hash that is in nothing alike was not compared.
        Optional.of(hit.pdqDistance()).filter(bits -> bits < PdqHash.BITS),
        hit.copy().map(PictureLinking::shape),
        Optional.empty(),
        Optional.empty());
  }

  private static CopyShape shape(CopyTransform copy) {
    return new CopyShape(
        copy.scale(),
        copy.rotationDegrees(),
        copy.isMirrored(),
        copy.queryShare(),
        copy.candidateShare());
  }

  private Optional<QueryImage> query(AdImage image) {
    return pixels
        .of(image, DescribeWorker.MAX_SIDE_PIXELS)
        .map(seen ->
            new QueryImage(
                new ContentHash(image.original().contentHash()), seen, Optional.empty()));
  }
}
