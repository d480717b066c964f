package org.roomprint.catalog.contribution;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.roomprint.base.Digests;
import org.roomprint.base.Texts;
import org.roomprint.catalog.photo.Origin;

/**
 * What one sender gave at once, taken in from the inbox.
 *
 * @param contributionId the submission's id
 * @param number rises in the order of completion
 * @param state how far it has come
 * @param origin the public or a partner
 * @param hotelId of a hotel of the catalog; absent while it is about one that is not known
 * @param newHotel the hotel as its sender wrote it, where it is not known
 * @param room as its sender wrote it
 * @param month when the photos were taken; nothing finer is kept
 * @param deviceHash the same for all that one device sent
 * @param partnerKeyId of the key it came with
 * @param dayMark the same for all that came on one day, for as long as that can matter
 * @param findableFrom when it may enter the gallery; absent once it has
 * @param settled whether inbox and index have followed its state
 * @param photos in the order of the announcement
 * @param findings of the checks
 */
public record Contribution(
    String contributionId,
    long number,
    ContributionState state,
    Origin origin,
    Optional<String> hotelId,
    Optional<NewHotel> newHotel,
    Optional<String> room,
    YearMonth month,
    Optional<String> deviceHash,
    Optional<String> partnerKeyId,
    String dayMark,
    Optional<Instant> findableFrom,
    boolean settled,
    List<ContributedPhoto> photos,
    List<Finding> findings) {
  /** The mark where the day was dropped before it could be marked; nothing is independent of it. */
  public static final String DAY_UNKNOWN = "unknown";

  public Contribution {
    Texts.requireId("contribution id", contributionId);
    Texts.requireId("day mark", dayMark);
    hotelId.ifPresent(id -> Texts.requireId("hotel id", id));
    photos = List.copyOf(photos);
    findings = List.copyOf(findings);
    if (origin == Origin.IMPORT) {
      throw new IllegalArgumentException("An import is no contribution");
    }
  }

  /** The id of its visit: hotel, room and day of one contribution. */
  public String visitId() {
    return Digests.derivedId("visit", hotelId.orElse(""), room.orElse(""), dayMark);
  }

  /** Whether something was found that the operator is to judge. */
  public boolean needsOperator() {
    return findings.stream().anyMatch(finding -> finding.kind().holds());
  }

  /** Whether this was found of this photo already. */
  public boolean has(Finding.Kind kind, Optional<String> photoId) {
    return findings.stream()
        .anyMatch(finding -> finding.kind() == kind && finding.photoId().equals(photoId));
  }

  /** Whether some photo was dropped. */
  public boolean lacksPhotos() {
    return photos.stream().anyMatch(photo -> photo.picture().isEmpty());
  }

  /** Whether no photo is left. */
  public boolean hasNoPhotos() {
    return photos.stream().allMatch(photo -> photo.picture().isEmpty());
  }

  /** Whether another one is somebody else's, of another day. */
  public boolean isIndependentOf(Contribution other) {
    boolean otherSender =
        deviceHash.isPresent()
            && other.deviceHash.isPresent()
            && !deviceHash.equals(other.deviceHash);
    return otherSender
        && !dayMark.equals(DAY_UNKNOWN)
        && !other.dayMark.equals(DAY_UNKNOWN)
        && !dayMark.equals(other.dayMark);
  }

  /** The same in this state, which inbox and index have not followed yet. */
  public Contribution inState(ContributionState newState) {
    return with(newState, hotelId, findableFrom, false, photos, findings);
  }

  /** The same, followed by inbox and index. */
  public Contribution asSettled() {
    return with(state, hotelId, findableFrom, true, photos, findings);
  }

  /** The same, about this hotel or about none that is known. */
  public Contribution ofHotel(Optional<String> newHotelId) {
    return with(state, newHotelId, findableFrom, false, photos, findings);
  }

  /** The same, to be found from this moment on. */
  public Contribution findableFrom(Optional<Instant> moment) {
    return with(state, hotelId, moment, settled, photos, findings);
  }

  /** The same without a device: it is not told any more that others came from it. */
  public Contribution withoutDevice() {
    return ofDevice(Optional.empty());
  }

  private Contribution ofDevice(Optional<String> mark) {
    return new Contribution(
        contributionId,
        number,
        state,
        origin,
        hotelId,
        newHotel,
        room,
        month,
        mark,
        partnerKeyId,
        dayMark,
        findableFrom,
        settled,
        photos,
        findings);
  }

  /** The same with one more finding. */
  public Contribution plus(Finding finding) {
    List<Finding> more = new ArrayList<>(findings);
    more.add(finding);
    return with(state, hotelId, findableFrom, settled, photos, more);
  }

  /** The same without any picture. */
  public Contribution withoutPictures() {
    return with(
        state,
        hotelId,
        findableFrom,
        settled,
        photos.stream().map(ContributedPhoto::dropped).toList(),
        findings);
  }

  private Contribution with(
      ContributionState newState,
      Optional<String> newHotelId,
      Optional<Instant> moment,
      boolean nowSettled,
      List<ContributedPhoto> newPhotos,
      List<Finding> newFindings) {
    return new Contribution(
        contributionId,
        number,
        newState,
        origin,
        newHotelId,
        newHotel,
        room,
        month,
        deviceHash,
        partnerKeyId,
        dayMark,
        moment,
        nowSettled,
        newPhotos,
        newFindings);
  }

  /** The same, taken back by its sender: nothing but the fact is kept. */
  public Contribution withdrawn() {
    return new Contribution(
        contributionId,
        number,
        ContributionState.WITHDRAWN,
        origin,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        month,
        Optional.empty(),
        partnerKeyId,
        DAY_UNKNOWN,
        Optional.empty(),
        true,
        photos.stream().map(ContributedPhoto::dropped).toList(),
        List.of());
  }

  /** Names it without what its sender said. */
  @Override
  public String toString() {
    return "Contribution[" + contributionId + ", " + state + "]";
  }
}
