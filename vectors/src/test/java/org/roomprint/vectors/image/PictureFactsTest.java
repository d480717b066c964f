package org.roomprint.vectors.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.xmp.XmpDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.vectors.image.PictureFacts.CoarsePlace;

class PictureFactsTest {
  private static final byte[] PREFIX = {'E', 'x', 'i', 'f', 0, 0};
  private static final RasterImage PICTURE = DrawnPictures.scene(40, 30, 1);
  private static final byte[] TIFF =
      tiff("Lens Works", "LW 100", "2024:03:09 17:45:10", 'S', new int[] {33, 51, 2_496});

  @TempDir private Path folder;

  @Test
  void readsTimeCameraAndCoarsePlaceFromEveryKindOfFile() {
    byte[] webp = DrawnPictures.lossyWebp(PICTURE);
    for (byte[] bytes :
        List.of(
            jpegWith(TIFF),
            DrawnPictures.pngWith(DrawnPictures.png(PICTURE), "eXIf", TIFF),
            DrawnPictures.webpOf(
                DrawnPictures.webpChunk("VP8X", DrawnPictures.webpCanvas(40, 30, 0x08)),
                Arrays.copyOfRange(webp, 12, webp.length),
                DrawnPictures.webpChunk("EXIF", TIFF)))) {
      PictureFacts facts = PictureFacts.read(bytes);
      assertThat(facts.taken()).contains(LocalDateTime.of(2024, 3, 9, 17, 45, 10));
      assertThat(facts.cameraMake()).contains("Lens Works");
      assertThat(facts.cameraModel()).contains("LW 100");
      assertThat(facts.place()).contains(new CoarsePlace(-33.86, 151.21));
    }
  }

  @Test
  void readsTheFactsOfAJpegInEveryOddWrapping() {
    byte[] jpeg = jpegWith(TIFF);
    PictureFacts facts = PictureFacts.read(jpeg);
    assertThat(facts.taken()).isPresent();
    OddJpegs.wrappings(jpeg)
        .forEach(
            (wrapping, odd) -> assertThat(PictureFacts.read(odd)).as(wrapping).isEqualTo(facts));
  }

  @Test
  void roundsAPlaceToTwoDecimalsOfADegreeAndPrintsNone() {
    CoarsePlace place = new CoarsePlace(48.856_614, -2.352_221);
    assertThat(place.latitude()).isEqualTo(48.86);
    assertThat(place.longitude()).isEqualTo(-2.35);
    assertThat(place.toString()).doesNotContain("48").doesNotContain("2.3");
  }

  @Test
  void refusesAPlaceThatIsNotOnEarth() {
    assertThatThrownBy(() -> new CoarsePlace(90.1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CoarsePlace(0, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void knowsNothingOfAFileWithoutFactsOrThatIsNoPicture() {
    assertThat(PictureFacts.read(DrawnPictures.jpeg(PICTURE))).isEqualTo(PictureFacts.NONE);
    assertThat(PictureFacts.read(new byte[0])).isEqualTo(PictureFacts.NONE);
    assertThat(PictureFacts.read(TIFF)).isEqualTo(PictureFacts.NONE);
  }

  @Test
  void leavesOutWhatIsImplausible() {
    byte[] tiff =
        tiff("\u0001\u0002 ", "x".repeat(200), "0000:00:00 00:00:00", 'N', new int[] {0, 0, 0});
    PictureFacts facts = PictureFacts.read(jpegWith(tiff));
    assertThat(facts.taken()).isEmpty();
    assertThat(facts.cameraMake()).isEmpty();
    assertThat(facts.cameraModel()).contains("x".repeat(PictureFacts.MAX_NAME_CHARACTERS));
    assertThat(
            PictureFacts.read(jpegWith(tiff("a", "b", "1970:01:01 00:00:00", 'N', new int[3])))
                .taken())
        .isEmpty();
    byte[] beyondThePole = tiff("a", "b", "2024:03:09 17:45:10", 'N', new int[] {133, 0, 0});
    assertThat(PictureFacts.read(jpegWith(beyondThePole)).place()).isEmpty();
  }

  @Test
  void neverThrowsOnDamagedMetadata() {
    long seed = 20_260_102;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 5_000; round++) {
      byte[] tiff = TIFF.clone();
      for (int i = random.nextInt(12); i >= 0; i--) {
        tiff[random.nextInt(tiff.length)] = (byte) random.nextInt();
      }
      assertThat(PictureFacts.read(jpegWith(tiff)))
          .as("seed %d, round %d", seed, round)
          .isNotNull();
    }
  }

  /** XMP is XML: what it names elsewhere is neither fetched nor put in its place. */
  @Test
  void fetchesAndExpandsNothingThatTheXmlOfAFileNames() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "from-the-disk");
    AtomicInteger fetched = new AtomicInteger();
    try (ServerSocket elsewhere = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> countConnections(elsewhere, fetched));
      String address = "http://127.0.0.1:" + elsewhere.getLocalPort() + "/";
      for (String declared :
          List.of(
              "<!DOCTYPE x SYSTEM \"" + address + "x.dtd\">",
              "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + address + "e\">]>",
              "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>",
              "<!DOCTYPE x [<!ENTITY % p SYSTEM \"" + address + "p\"> %p; <!ENTITY e \"within\">]>",
              "<!DOCTYPE x [<!ENTITY e \"within\">]>")) {
        byte[] png = pngWithXmp(declared + xmp("&e;"));

        assertThat(titleOf(png)).as(declared).isEmpty();
        PictureFacts facts = PictureFacts.read(png);
        assertThat(facts.cameraMake()).as(declared).contains("Lens Works");
        assertThat(facts.toString()).doesNotContain("from-the-disk", "within");
      }
    }
    assertThat(fetched).hasValue(0);
    assertThat(titleOf(pngWithXmp(xmp("a title")))).contains("a title");
  }

  private static void countConnections(ServerSocket socket, AtomicInteger count) {
    try {
      while (true) {
        try (Socket _ = socket.accept()) {
          count.incrementAndGet();
        }
      }
    } catch (IOException _) {
      // closed at the end of the test
    }
  }

  private static String xmp(String title) {
    return "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF"
        + " xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description"
        + " rdf:about=\"\" xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\">"
        + "<photoshop:Headline>"
        + title
        + "</photoshop:Headline></rdf:Description></rdf:RDF></x:xmpmeta>";
  }

  private static byte[] pngWithXmp(String xml) {
    byte[] plain =
        DrawnPictures.pngWith(DrawnPictures.png(DrawnPictures.scene(40, 30, 1)), "eXIf", TIFF);
    byte[] head = "XML:com.adobe.xmp\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    return DrawnPictures.pngWith(
        plain, "iTXt", DrawnPictures.join(head, xml.getBytes(StandardCharsets.UTF_8)));
  }

  /** What the library reads of the XMP, of which nothing is kept. */
  private static Optional<String> titleOf(byte[] png) throws Exception {
    Metadata metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(png), png.length);
    return metadata.getDirectoriesOfType(XmpDirectory.class).stream()
        .map(xmp -> xmp.getXmpProperties().get("photoshop:Headline"))
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static byte[] jpegWith(byte[] tiff) {
    return DrawnPictures.jpegWith(
        DrawnPictures.jpeg(PICTURE), 0xE1, DrawnPictures.join(PREFIX, tiff));
  }

  private static byte[] tiff(String make, String model, String taken, char side, int[] latitude) {
    int[] longitude = latitude[0] == 0 ? new int[3] : new int[] {151, 12, 3_600};
    return ExifFixture.tiff(make, model, taken, side, latitude, 'E', longitude);
  }
}
