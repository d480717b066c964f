package org.roomprint.vectors.evaluate;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.roomprint.vectors.image.Mask;
import org.roomprint.vectors.image.RasterImage;

/**
 * Hides parts of a picture behind outlines of people; the same picture name and level always give
 * the same outcome.
 *
 * <p>Silhouettes are scaled, mirrored and placed at random, one after another, until the hidden
 * share lies in the level's band. Hidden pixels are destroyed (a flat grey): nothing of them is
 * left for a search that is not given the mask.
 */
public final class SilhouetteOccluder {
  private static final byte GREY = (byte) 127;
  private static final int MAX_ATTEMPTS = 2_000;

  private final List<Mask> silhouettes;

  /**
   * Takes the outlines.
   *
   * @param silhouettes hidden = person, cropped to the person's box
   */
  public SilhouetteOccluder(List<Mask> silhouettes) {
    if (silhouettes.isEmpty()) {
      throw new IllegalArgumentException("At least one silhouette is needed to hide anything");
    }
    this.silhouettes = List.copyOf(silhouettes);
  }

  /** Hides nothing; for sets that are only asked without occlusion. */
  public static SilhouetteOccluder none() {
    BitSet bits = new BitSet();
    bits.set(0);
    return new SilhouetteOccluder(List.of(Mask.copyOf(1, 1, bits)));
  }

  /**
   * A picture with people in front of it.
   *
   * @param picture destroyed where the mask hides
   * @param mask what was hidden; empty at level {@link Occlusion#NONE}
   */
  public record Occluded(RasterImage picture, Optional<Mask> mask) {}

  /**
   * Hides a share of the picture.
   *
   * @param name of the picture; seeds the placing together with the level
   */
  public Occluded occlude(RasterImage picture, String name, Occlusion level) {
    if (level == Occlusion.NONE) {
      return new Occluded(picture, Optional.empty());
    }
    Mask mask = place(picture.width(), picture.height(), Chance.of(level.name(), name), level);
    byte[] rgb = picture.toRgb();
    BitSet bits = mask.toBits();
    for (int at = bits.nextSetBit(0); at >= 0; at = bits.nextSetBit(at + 1)) {
      rgb[3 * at] = GREY;
      rgb[3 * at + 1] = GREY;
      rgb[3 * at + 2] = GREY;
    }
    return new Occluded(
        RasterImage.copyOf(picture.width(), picture.height(), rgb), Optional.of(mask));
  }

  private Mask place(int width, int height, SplittableRandom random, Occlusion level) {
    double pixels = (double) width * height;
    BitSet hidden = new BitSet(width * height);
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Mask silhouette = silhouettes.get(random.nextInt(silhouettes.size()));
      boolean mirrored = random.nextBoolean();
      // Aim at a share inside the band with this one; its shape and the frame's edge make it less.
      double missing =
          level.from()
              + random.nextDouble() * (level.to() - level.from())
              - hidden.cardinality() / pixels;
      double filled = silhouette.hiddenShare() * silhouette.width() * silhouette.height();
      double scale = Math.sqrt(Math.max(missing, 0.01) * pixels / filled);
      int w = Math.max(1, (int) Math.round(silhouette.width() * scale));
      int h = Math.max(1, (int) Math.round(silhouette.height() * scale));
      int left = (int) Math.round(random.nextDouble() * (width + 0.5 * w) - 0.75 * w);
      int top = (int) Math.round(height * (0.1 + 0.9 * random.nextDouble()) - 0.5 * h);
      BitSet with = (BitSet) hidden.clone();
      draw(with, width, height, silhouette, mirrored, left, top, w, h);
      double share = with.cardinality() / pixels;
      if (share <= level.to()) {
        hidden = with;
      }
      if (level.holds(share)) {
        return Mask.copyOf(width, height, hidden);
      }
    }
    throw new IllegalStateException(
        "No placing of the silhouettes hides a share of level " + level);
  }

  private static void draw(
      BitSet hidden,
      int width,
      int height,
      Mask silhouette,
      boolean mirrored,
      int left,
      int top,
      int w,
      int h) {
    for (int y = Math.max(0, top); y < Math.min(height, top + h); y++) {
      int sy = (int) ((long) (y - top) * silhouette.height() / h);
      for (int x = Math.max(0, left); x < Math.min(width, left + w); x++) {
        int sx = (int) ((long) (x - left) * silhouette.width() / w);
        if (silhouette.hides(mirrored ? silhouette.width() - 1 - sx : sx, sy)) {
          hidden.set(y * width + x);
        }
      }
    }
  }
}
