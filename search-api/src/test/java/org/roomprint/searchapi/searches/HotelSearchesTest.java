package org.roomprint.searchapi.searches;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.roomprint.vectors.index.PictureRef;
import org.roomprint.vectors.search.EvidenceKind;
import org.roomprint.vectors.search.HotelHit;
import org.roomprint.vectors.search.PhotoHit;

class HotelSearchesTest {
  @Test
  void showsThePhotoThatProvesAHotelBeforeThoseThatLookMoreAlike() {
    List<PhotoHit> photos = new ArrayList<>();
    for (int i = 0; i < HotelSearches.PHOTOS_PER_HOTEL; i++) {
      photos.add(photo("alike" + i, EvidenceKind.LOOKS_ALIKE, 9 - i));
    }
    photos.add(photo("second", EvidenceKind.SAME_ROOM, 1));
    photos.add(photo("proof", EvidenceKind.SAME_ROOM, 2));

    List<PhotoHit> shown =
        HotelSearches.shown(new HotelHit("h1", EvidenceKind.SAME_ROOM, 9, false, 0.5, photos));

    assertThat(shown)
        .extracting(hit -> hit.picture().pictureId())
        .containsExactly("proof", "second", "alike0", "alike1", "alike2");
  }

  private static PhotoHit photo(String id, EvidenceKind evidence, double score) {
    return new PhotoHit(
        new PictureRef(id, "h1", Optional.empty(), Optional.empty()),
        0,
        evidence,
        0.5,
        128,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        score);
  }
}
