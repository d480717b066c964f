package org.roomprint.vectors.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.roomprint.vectors.index.PictureRef;
import org.roomprint.vectors.local.Verification;

class HotelConflictsTest {
  @Test
  void takesBackWhatAnotherHotelHasTwiceThePointsFor() {
    PhotoHit strong = hit("h1", 0, EvidenceKind.SAME_ROOM, 30);
    PhotoHit weak = hit("h2", 0, EvidenceKind.SAME_ROOM, 15);
    PhotoHit near = hit("h3", 0, EvidenceKind.SAME_ROOM, 16);

    assertThat(HotelConflicts.resolve(List.of(strong, weak, near)))
        .containsExactly(strong, hit("h2", 0, EvidenceKind.LOOKS_ALIKE, 15), near);
  }

  @Test
  void theVeryPictureContradictsAnyOtherHotelsRoom() {
    PhotoHit copy = hit("h1", 0, EvidenceKind.SAME_PICTURE, 0);
    PhotoHit furniture = hit("h2", 0, EvidenceKind.SAME_ROOM, 40);
    PhotoHit own = hit("h1", 0, EvidenceKind.SAME_ROOM, 12);

    assertThat(HotelConflicts.resolve(List.of(copy, furniture, own)))
        .containsExactly(copy, hit("h2", 0, EvidenceKind.LOOKS_ALIKE, 40), own);
  }

  @Test
  void copiesInTwoHotelsBothStayAndSoDoTheirOtherPhotos() {
    List<PhotoHit> copies =
        List.of(
            hit("h1", 0, EvidenceKind.SAME_BYTES, 0),
            hit("h2", 0, EvidenceKind.SAME_PICTURE, 9),
            hit("h2", 0, EvidenceKind.SAME_ROOM, 9));

    assertThat(HotelConflicts.resolve(copies)).isEqualTo(copies);
  }

  @Test
  void oneObjectContradictsNothingAndIsNotContradicted() {
    List<PhotoHit> hits =
        List.of(
            hit("h1", 0, EvidenceKind.SAME_OBJECT, 90),
            hit("h2", 0, EvidenceKind.SAME_ROOM, 12),
            hit("h3", 0, EvidenceKind.SAME_OBJECT, 5));

    assertThat(HotelConflicts.resolve(hits)).isEqualTo(hits);
  }

  @Test
  void picturesOfOneQueryDoNotContradictOneAnother() {
    List<PhotoHit> hits =
        List.of(hit("h1", 0, EvidenceKind.SAME_ROOM, 90), hit("h2", 1, EvidenceKind.SAME_ROOM, 15));

    assertThat(HotelConflicts.resolve(hits)).isEqualTo(hits);
  }

  private static PhotoHit hit(String hotel, int queryImage, EvidenceKind evidence, int points) {
    return new PhotoHit(
        new PictureRef("photo of " + hotel, hotel, Optional.empty(), Optional.empty()),
        queryImage,
        evidence,
        0.5,
        256,
        Collections.nCopies(points, new Verification.Match(1, 2, 3, 4)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        5);
  }
}
