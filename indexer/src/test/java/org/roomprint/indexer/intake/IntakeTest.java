package org.roomprint.indexer.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.Directory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.catalog.contribution.ContributedPhoto;
import org.roomprint.catalog.contribution.Contribution;
import org.roomprint.catalog.contribution.ContributionState;
import org.roomprint.catalog.contribution.Finding;
import org.roomprint.catalog.moderation.Moderation;
import org.roomprint.catalog.moderation.ModerationOutcome;
import org.roomprint.catalog.paging.Page;
import org.roomprint.catalog.photo.Origin;
import org.roomprint.catalog.photo.Photo;
import org.roomprint.catalog.photo.Tier;
import org.roomprint.inbox.SubmissionState;
import org.roomprint.inbox.SubmittedHotel;
import org.roomprint.vectors.image.RasterImage;
import org.roomprint.vectors.image.Sanitiser;
import org.roomprint.vectors.index.PictureKind;

/** What is sent by the public, from the inbox to the gallery. */
class IntakeTest {
  private static final List<String> KNOWN =
      List.of("photos/h01/r1/1", "photos/h01/r1/2", "photos/h01/r2/1", "photos/h02/");

  @TempDir private Path folder;

  private static List<Photo> ofPublic(IntakeBench bench, String hotelId) {
    return bench
        .catalog
        .photos()
        .ofHotel(hotelId, Optional.empty(), Page.MAX_LIMIT)
        .items()
        .stream()
        .filter(photo -> photo.provenance().origin() == Origin.PUBLIC)
        .toList();
  }

  private static Contribution only(IntakeBench bench, ContributionState state) {
    List<Contribution> found =
        bench.catalog.contributions().list(state, Optional.empty(), 100).items();
    assertThat(found).as(() -> everything(bench)).hasSize(1);
    return found.getFirst();
  }

  private static String everything(IntakeBench bench) {
    StringBuilder all = new StringBuilder();
    for (ContributionState state : ContributionState.values()) {
      bench
          .catalog
          .contributions()
          .list(state, Optional.empty(), 100)
          .items()
          .forEach(one -> all.append(one).append(one.findings()).append('\n'));
    }
    return all.toString();
  }

  @Test
  void entersTheGalleryAfterADelayOfOneToThreeDaysAndLeavesItWithItsReceipt() throws Exception {
    try (IntakeBench bench = IntakeBench.open(folder, IntakeBench.settings(true), KNOWN)) {
      String receipt =
          bench.sender.send(
              Sender.Words.of("h01", "a").at(44.65, -63.58),
              List.of(withPlace(IntakeBench.photo("h01/r1/3")), IntakeBench.photo("h01/r1/4")));
      long before = bench.indexed(PictureKind.GALLERY_PHOTO);

      bench.intake.pass();
      assertThat(bench.sender.state(receipt))
          .as(() -> everything(bench))
          .isEqualTo(SubmissionState.ACCEPTED);
      assertThat(ofPublic(bench, "h01")).isEmpty();
      bench.pass(Duration.ofHours(23));
      bench.intake.pass();
      assertThat(ofPublic(bench, "h01")).as("a day has not passed").isEmpty();
      bench.pass(Duration.ofHours(50));
      Intake.Report report = bench.intake.pass();

      assertThat(report.released()).isEqualTo(1);
      List<Photo> found = ofPublic(bench, "h01");
      assertThat(found).hasSize(2);
      assertThat(found)
          .extracting(photo -> photo.taken().orElseThrow().getDayOfMonth())
          .containsOnly(1);
      assertThat(found).allSatisfy(photo -> assertThat(photo.facts()).isEmpty());
      Contribution released = only(bench, ContributionState.RELEASED);
      System.out.println("findings: " + released.findings());
      assertThat(released.settled()).isTrue();
      assertThat(bench.inbox.find(released.contributionId()).orElseThrow().place()).isEmpty();
      assertThat(bench.inbox.find(released.contributionId()).orElseThrow().receivedAt()).isEmpty();
      assertThat(found).extracting(photo -> photo.provenance().tier()).contains(Tier.CORROBORATED);
      assertThat(
              bench.indexed(PictureKind.GALLERY_PHOTO)
                  + bench.indexed(PictureKind.UNVERIFIED_PHOTO))
          .isEqualTo(before + 2);

      for (Photo photo : found) {
        assertThat(fieldsOf(bench.catalog.pictures().read(photo.picture().id()).orElseThrow()))
            .containsOnly("JPEG", "JFIF", "Huffman", "File Type");
      }

      bench.sender.withdraw(receipt);
      assertThat(bench.intake.pass().withdrawn()).isEqualTo(1);
      assertThat(ofPublic(bench, "h01")).isEmpty();
      assertThat(bench.indexed(PictureKind.GALLERY_PHOTO)).isEqualTo(before);
      assertThat(bench.indexed(PictureKind.UNVERIFIED_PHOTO)).isZero();
      assertThat(bench.catalog.pictures().contains(found.getFirst().picture().id())).isFalse();
      assertThat(bench.sender.state(receipt)).isEqualTo(SubmissionState.WITHDRAWN);
    }
  }

  @Test
  void recordsAKnownPictureAndCountsItForNothing() throws Exception {
    try (IntakeBench bench =
        IntakeBench.open(folder, IntakeBench.settings(true).withoutDelay(), KNOWN)) {
      bench.sender.send(Sender.Words.of("h01", "a"), List.of(IntakeBench.photo("h01/r1/1")));
      bench.sender.send(Sender.Words.of("h01", "b"), List.of(IntakeBench.photo("h02/r1/1")));
      bench.intake.pass();
      assertThat(only(bench, ContributionState.RELEASED).findings())
          .extracting(Finding::kind)
          .contains(Finding.Kind.KNOWN_PICTURE)
          .doesNotContain(Finding.Kind.AGREES);
      assertThat(ofPublic(bench, "h01"))
          .extracting(photo -> photo.provenance().tier())
          .containsExactly(Tier.UNVERIFIED);
      assertThat(only(bench, ContributionState.HELD).findings())
          .extracting(Finding::kind)
          .contains(Finding.Kind.PICTURE_OF_OTHER_HOTEL);
    }
  }

  @Test
  void takesACropASkewedAndAWarpedPictureForTheCopiesThatTheyAre() throws Exception {
    try (IntakeBench bench =
        IntakeBench.open(folder, IntakeBench.settings(true).withoutDelay(), KNOWN)) {
      RasterImage known = Fakes.decoded("h01/r1/1");
      Random random = new Random(4);
      bench.sender.send(
          Sender.Words.of("h01", "a"),
          List.of(
              Sanitiser.sanitise(Fakes.cropped(known, random)),
              Sanitiser.sanitise(Fakes.skewed(known, 0.12)),
              Sanitiser.sanitise(Fakes.warped(known, random))));
      bench.intake.pass();
      Contribution contribution = only(bench, ContributionState.RELEASED);
      for (ContributedPhoto photo : contribution.photos()) {
        assertThat(contribution.has(Finding.Kind.KNOWN_PICTURE, Optional.of(photo.photoId())))
            .as("a copy of a known picture: %s", contribution.findings())
            .isTrue();
      }
      assertThat(ofPublic(bench, "h01"))
          .extracting(photo -> photo.provenance().tier())
          .containsOnly(Tier.UNVERIFIED);
    }
  }

  @Test
  void twoVisitsOfOneDeviceNeverVouchForOneAnotherHoweverWellItIsKnown() throws Exception {
    try (IntakeBench bench =
        IntakeBench.open(
            folder,
            IntakeBench.settings(true).withoutDelay(),
            List.of("photos/h01/r1/1", "photos/h01/r1/2", "photos/h24/r1/1"))) {
      give(bench, "h24", "a", "h24/r1/4");
      give(bench, "h01", "b", "h01/r1/3", "h01/r1/4");
      assertThat(tiers(bench, "h24")).as("borne out").contains(Tier.CORROBORATED);
      assertThat(tiers(bench, "h01")).as("borne out").contains(Tier.CORROBORATED);
      give(bench, "h20", "a", "h20/r2/3");
      give(bench, "h20", "a", "h20/r2/4");
      assertThat(tiers(bench, "h20")).containsOnly(Tier.UNVERIFIED);
      give(bench, "h20", "b", "h20/r2/2");
      assertThat(tiers(bench, "h20")).contains(Tier.CORROBORATED);
    }
  }

  /** Sends and takes in photos, a day after what was sent before. */
  private static void give(IntakeBench bench, String hotel, String device, String... names)
      throws IOException {
    bench.pass(Duration.ofDays(1));
    List<byte[]> photos = new ArrayList<>();
    for (String name : names) {
      photos.add(IntakeBench.photo(name));
    }
    bench.sender.send(Sender.Words.of(hotel, device), photos);
    bench.intake.pass();
    Moderation moderation = new Moderation(bench.catalog, bench::now);
    bench
        .catalog
        .contributions()
        .list(ContributionState.HELD, Optional.empty(), Page.MAX_LIMIT)
        .items()
        .forEach(held -> moderation.accept(held.contributionId(), "operator"));
    bench.intake.pass();
  }

  private static List<Tier> tiers(IntakeBench bench, String hotelId) {
    return ofPublic(bench, hotelId).stream().map(photo -> photo.provenance().tier()).toList();
  }

  @Test
  void leavingOutTokenAndPlaceHelpsNobody() throws Exception {
    try (IntakeBench bench = IntakeBench.open(folder, IntakeBench.settings(false), KNOWN)) {
      bench.sender.comeFrom("c6336407");
      for (int i = 0; i < 10; i++) {
        bench.sender.send(Sender.Words.of("h01", ""), List.of(IntakeBench.photo("h01/r1/3")));
      }
      for (int i = 0; i < 3; i++) {
        bench.sender.send(
            Sender.Words.of("h01", "made-up-" + i), List.of(IntakeBench.photo("h01/r1/3")));
      }
      bench.sender.comeFrom("c6336408");
      bench.sender.send(Sender.Words.of("h01", ""), List.of(IntakeBench.photo("h01/r1/3")));
      bench.sender.send(Sender.Words.of("h24", ""), List.of(IntakeBench.photo("h24/r1/4")));
      bench.intake.pass();

      List<Contribution> all = new ArrayList<>();
      for (ContributionState state : ContributionState.values()) {
        all.addAll(bench.catalog.contributions().list(state, Optional.empty(), 100).items());
      }
      all.sort(java.util.Comparator.comparingLong(Contribution::number));
      assertThat(
              all.stream()
                  .map(one -> one.has(Finding.Kind.MANY_AT_ONCE, Optional.empty()))
                  .toList())
          .as("ten without a token, three with tokens made up, two from elsewhere")
          .containsExactly(
              false, false, false, false, false, true, true, true, true, true, true, true, true,
              false, false);
      assertThat(all.getLast().has(Finding.Kind.IMPOSSIBLE_TRAVEL, Optional.empty()))
          .as("two hotels far apart at once")
          .isTrue();
    }
  }

  @Test
  void picturesOfNothingNeverEnterTheGallery() throws Exception {
    try (IntakeBench bench =
        IntakeBench.open(folder, IntakeBench.settings(false).withoutDelay(), KNOWN)) {
      bench.sender.send(Sender.Words.of("h01", "a"), List.of(flat(0x808080, 0), flat(0xffffff, 3)));
      bench.sender.send(
          Sender.Words.of("h01", "b"), List.of(flat(0x000000, 0), IntakeBench.photo("h01/r1/3")));
      bench.intake.pass();
      assertThat(only(bench, ContributionState.REFUSED).findings())
          .extracting(Finding::kind)
          .containsExactly(Finding.Kind.FEATURELESS, Finding.Kind.FEATURELESS);
      assertThat(ofPublic(bench, "h01")).hasSize(1);
    }
  }

  /** A PNG of one colour, with noise of so many levels. */
  private static byte[] flat(int colour, int noise) throws IOException {
    Random random = new Random(colour);
    java.awt.image.BufferedImage image =
        new java.awt.image.BufferedImage(800, 600, java.awt.image.BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 600; y++) {
      for (int x = 0; x < 800; x++) {
        int less = noise == 0 ? 0 : random.nextInt(noise + 1);
        image.setRGB(x, y, colour - less * 0x010101);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    javax.imageio.ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  @Test
  void placeAndDayOfWhatIsHeldAreForgottenThoughNothingElseIsSent() throws Exception {
    try (IntakeBench bench = IntakeBench.open(folder, IntakeBench.settings(false), KNOWN)) {
      bench.sender.send(
          Sender.Words.of("h01", "a").at(10, 10), List.of(IntakeBench.photo("h01/r1/3")));
      bench.intake.pass();
      String id = only(bench, ContributionState.HELD).contributionId();

      bench.pass(Duration.ofDays(2));
      bench.retention.run();
      assertThat(bench.inbox.find(id).orElseThrow().place()).as("still of use").isPresent();
      bench.pass(Duration.ofDays(2));
      bench.retention.run();
      assertThat(bench.inbox.find(id).orElseThrow().place()).isEmpty();
      assertThat(bench.inbox.find(id).orElseThrow().receivedAt()).isEmpty();
    }
  }

  @Test
  void aDeviceIsForgottenWhenItsPhotosAreReleased() throws Exception {
    try (IntakeBench bench = IntakeBench.open(folder, IntakeBench.settings(false), KNOWN)) {
      bench.sender.send(Sender.Words.of("h01", "a"), List.of(IntakeBench.photo("h01/r1/3")));
      bench.intake.pass();
      assertThat(only(bench, ContributionState.WAITING).deviceHash()).isPresent();
      bench.pass(Duration.ofDays(4));
      bench.intake.pass();
      Contribution released = only(bench, ContributionState.RELEASED);
      assertThat(released.deviceHash()).isEmpty();
      assertThat(bench.inbox.find(released.contributionId()).orElseThrow().deviceHash()).isEmpty();
    }
  }

  @Test
  void holdsWhatItsPlaceSpeaksAgainstAndRemembersWhatWasDecided() throws Exception {
    try (IntakeBench bench =
        IntakeBench.open(folder, IntakeBench.settings(true).withoutDelay(), KNOWN)) {
      byte[] file = IntakeBench.photo("h01/r1/3");
      String receipt =
          bench.sender.send(Sender.Words.of("h01", "a").at(43.65, -70.26), List.of(file));
      bench.sender.send(
          Sender.Words.of("h02", "a").at(10, 10), List.of(IntakeBench.photo("h02/r1/3")));
      bench.intake.pass();
      List<Contribution> held =
          bench.catalog.contributions().list(ContributionState.HELD, Optional.empty(), 10).items();
      assertThat(held).hasSize(2);
      Finding far = held.getFirst().findings().getFirst();
      assertThat(far.kind()).isEqualTo(Finding.Kind.FAR_FROM_HOTEL);
      assertThat(far.number()).isBetween(500_000.0, 600_000.0);
      assertThat(held.getLast().findings())
          .extracting(Finding::kind)
          .contains(Finding.Kind.IMPOSSIBLE_TRAVEL);
      assertThat(bench.sender.state(receipt)).isEqualTo(SubmissionState.IN_REVIEW);

      Moderation moderation = new Moderation(bench.catalog, bench::now);
      String id = held.getFirst().contributionId();
      assertThat(moderation.accept(id, "key")).isInstanceOf(ModerationOutcome.Done.class);
      bench.intake.pass();
      assertThat(ofPublic(bench, "h01")).hasSize(1);
      assertThat(bench.sender.state(receipt)).isEqualTo(SubmissionState.ACCEPTED);
      assertThat(moderation.undo(id, "key")).isInstanceOf(ModerationOutcome.Done.class);
      bench.intake.pass();
      assertThat(ofPublic(bench, "h01")).isEmpty();
      assertThat(bench.sender.state(receipt)).isEqualTo(SubmissionState.IN_REVIEW);
      assertThat(moderation.refuse(id, "key")).isInstanceOf(ModerationOutcome.Done.class);
      bench.intake.pass();
      assertThat(bench.sender.state(receipt)).isEqualTo(SubmissionState.REFUSED);

      bench.sender.send(Sender.Words.of("h01", "b"), List.of(file));
      bench.sender.send(Sender.Words.of("h01", "a"), List.of(IntakeBench.photo("h01/r1/4")));
      bench.intake.pass();
      assertThat(
              bench
                  .catalog
                  .contributions()
                  .list(ContributionState.REFUSED, Optional.empty(), 10)
                  .items()
                  .getLast()
                  .findings())
          .extracting(Finding::kind)
          .containsExactly(Finding.Kind.REFUSED_BEFORE);
      assertThat(
              bench
                  .catalog
                  .contributions()
                  .list(ContributionState.HELD, Optional.empty(), 10)
                  .items()
                  .getLast()
                  .findings())
          .extracting(Finding::kind)
          .contains(Finding.Kind.BAD_HISTORY);

      bench.pass(Duration.ofDays(8));
      bench.retention.run();
      assertThat(bench.catalog.contributions().find(id).orElseThrow().hasNoPhotos()).isTrue();
      assertThat(moderation.undo(id, "key")).isInstanceOf(ModerationOutcome.NotPossible.class);
    }
  }

  @Test
  void mergesANewHotelIntoAKnownOneAndPublishesTheHotels() throws Exception {
    try (IntakeBench bench =
        IntakeBench.open(folder, IntakeBench.settings(true).withoutDelay(), KNOWN)) {
      Publication.publish(bench.catalog, bench.inbox);
      assertThat(bench.sender.hotelsNamed("larkspur hal")).containsExactly("h01");
      SubmittedHotel missing =
          new SubmittedHotel.Missing("Larkspur Halifax", Optional.of("Halifax"), Optional.of("CA"));
      bench.sender.send(
          new Sender.Words(missing, "a", Optional.empty(), false),
          List.of(IntakeBench.photo("h01/r1/3")));
      bench.intake.pass();
      String id = only(bench, ContributionState.HELD).contributionId();
      Moderation moderation = new Moderation(bench.catalog, bench::now);
      assertThat(moderation.merge(id, "h01", "key")).isInstanceOf(ModerationOutcome.Done.class);
      bench.intake.pass();
      assertThat(ofPublic(bench, "h01")).hasSize(1);
      assertThat(moderation.undo(id, "key")).isInstanceOf(ModerationOutcome.Done.class);
      assertThat(only(bench, ContributionState.HELD).hotelId()).isEmpty();
      assertThat(moderation.accept(id, "key")).isInstanceOf(ModerationOutcome.Done.class);
      bench.intake.pass();
      String made = only(bench, ContributionState.RELEASED).hotelId().orElseThrow();
      assertThat(bench.catalog.hotels().find(made).orElseThrow().name())
          .isEqualTo("Larkspur Halifax");
    }
  }

  /** The names of the metadata directories of a file. */
  static List<String> fieldsOf(byte[] jpeg) throws Exception {
    List<String> names = new ArrayList<>();
    for (Directory directory :
        ImageMetadataReader.readMetadata(new ByteArrayInputStream(jpeg)).getDirectories()) {
      names.add(directory.getName());
    }
    return names;
  }

  /** The same JPEG with a comment and an EXIF block that holds a place. */
  static byte[] withPlace(byte[] jpeg) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    // TIFF, big endian: one directory with a pointer to a GPS directory that holds a latitude
    // reference.
    byte[] exif = {
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      (byte) 0x88,
      0x25,
      0,
      4,
      0,
      0,
      0,
      1,
      0,
      0,
      0,
      26,
      0,
      0,
      0,
      0,
      0,
      1,
      0,
      1,
      0,
      2,
      0,
      0,
      0,
      2,
      'N',
      0,
      0,
      0,
      0,
      0,
      0,
      0
    };
    segment(out, 0xE1, exif);
    segment(out, 0xFE, "44.6502 -63.5801 Mary".getBytes(StandardCharsets.US_ASCII));
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  private static void segment(ByteArrayOutputStream out, int marker, byte[] content) {
    out.write(0xFF);
    out.write(marker);
    out.write((content.length + 2) >> 8);
    out.write((content.length + 2) & 0xFF);
    out.writeBytes(content);
  }
}
