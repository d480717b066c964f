package org.roomprint.indexer.intake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.contribution.ContributedPhoto;
import org.roomprint.catalog.contribution.Contribution;
import org.roomprint.catalog.contribution.ContributionState;
import org.roomprint.catalog.contribution.DeviceHistory;
import org.roomprint.catalog.contribution.Finding;
import org.roomprint.catalog.contribution.Finding.Kind;
import org.roomprint.catalog.photo.Photo;
import org.roomprint.catalog.photo.Tier;
import org.roomprint.vectors.search.Agreement;
import org.roomprint.vectors.search.PhotoHit;
import org.roomprint.vectors.search.SearchSession;

/**
 * Says which unverified photos are corroborated.
 *
 * <p>A photo is, when it is another view (never a copy) of a room of its own hotel on
 *
 * <ul>
 *   <li>a trusted photo; or
 *   <li>a corroborated photo of an independent contribution: another device, another day; or
 *   <li>an unverified photo of an independent contribution, if both devices gave photos before that
 *       trusted ones bear out, and none that were refused. Then both are.
 * </ul>
 *
 * <p>So every corroboration goes back to a photo that the operator vouches for. Devices alone,
 * however many, cannot corroborate one another: a device costs nothing, a view of a known room
 * costs being there.
 */
final class Corroboration {
  private final Catalog catalog;
  private final GalleryChecks checks;

  Corroboration(Catalog catalog, GalleryChecks checks) {
    this.catalog = catalog;
    this.checks = checks;
  }

  /**
   * What was corroborated.
   *
   * @param findings why, for the contribution
   * @param photoIds to be trusted from now on; other contributions' may be among them
   */
  record Corroborated(List<Finding> findings, List<String> photoIds) {}

  Corroborated judge(Contribution contribution, SearchSession session) throws IOException {
    List<Finding> findings = new ArrayList<>();
    List<String> raised = new ArrayList<>();
    for (ContributedPhoto photo : contribution.photos()) {
      if (!isUnverified(photo.photoId()) || isKnown(contribution, photo)) {
        continue;
      }
      Optional<GalleryChecks.Described> described = checks.described(contribution, photo, session);
      if (described.isEmpty()) {
        continue;
      }
      List<GalleryChecks.Hit> hits = new ArrayList<>(checks.trusted(described.get(), session));
      if (hasStanding(contribution) || hits.stream().anyMatch(hit -> agrees(contribution, hit))) {
        hits.addAll(checks.unverified(described.get(), session)); // they alone could decide it
      }
      Optional<GalleryChecks.Hit> copy =
          hits.stream().filter(hit -> Agreement.isCopy(hit.hit())).findFirst();
      if (copy.isPresent()) { // it was not there yet when the photo came in
        PhotoHit known = copy.get().hit();
        findings.add(
            Finding.of(
                Kind.KNOWN_PICTURE,
                photo.photoId(),
                known.pdqDistance(),
                known.picture().pictureId()));
        continue;
      }
      String hotelId = contribution.hotelId().orElse("");
      int elsewhere =
          GalleryChecks.strongest(hits, hotel -> !hotel.equals(hotelId))
              .map(GalleryChecks::points)
              .orElse(0);
      for (GalleryChecks.Hit hit : hits) {
        if (hit.hit().matches().size() > elsewhere && agrees(contribution, hit)) {
          String related = hit.hit().picture().pictureId();
          findings.add(
              Finding.of(Kind.AGREES, photo.photoId(), hit.hit().matches().size(), related));
          raised.add(photo.photoId());
          if (hit.unverified()) {
            raised.add(related);
          }
          break;
        }
      }
    }
    return new Corroborated(findings, raised);
  }

  private boolean isUnverified(String photoId) {
    return catalog
        .photos()
        .find(photoId)
        .map(photo -> photo.provenance().tier() == Tier.UNVERIFIED)
        .orElse(false);
  }

  private static boolean isKnown(Contribution contribution, ContributedPhoto photo) {
    return contribution.findings().stream()
        .anyMatch(finding ->
            finding.photoId().equals(Optional.of(photo.photoId()))
                && (finding.kind() == Kind.KNOWN_PICTURE
                    || finding.kind() == Kind.PICTURE_OF_OTHER_HOTEL));
  }

  private boolean agrees(Contribution contribution, GalleryChecks.Hit hit) {
    if (!Agreement.isAnotherView(hit.hit())) {
      return false;
    }
    Optional<Photo> other = catalog.photos().find(hit.hit().picture().pictureId());
    if (other.isEmpty() || !Optional.of(other.get().hotelId()).equals(contribution.hotelId())) {
      return false;
    }
    return switch (other.get().provenance().tier()) {
      case TRUSTED -> true;
      case CORROBORATED -> independent(contribution, other.get()).isPresent();
      case UNVERIFIED ->
          independent(contribution, other.get())
              .filter(giver -> !isKnown(giver, other.get()))
              .map(giver -> hasStanding(giver) && hasStanding(contribution))
              .orElse(false);
    };
  }

  private static boolean isKnown(Contribution giver, Photo photo) {
    return giver.photos().stream()
        .filter(one -> one.photoId().equals(photo.photoId()))
        .anyMatch(one -> isKnown(giver, one));
  }

  private Optional<Contribution> independent(Contribution contribution, Photo other) {
    return catalog
        .contributions()
        .ofPhoto(other.photoId())
        .filter(giver -> giver.state() == ContributionState.RELEASED)
        .filter(contribution::isIndependentOf);
  }

  private boolean hasStanding(Contribution contribution) {
    return contribution
        .deviceHash()
        .map(device -> {
          DeviceHistory history = catalog.contributions().history(device);
          return history.corroborated() > 0 && history.refused() == 0;
        })
        .orElse(false);
  }
}
