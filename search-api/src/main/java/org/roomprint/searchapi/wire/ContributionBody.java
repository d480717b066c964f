package org.roomprint.searchapi.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.roomprint.catalog.contribution.ContributedPhoto;
import org.roomprint.catalog.contribution.Contribution;
import org.roomprint.catalog.contribution.Decision;
import org.roomprint.catalog.contribution.Finding;
import org.roomprint.catalog.contribution.NewHotel;
import org.roomprint.catalog.hotel.Hotel;
import org.roomprint.catalog.photo.Photo;

/** A contribution on the wire, for the operator. */
public record ContributionBody(
    String contributionId,
    String state,
    String origin,
    Optional<HotelBody> hotel,
    Optional<NewHotelBody> newHotel,
    Optional<String> room,
    String month,
    Optional<String> findableFrom,
    List<PhotoOfItBody> photos,
    List<FindingBody> findings,
    List<DecisionMadeBody> decisions) {
  public ContributionBody {
    photos = List.copyOf(photos);
    findings = List.copyOf(findings);
    decisions = List.copyOf(decisions);
  }

  /** A hotel as its sender wrote it. */
  public record NewHotelBody(String name, Optional<String> town, Optional<String> country) {
    static NewHotelBody of(NewHotel missing) {
      return new NewHotelBody(missing.name(), missing.town(), missing.country());
    }
  }

  /** One of its photos; without a thumbnail nothing is kept of it. */
  public record PhotoOfItBody(
      String photoId, String label, Optional<String> thumbnail, Optional<String> tier) {
    static PhotoOfItBody of(ContributedPhoto photo, Optional<Photo> inGallery) {
      return new PhotoOfItBody(
          photo.photoId(),
          photo.label(),
          photo.picture().map(_ -> Paths.contributedPhotoThumbnail(photo.photoId())),
          inGallery.map(found -> found.provenance().tier().name()));
    }
  }

  /** What a check found. */
  public record FindingBody(
      String kind,
      boolean holds,
      Optional<String> photoId,
      double number,
      Optional<String> related,
      Optional<HotelBody> relatedHotel) {
    static FindingBody of(Finding finding, Map<String, Hotel> hotels) {
      return new FindingBody(
          finding.kind().name(),
          finding.kind().holds(),
          finding.photoId(),
          finding.number(),
          finding.related(),
          finding.related().flatMap(id -> Optional.ofNullable(hotels.get(id))).map(HotelBody::of));
    }
  }

  /** A decision that was made. */
  public record DecisionMadeBody(String decision, String keyId, String decidedAt, boolean undone) {
    static DecisionMadeBody of(Decision decision) {
      return new DecisionMadeBody(
          decision.kind().name(),
          decision.keyId(),
          decision.decidedAt().toString(),
          decision.undone());
    }
  }

  /** A page of contributions. */
  public record PageBody(List<ContributionBody> contributions, Optional<String> nextCursor) {
    public PageBody {
      contributions = List.copyOf(contributions);
    }
  }

  /**
   * Made from the catalog's records.
   *
   * @param relatedHotels hotels of the photos that its findings speak of, by the photo's id
   * @param inGallery those of its photos that are in the gallery, by id
   */
  public static ContributionBody of(
      Contribution contribution,
      Optional<Hotel> hotel,
      Map<String, Hotel> relatedHotels,
      Map<String, Photo> inGallery,
      List<Decision> decisions) {
    return new ContributionBody(
        contribution.contributionId(),
        contribution.state().name(),
        contribution.origin().name(),
        hotel.map(HotelBody::of),
        contribution.newHotel().map(NewHotelBody::of),
        contribution.room(),
        contribution.month().toString(),
        contribution.findableFrom().map(Instant::toString),
        contribution.photos().stream()
            .map(photo ->
                PhotoOfItBody.of(photo, Optional.ofNullable(inGallery.get(photo.photoId()))))
            .toList(),
        contribution.findings().stream()
            .map(finding -> FindingBody.of(finding, relatedHotels))
            .toList(),
        decisions.stream().map(DecisionMadeBody::of).toList());
  }
}
