package org.roomprint.indexer.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.contribution.ContributedPhoto;
import org.roomprint.catalog.contribution.Finding;
import org.roomprint.catalog.contribution.Finding.Kind;
import org.roomprint.catalog.picture.KeptPicture;
import org.roomprint.catalog.picture.PictureId;
import org.roomprint.inbox.AnnouncedPhoto;
import org.roomprint.indexer.importing.PictureIngest;
import org.roomprint.vectors.hash.PdqHash;
import org.roomprint.vectors.hash.PdqHasher;
import org.roomprint.vectors.image.DecodeOutcome;
import org.roomprint.vectors.image.Mask;
import org.roomprint.vectors.image.MirrorFill;
import org.roomprint.vectors.image.PeopleSegmenter;
import org.roomprint.vectors.image.PictureDecoder;
import org.roomprint.vectors.image.RasterImage;
import org.roomprint.vectors.image.Sanitiser;

/** Makes a photo of the gallery from a stranger's file: pixels and nothing else, and no people. */
final class PhotoSanitiser {
  /** At most this PDQ quality has a surface of one colour, with noise or without. */
  private static final int FEATURELESS_QUALITY = 10;

  private final PdqHasher hasher = new PdqHasher();
  private final Catalog catalog;
  private final PictureDecoder decoder;
  private final Optional<PeopleSegmenter> segmenter;
  private final boolean refusesPeople;

  /**
   * @param decoder for a stranger's bytes: the worker's
   */
  PhotoSanitiser(
      Catalog catalog,
      PictureDecoder decoder,
      Optional<PeopleSegmenter> segmenter,
      boolean refusesPeople) {
    this.catalog = catalog;
    this.decoder = decoder;
    this.segmenter = segmenter;
    this.refusesPeople = refusesPeople;
  }

  /**
   * A photo and what was found on its way.
   *
   * @param photo with its picture stored, or without one where it was dropped
   * @param pixels of that picture, for further checks
   */
  record Sanitised(ContributedPhoto photo, Optional<RasterImage> pixels, List<Finding> findings) {}

  Sanitised sanitise(String contributionId, AnnouncedPhoto sent, byte[] bytes) {
    ContributedPhoto bare =
        new ContributedPhoto(
            ContributedPhoto.idOf(contributionId, sent.photoId()),
            sent.label().name(),
            sent.sha256(),
            sent.bytes(),
            Optional.empty());
    long refusals = catalog.contributions().refusalsOf(sent.sha256());
    if (refusals > 0) {
      return dropped(bare, Finding.of(Kind.REFUSED_BEFORE, bare.photoId(), (double) refusals));
    }
    return switch (decoder.decode(bytes, PictureIngest.KEPT_MAX_SIDE_PIXELS)) {
      case DecodeOutcome.Refused refused ->
          dropped(bare, Finding.of(Kind.UNREADABLE, bare.photoId(), 0, refused.reason().name()));
      case DecodeOutcome.Decoded decoded -> withDetail(bare, sent, decoded.picture());
    };
  }

  /** A picture of nothing costs no more than this look. */
  private Sanitised withDetail(ContributedPhoto bare, AnnouncedPhoto sent, RasterImage picture) {
    int quality = hasher.hash(picture).quality();
    if (quality <= FEATURELESS_QUALITY) {
      return dropped(bare, Finding.of(Kind.FEATURELESS, bare.photoId(), (double) quality));
    }
    Sanitised seen = withoutPeople(bare, sent, picture);
    if (quality > PdqHash.LOW_QUALITY || seen.photo().picture().isEmpty()) {
      return seen;
    }
    List<Finding> findings = new ArrayList<>(seen.findings());
    findings.add(Finding.of(Kind.LITTLE_DETAIL, bare.photoId(), (double) quality));
    return new Sanitised(seen.photo(), seen.pixels(), findings);
  }

  private static Sanitised dropped(ContributedPhoto photo, Finding why) {
    return new Sanitised(photo, Optional.empty(), List.of(why));
  }

  private Sanitised withoutPeople(ContributedPhoto bare, AnnouncedPhoto sent, RasterImage picture) {
    Optional<Mask> people = segmenter.map(found -> found.people(picture));
    double share = people.map(Mask::hiddenShare).orElse(0.0);
    List<Finding> findings = new ArrayList<>();
    if (share > 0 && refusesPeople) {
      return dropped(bare, Finding.of(Kind.PEOPLE_REFUSED, bare.photoId(), share));
    }
    if (share > 0) {
      findings.add(Finding.of(Kind.PEOPLE_HIDDEN, bare.photoId(), share));
    } else if (sent.peopleWarning()) {
      findings.add(Finding.of(Kind.PEOPLE_WARNED, bare.photoId(), share));
    }
    RasterImage shown = share > 0 ? MirrorFill.fill(picture, people.orElseThrow()) : picture;
    byte[] sanitised = Sanitiser.sanitise(shown);
    PictureId id = catalog.pictures().put(sanitised);
    KeptPicture kept =
        new KeptPicture(id, Sanitiser.MEDIA_TYPE, shown.width(), shown.height(), sanitised.length);
    return new Sanitised(
        new ContributedPhoto(
            bare.photoId(), bare.label(), bare.contentHash(), bare.bytes(), Optional.of(kept)),
        Optional.of(shown),
        findings);
  }
}
