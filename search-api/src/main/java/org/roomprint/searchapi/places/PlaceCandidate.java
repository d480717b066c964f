package org.roomprint.searchapi.places;

/**
 * A place that a name may mean.
 *
 * @param geonameId GeoNames' number of it
 * @param name its main name
 * @param country ISO 3166-1 alpha-2
 * @param division first-level administrative division by GeoNames' code; empty where it has none
 * @param population people, 0 where it is not known
 * @param latitude in degrees
 * @param longitude in degrees
 * @param inStatedCountry whether it lies in the country that the ad states
 */
public record PlaceCandidate(
    int geonameId,
    String name,
    String country,
    String division,
    long population,
    double latitude,
    double longitude,
    boolean inStatedCountry) {}
