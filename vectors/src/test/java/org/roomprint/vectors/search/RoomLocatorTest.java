package org.roomprint.vectors.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.vectors.describe.PictureDescriber;
import org.roomprint.vectors.embedding.EmbeddedPicture;
import org.roomprint.vectors.embedding.PictureEmbedder;
import org.roomprint.vectors.embedding.TinyModel;
import org.roomprint.vectors.hash.PdqHash;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.image.PixelSize;
import org.roomprint.vectors.image.RasterImage;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.GalleryIndex;
import org.roomprint.vectors.index.IndexIdentity;
import org.roomprint.vectors.index.IndexedPicture;
import org.roomprint.vectors.index.KnnMode;
import org.roomprint.vectors.index.PictureKind;
import org.roomprint.vectors.index.lucene.LuceneGalleryIndex;
import org.roomprint.vectors.local.TestScene;

/** Over a real index, with walls of coloured shapes for rooms and a model that averages colours. */
class RoomLocatorTest {
  private static final int HOTELS = 6;
  private static final GalleryFilter PHOTOS = GalleryFilter.all(PictureKind.GALLERY_PHOTO);
  private static final List<LinkPartition> EVERYWHERE =
      Stream.of(PictureKind.values()).map(LinkPartition::of).toList();

  @TempDir Path directory;

  private PictureEmbedder embedder;
  private PictureDescriber describer;
  private GalleryIndex index;
  private SearchTools tools;
  private SearchSession session;

  @BeforeEach
  void fillTheIndex() throws IOException {
    embedder = TinyModel.embedder(Files.createDirectory(directory.resolve("model")));
    describer = PictureDescriber.with(embedder);
    index =
        LuceneGalleryIndex.open(
            Files.createDirectory(directory.resolve("index")),
            new IndexIdentity(embedder.modelId(), embedder.dimension(), 1));
    List<IndexedPicture> pictures = new ArrayList<>();
    for (int hotel = 0; hotel < HOTELS; hotel++) {
      RasterImage wall = TestScene.front(hotel);
      pictures.add(
          new IndexedPicture(
              "photo-" + hotel,
              PictureKind.GALLERY_PHOTO,
              "hotel-" + hotel,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              describer.describe(ContentHash.of(wall.toRgb()), wall, Optional.empty())));
    }
    index.put(pictures);
    index.commit();
    tools = new SearchTools(describer, 2);
    session = tools.session(index.snapshot());
  }

  @AfterEach
  void closeAll() throws IOException {
    session.close();
    tools.close();
    index.close();
    embedder.close();
  }

  @Test
  void findsTheHotelOfAnotherViewAndSaysWhy() throws IOException {
    LocateRoomAnswer answer = locate(List.of(aslant(3)));

    assertThat(answer.hotels()).hasSize(HOTELS);
    HotelHit first = answer.hotels().getFirst();
    assertThat(first.hotelId()).isEqualTo("hotel-3");
    assertThat(first.evidence()).isEqualTo(EvidenceKind.SAME_ROOM);
    assertThat(first.photos().getFirst().matches()).hasSizeGreaterThan(20);
    assertThat(first.photos().getFirst().frame())
        .as("the size of the picture that the points lie in")
        .contains(new PixelSize(TestScene.front(3).width(), TestScene.front(3).height()));
    assertThat(answer.hotels().get(1).evidence()).isEqualTo(EvidenceKind.LOOKS_ALIKE);
    assertThat(answer.report().gallerySize()).isEqualTo(HOTELS);
    assertThat(answer.report().verified()).isEqualTo(HOTELS);
    assertThat(answer.calibrated()).as("nobody measured this model").isFalse();
    assertThat(answer.report().stages())
        .extracting(SearchReport.Stage::name)
        .containsExactly("describe", "find", "verify", "rank");
  }

  @Test
  void givesTheSameListAgain() throws IOException {
    LocateRoomAnswer once = locate(List.of(aslant(1)));
    LocateRoomAnswer again = locate(List.of(aslant(1)));

    assertThat(again.hotels()).isEqualTo(once.hotels());
    assertThat(again.photos()).isEqualTo(once.photos());
  }

  @Test
  void putsTheSameFileFirst() throws IOException {
    HotelHit first = locate(List.of(query(TestScene.front(2)))).hotels().getFirst();

    assertThat(first.hotelId()).isEqualTo("hotel-2");
    assertThat(first.evidence()).isEqualTo(EvidenceKind.SAME_BYTES);
  }

  @Test
  void letsOneGoodQueryImageOutweighOneThatShowsNothing() throws IOException {
    LocateRoomAnswer answer = locate(List.of(query(TestScene.front(100)), aslant(4)));

    assertThat(answer.hotels().getFirst().hotelId()).isEqualTo("hotel-4");
    assertThat(answer.hotels().getFirst().photos()).hasSize(1);
  }

  @Test
  void linksACropAsTheSamePictureAndNothingThatOnlyLooksAlike() throws IOException {
    RasterImage crop =
        TestScene.seen(TestScene.front(5), 380, 360, new TestScene.View(1, 60, 70, 0));
    LinkAnswer answer = session.link(query(crop), EVERYWHERE);

    assertThat(answer.links()).hasSize(1);
    LinkAnswer.Link link = answer.links().getFirst();
    assertThat(link.kind()).isEqualTo(PictureKind.GALLERY_PHOTO);
    assertThat(link.hit().picture().pictureId()).isEqualTo("photo-5");
    assertThat(link.hit().evidence()).isEqualTo(EvidenceKind.SAME_PICTURE);
    assertThat(answer.report().gallerySize()).isEqualTo(HOTELS);
  }

  @Test
  void saysSamePictureOfACropAndOfItsMirrorImage() throws IOException {
    RasterImage crop =
        TestScene.seen(TestScene.front(5), 380, 360, new TestScene.View(0.9, 60, 70, 0));
    for (RasterImage copy : List.of(crop, crop.mirrored())) {
      HotelHit first = locate(List.of(query(copy))).hotels().getFirst();

      assertThat(first.hotelId()).isEqualTo("hotel-5");
      assertThat(first.evidence()).isEqualTo(EvidenceKind.SAME_PICTURE);
      assertThat(first.photos().getFirst().pdqDistance())
          .isGreaterThan(PdqHash.SAME_PICTURE_DISTANCE);
    }
  }

  @Test
  void readsAPictureToSearchWithInItsMirrorImageTooAndOneToLinkOnce() throws IOException {
    Shown shown = new Shown(embedder);
    RasterImage wall = TestScene.front(3);

    try (SearchTools reader = new SearchTools(PictureDescriber.with(shown), 2);
        SearchSession inSession = reader.session(index.snapshot())) {
      inSession.locate(new LocateRoomQuery(List.of(query(wall)), PHOTOS, KnnMode.EXACT, true, 10));
      assertThat(shown.pictures).containsExactly(wall, wall.mirrored());

      shown.pictures.clear();
      inSession.link(query(wall), EVERYWHERE);
      assertThat(shown.pictures).containsExactly(wall);

      shown.pictures.clear();
      inSession.link(query(wall), inSession.described("photo-3").orElseThrow(), EVERYWHERE);
      assertThat(shown.pictures).isEmpty();
    }
  }

  /** A model that says it gives patches, and writes down what it is shown. */
  private static final class Shown implements PictureEmbedder {
    private final PictureEmbedder model;
    private final List<RasterImage> pictures = new ArrayList<>();

    Shown(PictureEmbedder model) {
      this.model = model;
    }

    @Override
    public String modelId() {
      return model.modelId();
    }

    @Override
    public int dimension() {
      return model.dimension();
    }

    @Override
    public int patchChannels() {
      return 1;
    }

    @Override
    public List<EmbeddedPicture> embed(List<RasterImage> shown) {
      pictures.addAll(shown);
      return model.embed(shown);
    }

    @Override
    public void close() {
      model.close();
    }
  }

  @Test
  void anUnverifiedPhotoThatProvesTheRoomStandsAboveWhatOnlyLooksAlike() throws IOException {
    give("given", "new-hotel", TestScene.front(50));
    LocateRoomAnswer answer = locate(List.of(aslant(50)));

    HotelHit first = answer.hotels().getFirst();
    assertThat(first.hotelId()).isEqualTo("new-hotel");
    assertThat(first.evidence()).isEqualTo(EvidenceKind.SAME_ROOM);
    assertThat(first.unverifiedOnly()).isTrue();
    assertThat(first.probability()).isPositive().isLessThanOrEqualTo(0.5);
    assertThat(answer.hotels().subList(1, HOTELS + 1)).noneMatch(HotelHit::unverifiedOnly);
    assertThat(
            answer.hotels().stream().mapToDouble(HotelHit::probability).sum()
                + answer.notInGallery())
        .isCloseTo(1, within(1e-9));
    assertThat(answer.report().gallerySize()).isEqualTo(HOTELS + 1);
  }

  @Test
  void anUnverifiedPhotoTakesNothingFromAVerifiedTrustedHotel() throws IOException {
    LocateRoomAnswer before = locate(List.of(aslant(3)));
    RasterImage otherView =
        TestScene.seen(TestScene.front(3), 420, 400, new TestScene.View(1.0, 15, 25, -0.0006));
    give("given", "new-hotel", otherView);
    LocateRoomAnswer after = locate(List.of(aslant(3)));

    assertThat(after.hotels().getFirst().hotelId()).isEqualTo("hotel-3");
    List<HotelHit> trusted = after.hotels().stream().filter(hit -> !hit.unverifiedOnly()).toList();
    assertThat(trusted).isEqualTo(before.hotels());
  }

  @Test
  void aCopyOfAKnownPictureVouchesForNothing() throws IOException {
    RasterImage known = TestScene.front(3);
    RasterImage crop = TestScene.seen(known, 380, 360, new TestScene.View(1, 60, 70, 0));
    give("recompressed", "false-hotel", known);
    give("cropped", "other-false-hotel", crop);
    LocateRoomAnswer answer = locate(List.of(aslant(3)));

    assertThat(answer.hotels())
        .extracting(HotelHit::hotelId)
        .contains("hotel-3")
        .doesNotContain("false-hotel", "other-false-hotel");
  }

  @Test
  void whereThereAreNoTrustedPhotosTheUnverifiedOnesAreRanked() throws IOException {
    for (int hotel = 0; hotel < HOTELS; hotel++) {
      index.delete(List.of("photo-" + hotel));
      give("given-" + hotel, "given-" + hotel, TestScene.front(hotel));
    }
    LocateRoomAnswer answer = locate(List.of(aslant(2)));

    assertThat(answer.hotels()).hasSize(HOTELS).allMatch(HotelHit::unverifiedOnly);
    assertThat(answer.hotels().getFirst().hotelId()).isEqualTo("given-2");
  }

  /** An unverified photo enters the index, and searches see it. */
  private void give(String photoId, String hotelId, RasterImage picture) throws IOException {
    index.put(
        List.of(
            new IndexedPicture(
                photoId,
                PictureKind.UNVERIFIED_PHOTO,
                hotelId,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                describer.describe(
                    ContentHash.of((photoId + hotelId).getBytes(StandardCharsets.UTF_8)),
                    picture,
                    Optional.empty()))));
    index.commit();
    session.close();
    session = tools.session(index.snapshot());
  }

  private LocateRoomAnswer locate(List<QueryImage> images) throws IOException {
    return session.locate(new LocateRoomQuery(images, PHOTOS, KnnMode.EXACT, true, 10));
  }

  private static QueryImage aslant(int hotel) {
    return query(
        TestScene.seen(TestScene.front(hotel), 420, 400, new TestScene.View(1.05, 25, 10, 0.0007)));
  }

  private static QueryImage query(RasterImage picture) {
    return new QueryImage(ContentHash.of(picture.toRgb()), picture, Optional.empty());
  }
}
