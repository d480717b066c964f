package org.roomprint.vectors.evaluate;

/** How much of a query image is hidden by silhouettes of people, as a band of its pixels. */
public enum Occlusion {
  /** Nothing. */
  NONE(0, 0),
  /** 5 to 15 %. */
  LOW(0.05, 0.15),
  /** 15 to 30 %. */
  MEDIUM(0.15, 0.30),
  /** 30 to 50 %. */
  HIGH(0.30, 0.50);

  private final double from;
  private final double to;

  Occlusion(double from, double to) {
    this.from = from;
    this.to = to;
  }

  /** Least share of hidden pixels, 0..1. */
  public double from() {
    return from;
  }

  /** Largest share of hidden pixels, 0..1. */
  public double to() {
    return to;
  }

  /** Whether a share of hidden pixels lies in the band. */
  public boolean holds(double share) {
    return share >= from && share <= to;
  }
}
