package org.roomprint.vectors.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.opencv.global.opencv_calib3d;
import org.roomprint.vectors.image.RasterImage;

/**
 * Prints how many copies of real photographs, and how many other views of their rooms, are taken
 * for something flat by each of OpenCV's ways to fit a homography.
 */
public final class FlatShareChoices {
  private static final int PHOTOS_OF_A_UNIT = 6;

  /** Pairs with fewer points vouch for nothing, and those with more are copies without a fit. */
  private static final int FEWEST_POINTS = 20;

  private static final int COPY_POINTS = 100;
  private static final double[] SHARES = {0.7, 0.75, 0.8, 0.85, 0.9};
  private static final Map<String, Integer> METHODS = new LinkedHashMap<>();

  static {
    METHODS.put("least squares", 0);
    METHODS.put("LMEDS", opencv_calib3d.LMEDS);
    METHODS.put("RANSAC", opencv_calib3d.RANSAC);
    METHODS.put("MAGSAC++", opencv_calib3d.USAC_MAGSAC);
  }

  private FlatShareChoices() {}

  private record Pair(String kind, List<Verification.Match> matches) {}

  /** Takes the folder of the set, with its hotels.csv. */
  public static void main(String[] args) {
    List<Pair> pairs =
        List.copyOf(RealPhotos.units(Path.of(args[0])).values()).parallelStream()
            .flatMap(unit -> pairs(unit).stream())
            .filter(pair ->
                pair.matches().size() >= FEWEST_POINTS && pair.matches().size() < COPY_POINTS)
            .toList();
    for (String kind : List.of("view", "from the side", "strongly from the side")) {
      List<Pair> ofKind = pairs.stream().filter(pair -> pair.kind().equals(kind)).toList();
      METHODS.forEach((name, method) -> {
        StringBuilder line =
            new StringBuilder(
                String.format(Locale.ROOT, "%s, %d pairs, %s:", kind, ofKind.size(), name));
        for (double share : SHARES) {
          line.append(
              String.format(
                  Locale.ROOT,
                  " %d at %.2f",
                  ofKind.stream()
                      .filter(pair -> FlatShare.of(pair.matches(), method) >= share)
                      .count(),
                  share));
        }
        System.out.println(line);
      });
    }
  }

  /** What is said of the photographs of one unit and of copies of the first, where it is a room. */
  private static List<Pair> pairs(List<Path> unit) {
    MagsacVerifier verifier = new MagsacVerifier();
    List<RasterImage> photos =
        unit.stream().limit(PHOTOS_OF_A_UNIT).map(RealPhotos::decoded).toList();
    List<LocalFeatures> features = photos.stream().map(RealPhotos::features).toList();
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      for (int j = i + 1; j < features.size(); j++) {
        add(pairs, "view", verifier.verify(features.get(i), features.get(j)));
      }
    }
    RasterImage first = photos.getFirst();
    double perspective = 0.5 / first.width();
    RasterImage side = seen(first, new TestScene.View(1, 0, 0, perspective));
    RasterImage strongly = seen(first, new TestScene.View(1.3, 0, 0, 2 * perspective));
    add(pairs, "from the side", verifier.verify(RealPhotos.features(side), features.getFirst()));
    add(
        pairs,
        "strongly from the side",
        verifier.verify(RealPhotos.features(strongly), features.getFirst()));
    return pairs;
  }

  private static void add(List<Pair> pairs, String kind, Verification said) {
    if (said.shared() == SharedContent.ROOM) {
      pairs.add(new Pair(kind, said.matches()));
    }
  }

  private static RasterImage seen(RasterImage photo, TestScene.View view) {
    return TestScene.seen(photo, photo.width(), photo.height(), view);
  }
}
