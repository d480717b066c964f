package org.roomprint.vectors.evaluate;

/** How much the light of a query differs from that of the gallery, as another lamp or camera. */
public enum LightChange {
  /** Not at all. */
  NONE(0),
  /** As from one camera to the next: a bright channel by about a tenth. */
  SLIGHT(0.08),
  /** As from daylight to a lamp: a bright channel by about a third. */
  STRONG(0.2);

  private final double deviation;

  LightChange(double deviation) {
    this.deviation = deviation;
  }

  /**
   * Standard deviation of the natural logarithm of each change: brightness, cast of each channel,
   * contrast.
   */
  public double deviation() {
    return deviation;
  }
}
