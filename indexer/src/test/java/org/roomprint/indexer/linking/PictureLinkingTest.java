package org.roomprint.indexer.linking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.roomprint.ads.groups.AdKey;
import org.roomprint.ads.groups.KeyKind;
import org.roomprint.base.Digests;
import org.roomprint.catalog.ad.AdImage;
import org.roomprint.catalog.links.AdPicture;
import org.roomprint.catalog.links.PictureEvidence;
import org.roomprint.catalog.picture.KeptPicture;
import org.roomprint.catalog.picture.OriginalFile;
import org.roomprint.catalog.picture.PictureId;
import org.roomprint.vectors.hash.PdqHash;
import org.roomprint.vectors.index.PictureRef;
import org.roomprint.vectors.search.EvidenceKind;
import org.roomprint.vectors.search.PhotoHit;

class PictureLinkingTest {
  private static final AdImage IMAGE = image("new");
  private static final int NEAR = 20;
  private static final int FAR = 90;

  private static AdImage image(String seed) {
    String hash = Digests.sha256Hex(seed.getBytes(StandardCharsets.UTF_8));
    return AdImage.of(
        "ad-" + seed,
        0,
        new OriginalFile(hash, Optional.empty(), Optional.empty(), 10),
        new KeptPicture(new PictureId(hash), "image/jpeg", 640, 480, 10));
  }

  private static PhotoHit hit(String image, EvidenceKind evidence, int pdqDistance) {
    return new PhotoHit(
        new PictureRef(image, "ad", Optional.empty(), Optional.empty()),
        0,
        evidence,
        0.9,
        pdqDistance,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        1);
  }

  private static AdPicture copyOf(String image, String first) {
    return new AdPicture(
        image,
        "ad-of-" + image,
        PictureEvidence.SAME_PICTURE,
        Optional.of(first),
        Optional.of(first),
        Optional.of(NEAR),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static final Map<String, AdPicture> KNOWN =
      Map.of(
          "first", AdPicture.first("first", "a"),
          "copy", copyOf("copy", "first"),
          "other", AdPicture.first("other", "b"),
          "flat", AdPicture.without(PictureEvidence.FLAT, "flat", "c"));

  private static AdPicture of(PhotoHit... hits) {
    return PictureLinking.of(IMAGE, List.of(hits), KNOWN);
  }

  @Test
  void anImageThatNothingIsTheSameAsIsTheFirst() {
    assertThat(of()).isEqualTo(AdPicture.first(IMAGE.imageId(), IMAGE.adId()));
    assertThat(of(hit("not looked at", EvidenceKind.SAME_BYTES, 0)).evidence())
        .isEqualTo(PictureEvidence.FIRST);
  }

  @Test
  void theSameBytesAreTheSamePictureAsThatOfTheOther() {
    AdPicture picture = of(hit("copy", EvidenceKind.SAME_BYTES, 0));
    assertThat(picture.evidence()).isEqualTo(PictureEvidence.SAME_BYTES);
    assertThat(picture.pictureKey()).contains("first");
    assertThat(picture.ofImage()).contains("copy");
    assertThat(picture.pdqDistance()).contains(0);
    assertThat(of(hit("copy", EvidenceKind.SAME_BYTES, PdqHash.BITS)).pdqDistance()).isEmpty();
  }

  @Test
  void aHashIsComparedWithTheFirstOfAKindAndNotWithItsCopies() {
    assertThat(of(hit("copy", EvidenceKind.SAME_PICTURE, NEAR)).evidence())
        .as("a chain of small changes")
        .isEqualTo(PictureEvidence.FIRST);
    AdPicture near =
        of(
            hit("copy", EvidenceKind.SAME_PICTURE, NEAR),
            hit("first", EvidenceKind.SAME_PICTURE, NEAR));
    assertThat(near.evidence()).isEqualTo(PictureEvidence.SAME_PICTURE);
    assertThat(near.ofImage()).contains("first");
  }

  @Test
  void aFlatPictureIsNoEvidenceNotEvenByItsBytes() {
    assertThat(of(hit("flat", EvidenceKind.SAME_BYTES, 0)).evidence())
        .isEqualTo(PictureEvidence.FIRST);
  }

  @Test
  void anotherViewOfARoomIsAnotherPictureOfThatRoom() {
    AdPicture picture = of(hit("copy", EvidenceKind.SAME_ROOM, FAR));
    assertThat(picture.evidence()).isEqualTo(PictureEvidence.FIRST);
    assertThat(picture.roomKey()).contains("first");
    assertThat(picture.roomOf()).contains("copy");
    assertThat(of(hit("copy", EvidenceKind.SAME_OBJECT, FAR)).roomKey()).isEmpty();
  }

  @Test
  void allPicturesOfARoomHaveItsKeyAndOthersHaveNone() {
    Map<String, Set<AdKey>> keys = new TreeMap<>();
    for (String ad : List.of("a", "b", "c", "d")) {
      keys.put(ad, new HashSet<>());
    }
    KeyedAds.addPictures(
        List.of(
            AdPicture.first("first", "a"),
            AdPicture.first("second", "b").inRoom("first", Optional.of("first")),
            AdPicture.first("third", "c").inRoom("second", Optional.of("second")),
            AdPicture.first("alone", "d"),
            AdPicture.first("gone", "deleted-ad")),
        keys);

    AdKey room = new AdKey(KeyKind.ROOM, "first");
    assertThat(keys.get("a")).containsExactlyInAnyOrder(new AdKey(KeyKind.PICTURE, "first"), room);
    assertThat(keys.get("b")).contains(room);
    assertThat(keys.get("c")).contains(room);
    assertThat(keys.get("d")).containsExactly(new AdKey(KeyKind.PICTURE, "alone"));
  }
}
