package org.roomprint.vectors.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.roomprint.vectors.index.PictureRef;
import org.roomprint.vectors.local.Verification;

/** What counts as a copy and what as another view. */
class AgreementTest {
  private static final long SEED = 20_261_125L;

  private final Random random = new Random(SEED);

  private static PhotoHit hit(EvidenceKind evidence, List<Verification.Match> matches) {
    PictureRef picture = new PictureRef("photo", "hotel", Optional.empty(), Optional.empty());
    return new PhotoHit(
        picture,
        0,
        evidence,
        0.5,
        120,
        matches,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        1);
  }

  /** Points of a picture that was photographed from the side, some of them mistaken. */
  private List<Verification.Match> skewed(int points, double mistaken) {
    List<Verification.Match> matches = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      double x = 480 * random.nextDouble();
      double y = 360 * random.nextDouble();
      double w = 1 + 0.0004 * x + 0.0001 * y;
      boolean wrong = i < mistaken * points;
      matches.add(
          new Verification.Match(
              (float) x,
              (float) y,
              (float) (wrong ? 480 * random.nextDouble() : (1.1 * x + 20) / w + near()),
              (float) (wrong ? 360 * random.nextDouble() : (0.1 * x + y + 5) / w + near())));
    }
    return matches;
  }

  /** Points of two walls and the furniture between them, seen from two places. */
  private List<Verification.Match> moved(int points) {
    List<Verification.Match> matches = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      double x = 480 * random.nextDouble();
      double y = 360 * random.nextDouble();
      double nearness = i % 3 == 0 ? 60 : i % 3 == 1 ? 0.15 * x : 90 * random.nextDouble();
      matches.add(
          new Verification.Match(
              (float) x, (float) y, (float) (x - nearness + near()), (float) (y + near())));
    }
    return matches;
  }

  private double near() {
    return 0.8 * random.nextGaussian();
  }

  @Test
  void takesAPictureOfAPictureForACopyThoughSomeOfItsPointsAreMistaken() {
    PhotoHit hit = hit(EvidenceKind.SAME_ROOM, skewed(60, 0.12));
    assertThat(Agreement.isCopy(hit)).isTrue();
    assertThat(Agreement.isAnotherView(hit)).isFalse();
  }

  @Test
  void takesPointsAtSeveralDistancesForAnotherView() {
    PhotoHit hit = hit(EvidenceKind.SAME_ROOM, moved(60));
    assertThat(Agreement.isCopy(hit)).isFalse();
    assertThat(Agreement.isAnotherView(hit)).isTrue();
  }

  @Test
  void takesMorePointsThanTwoViewsEverShareForACopyHoweverTheyMove() {
    PhotoHit hit = hit(EvidenceKind.SAME_ROOM, moved(Agreement.COPY_POINTS));
    assertThat(Agreement.isCopy(hit)).isTrue();
    assertThat(Agreement.isAnotherView(hit)).isFalse();
  }

  @Test
  void takesFewPointsForNeither() {
    for (List<Verification.Match> few : List.of(moved(19), skewed(19, 0))) {
      PhotoHit hit = hit(EvidenceKind.SAME_ROOM, few);
      assertThat(Agreement.isCopy(hit)).isFalse();
      assertThat(Agreement.isAnotherView(hit)).isFalse();
    }
  }

  @Test
  void takesTheSameBytesAndTheSameHashForACopyWithoutAnyPoints() {
    assertThat(Agreement.isCopy(hit(EvidenceKind.SAME_BYTES, List.of()))).isTrue();
    assertThat(Agreement.isCopy(hit(EvidenceKind.SAME_PICTURE, List.of()))).isTrue();
    assertThat(Agreement.isCopy(hit(EvidenceKind.LOOKS_ALIKE, moved(60)))).isFalse();
  }
}
