package org.roomprint.vectors.evaluate;

/** What counts as right. */
public enum Level {
  /** The right property. */
  HOTEL {
    @Override
    String of(EvaluationPhoto photo) {
      return photo.hotel();
    }
  },
  /** The right flat, house or room type of it. */
  UNIT {
    @Override
    String of(EvaluationPhoto photo) {
      return photo.unit();
    }
  };

  abstract String of(EvaluationPhoto photo);
}
