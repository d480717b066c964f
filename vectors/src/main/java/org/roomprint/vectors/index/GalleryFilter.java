package org.roomprint.vectors.index;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * What a search is narrowed to; applied inside the k-NN search, so that k hits still come back.
 * Absent or empty means any.
 *
 * @param kind gallery photos or ad images
 * @param area only within this circle
 * @param chains only these chain ids
 * @param countries only these countries, ISO 3166-1 alpha-2
 * @param takenFrom first day, inclusive; pictures without a day are left out
 * @param takenTo last day, inclusive; pictures without a day are left out
 * @param withoutOwners hotels or ads to leave out
 * @param withoutPictures pictures to leave out
 */
public record GalleryFilter(
    PictureKind kind,
    Optional<Area> area,
    Set<String> chains,
    Set<String> countries,
    Optional<LocalDate> takenFrom,
    Optional<LocalDate> takenTo,
    Set<String> withoutOwners,
    Set<String> withoutPictures) {
  /**
   * A circle on the earth.
   *
   * @param centre its middle
   * @param radiusMetres above 0, finite
   */
  public record Area(GeoPoint centre, double radiusMetres) {
    public Area {
      if (!(radiusMetres > 0) || Double.isInfinite(radiusMetres)) {
        throw new IllegalArgumentException("An area's radius is a finite number above 0 m");
      }
    }
  }

  public GalleryFilter {
    chains = Set.copyOf(chains);
    countries = Set.copyOf(countries);
    withoutOwners = Set.copyOf(withoutOwners);
    withoutPictures = Set.copyOf(withoutPictures);
    if (takenFrom.isPresent() && takenTo.isPresent() && takenFrom.get().isAfter(takenTo.get())) {
      throw new IllegalArgumentException("The first day lies after the last");
    }
  }

  /** Everything of one kind. */
  public static GalleryFilter all(PictureKind kind) {
    return new GalleryFilter(
        kind,
        Optional.empty(),
        Set.of(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Set.of());
  }

  /** The same in the whole gallery: what is left out stays out, nothing is asked for. */
  public GalleryFilter everywhere() {
    return new GalleryFilter(
        kind,
        Optional.empty(),
        Set.of(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        withoutOwners,
        withoutPictures);
  }

  /** The same among pictures of another kind. */
  public GalleryFilter withKind(PictureKind newKind) {
    return new GalleryFilter(
        newKind, area, chains, countries, takenFrom, takenTo, withoutOwners, withoutPictures);
  }

  /** The same among the photos of other chains. */
  public GalleryFilter withChains(Set<String> newChains) {
    return new GalleryFilter(
        kind, area, newChains, countries, takenFrom, takenTo, withoutOwners, withoutPictures);
  }

  /** The same without these hotels or ads. */
  public GalleryFilter withoutOwners(Set<String> owners) {
    return new GalleryFilter(
        kind, area, chains, countries, takenFrom, takenTo, owners, withoutPictures);
  }

  /** The same without these pictures. */
  public GalleryFilter withoutPictures(Set<String> pictures) {
    return new GalleryFilter(
        kind, area, chains, countries, takenFrom, takenTo, withoutOwners, pictures);
  }
}
