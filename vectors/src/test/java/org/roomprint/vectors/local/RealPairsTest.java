package org.roomprint.vectors.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.roomprint.vectors.image.RasterImage;

/** What is said of real photographs of one unit, and of edited copies of them. */
class RealPairsTest {
  private static final Path HOTELS =
      Path.of(System.getProperty("roomprint.shared", "../shared"), "data", "hotels");

  private final MagsacVerifier verifier = new MagsacVerifier();

  @Test
  void aPairHasOneVerdictFromBothSidesAmongSomePhotos() {
    assertThat(pairsWithTwoVerdicts(2, 5)).isEmpty();
  }

  @Test
  @Tag("slow")
  void aPairHasOneVerdictFromBothSides() {
    assertThat(pairsWithTwoVerdicts(Integer.MAX_VALUE, Integer.MAX_VALUE)).isEmpty();
  }

  @Test
  void anEditedCopyIsTheSamePictureAmongSomePhotos() {
    List<String> missed = copiesMissed(180);

    assertThat(missed).isEmpty();
  }

  @Test
  @Tag("slow")
  void anEditedCopyIsTheSamePicture() {
    List<String> missed = copiesMissed(10);

    // A crop that leaves hardly more than a plain wall has too few points to tell.
    assertThat(missed).hasSizeLessThanOrEqualTo(5);
  }

  private List<String> pairsWithTwoVerdicts(int units, int photos) {
    List<String> wrong = new ArrayList<>();
    int said = 0;
    for (List<Path> unit : units().values().stream().limit(units).toList()) {
      List<LocalFeatures> features =
          unit.stream()
              .limit(photos)
              .map(file -> RealPhotos.features(RealPhotos.decoded(file)))
              .toList();
      for (int i = 0; i < features.size(); i++) {
        for (int j = i + 1; j < features.size(); j++) {
          Verification there = verifier.verify(features.get(i), features.get(j));
          Verification back = verifier.verify(features.get(j), features.get(i));
          said += there.shared() == SharedContent.NOTHING ? 0 : 1;
          if (!back.equals(there.swapped())) {
            wrong.add(unit.get(i) + " and " + unit.get(j) + ": " + there + ", " + back);
          }
        }
      }
    }
    assertThat(said).isPositive();
    return wrong;
  }

  private List<String> copiesMissed(int step) {
    List<Path> files = units().values().stream().flatMap(List::stream).toList();
    List<String> missed = new ArrayList<>();
    for (int i = 0; i < files.size(); i += step) {
      RasterImage photo = RealPhotos.decoded(files.get(i));
      LocalFeatures features = RealPhotos.features(photo);
      for (Map.Entry<String, RasterImage> copy : copies(photo).entrySet()) {
        LocalFeatures edited = RealPhotos.features(copy.getValue());
        Verification said =
            copy.getKey().startsWith("mirrored")
                ? verifier.verifyMirrored(edited, features)
                : verifier.verify(edited, features);
        if (said.shared() != SharedContent.PICTURE) {
          missed.add(files.get(i) + " " + copy.getKey() + ": " + said.shared());
        }
      }
    }
    return missed;
  }

  private static Map<String, RasterImage> copies(RasterImage photo) {
    int width = photo.width();
    int height = photo.height();
    RasterImage cropped =
        TestScene.seen(
            photo,
            width * 8 / 10,
            height * 8 / 10,
            new TestScene.View(1, width / 10.0, height / 12.0, 0));
    RasterImage scaled =
        TestScene.seen(
            photo, width * 10 / 14, height * 10 / 14, new TestScene.View(1.4, 0.2, 0.2, 0));
    Map<String, RasterImage> copies = new LinkedHashMap<>();
    copies.put("cropped", cropped);
    copies.put("scaled", scaled);
    copies.put("banner", withBanner(cropped));
    copies.put("mirrored", photo.mirrored());
    copies.put("mirrored and cropped", cropped.mirrored());
    return copies;
  }

  /** Bars of two colours over the lower part. */
  private static RasterImage withBanner(RasterImage picture) {
    byte[] rgb = picture.toRgb();
    for (int y = picture.height() * 8 / 10; y < picture.height() * 9 / 10; y++) {
      for (int x = 0; x < picture.width(); x++) {
        byte value = (byte) (x / 9 % 3 == 0 ? 230 : 25);
        Arrays.fill(rgb, (y * picture.width() + x) * 3, (y * picture.width() + x + 1) * 3, value);
      }
    }
    return RasterImage.copyOf(picture.width(), picture.height(), rgb);
  }

  private static Map<String, List<Path>> units() {
    assumeThat(HOTELS).as("the shared photographs, which are no part of the project").isDirectory();
    return RealPhotos.units(HOTELS);
  }
}
