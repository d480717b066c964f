package org.roomprint.vectors.evaluate;

/**
 * How many photos of one unit are asked together.
 *
 * <p>What is asked is not in the gallery. To compare queries of one photo with queries of three,
 * both have to miss the same photos: then one is asked, and three are taken out.
 *
 * @param photos asked together, at least 1
 * @param takenOut photos of the unit that are not in the gallery, at least those asked; units that
 *     have no more than these are not asked for
 */
public record PhotosPerQuery(int photos, int takenOut) {
  /** Every photo for itself. */
  public static final PhotosPerQuery ONE = new PhotosPerQuery(1, 1);

  public PhotosPerQuery {
    if (photos < 1 || takenOut < photos) {
      throw new IllegalArgumentException(
          "At least one photo is asked, and those asked are taken out, not "
              + photos
              + " and "
              + takenOut);
    }
  }
}
