package org.roomprint.vectors.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.roomprint.vectors.index.PictureRef;
import org.roomprint.vectors.local.MagsacVerifier;
import org.roomprint.vectors.local.SharedContent;
import org.roomprint.vectors.local.Verification;

class ScoresTest {
  @Test
  void putsAHotelWithSeveralGoodPhotosAboveOneWithASingle() {
    assertThat(Scores.ofHotel(List.of(2.0, 1.9))).isGreaterThan(Scores.ofHotel(List.of(2.0)));
    assertThat(Scores.ofHotel(List.of(2.0))).isCloseTo(2.0, within(1e-9));
    assertThat(Scores.ofHotel(List.of(2.0, -5.0))).isCloseTo(2.0, within(1e-6));
  }

  @Test
  void saysSameRoomOnlyWhereGeometryIsBeyondChance() {
    CandidateSearch.Candidate candidate =
        new CandidateSearch.Candidate(
            new PictureRef("photo-1", "hotel-1", Optional.empty(), Optional.empty()));
    assertThat(Scores.evidence(candidate)).isEqualTo(EvidenceKind.LOOKS_ALIKE);
    candidate.verification = verified(4.9, SharedContent.NOTHING);
    assertThat(Scores.evidence(candidate)).isEqualTo(EvidenceKind.LOOKS_ALIKE);
    candidate.verification = verified(MagsacVerifier.VERIFIED_SCORE, SharedContent.OBJECT);
    assertThat(Scores.evidence(candidate)).isEqualTo(EvidenceKind.SAME_OBJECT);
    candidate.verification = verified(MagsacVerifier.VERIFIED_SCORE, SharedContent.ROOM);
    assertThat(Scores.evidence(candidate)).isEqualTo(EvidenceKind.SAME_ROOM);
    candidate.verification = verified(MagsacVerifier.VERIFIED_SCORE, SharedContent.PICTURE);
    assertThat(Scores.evidence(candidate)).isEqualTo(EvidenceKind.SAME_PICTURE);
    candidate.verification = Optional.empty();
    candidate.pdqDistance = 31;
    assertThat(Scores.evidence(candidate)).isEqualTo(EvidenceKind.SAME_PICTURE);
    candidate.sameBytes = true;
    assertThat(Scores.evidence(candidate)).isEqualTo(EvidenceKind.SAME_BYTES);
  }

  @Test
  void countsVerifiedGeometryForMoreThanLook() {
    CandidateSearch.Candidate alike = candidate(1.0);
    CandidateSearch.Candidate verified = candidate(-1.0);
    verified.verification = verified(30, SharedContent.ROOM);

    assertThat(Scores.score(verified, EvidenceKind.SAME_ROOM))
        .isGreaterThan(Scores.score(alike, EvidenceKind.LOOKS_ALIKE));
  }

  @Test
  void putsTheSamePictureAboveTheMostAlikeRoom() {
    CandidateSearch.Candidate alike = candidate(83);
    alike.verification = verified(900, SharedContent.ROOM);

    assertThat(Scores.score(candidate(-3), EvidenceKind.SAME_PICTURE))
        .isGreaterThan(Scores.score(alike, EvidenceKind.SAME_ROOM));
    assertThat(Scores.score(candidate(-3), EvidenceKind.SAME_BYTES))
        .isGreaterThan(Scores.score(candidate(83), EvidenceKind.SAME_PICTURE));
  }

  @Test
  void oneObjectCountsLessThanAnyRoomHoweverManyPointsItHas() {
    CandidateSearch.Candidate object = candidate(1);
    CandidateSearch.Candidate room = candidate(1);
    CandidateSearch.Candidate alike = candidate(1);
    object.verification = verified(60, SharedContent.OBJECT);
    room.verification = verified(MagsacVerifier.VERIFIED_SCORE + 0.1, SharedContent.ROOM);
    alike.verification = verified(MagsacVerifier.VERIFIED_SCORE - 0.1, SharedContent.NOTHING);

    double score = Scores.hit(object, 0).score();

    assertThat(score).isLessThan(Scores.hit(room, 0).score());
    assertThat(score).isGreaterThan(Scores.hit(alike, 0).score());
    assertThat(new Calibration(1.5, -0.2, 0).of(List.of(score)).hotels().getFirst())
        .isLessThan(
            new Calibration(1.5, -0.2, 0)
                .of(List.of(Scores.hit(room, 0).score()))
                .hotels()
                .getFirst());
  }

  private static Optional<Verification> verified(double score, SharedContent shared) {
    return Optional.of(new Verification(9, List.of(), score, shared));
  }

  private static CandidateSearch.Candidate candidate(double appearance) {
    CandidateSearch.Candidate candidate =
        new CandidateSearch.Candidate(
            new PictureRef("photo", "hotel", Optional.empty(), Optional.empty()));
    candidate.appearance = appearance;
    return candidate;
  }
}
