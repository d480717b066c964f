package org.roomprint.vectors.embedding;

/** Compares two grids of patches place by place. */
public final class SamePlaces {
  private SamePlaces() {}

  /** Mean cosine of the patches at the same places. */
  public static double likeness(PatchEmbeddings one, PatchEmbeddings other) {
    float[] a = one.toArray();
    float[] b = other.toArray();
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum / one.count();
  }
}
