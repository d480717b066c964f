package org.roomprint.base;

/**
 * A place on the earth, WGS 84.
 *
 * @param latitude degrees, -90..90
 * @param longitude degrees, -180..180
 */
public record Place(double latitude, double longitude) {
  public Place {
    if (!(latitude >= -90 && latitude <= 90 && longitude >= -180 && longitude <= 180)) {
      throw new IllegalArgumentException("Latitude is -90..90 and longitude -180..180 degrees");
    }
  }
}
