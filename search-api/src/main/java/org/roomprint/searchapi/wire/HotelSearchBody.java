package org.roomprint.searchapi.wire;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.GeoPoint;
import org.roomprint.vectors.index.KnnMode;
import org.roomprint.vectors.index.PictureKind;
import org.roomprint.vectors.search.LocateRoomQuery;

/**
 * The {@code query} part of a hotel search, as sent; checked when it is used.
 *
 * @param caseReference the case it is made for
 * @param purpose in words
 * @param filter what the gallery is narrowed to
 * @param exact compare with every photo
 * @param verify verify the leading candidates
 * @param maxHotels hotels in the answer
 * @param turns by how many quarters each image is turned clockwise to stand upright
 * @param drawnOrientations the EXIF orientation by which each image was turned when its mask and
 *     region were painted on it
 */
public record HotelSearchBody(
    Optional<String> caseReference,
    Optional<String> purpose,
    Optional<FilterBody> filter,
    Optional<Boolean> exact,
    Optional<Boolean> verify,
    Optional<BigInteger> maxHotels,
    Optional<List<BigInteger>> turns,
    Optional<List<BigInteger>> drawnOrientations) {
  private static final int DEFAULT_HOTELS = 20;

  /** Half of the way round the Earth: no two places are farther apart. */
  private static final int FARTHEST_METRES = 20_037_508;

  /** What the gallery is narrowed to, as sent. */
  public record FilterBody(
      Optional<AreaBody> area,
      Optional<List<String>> chains,
      Optional<List<String>> countries,
      Optional<String> takenFrom,
      Optional<String> takenTo) {
    /**
     * The same for gallery photos.
     *
     * @throws IllegalArgumentException saying which field does not fit
     */
    public GalleryFilter toFilter() {
      return new GalleryFilter(
          PictureKind.GALLERY_PHOTO,
          area.map(HotelSearchBody::area),
          Set.copyOf(present("chains", chains)),
          present("countries", countries).stream()
              .map(HotelSearchBody::country)
              .collect(Collectors.toSet()),
          takenFrom.map(day -> day("takenFrom", day)),
          takenTo.map(day -> day("takenTo", day)),
          Set.of(),
          Set.of());
    }
  }

  /** A circle, as sent. */
  public record AreaBody(
      Optional<Double> latitude, Optional<Double> longitude, Optional<Double> radiusMetres) {}

  /**
   * Quarter turns for each image, clockwise; none where none were sent.
   *
   * @throws IllegalArgumentException saying what they are
   */
  public List<Integer> quarterTurns() {
    List<BigInteger> sent = turns.orElse(List.of());
    if (!sent.stream().allMatch(turn -> WholeNumbers.within(turn, 0, 3))) {
      throw new IllegalArgumentException(
          "'turns' holds for each image by how many quarters it is turned clockwise: 0, 1, 2 or 3");
    }
    return sent.stream().map(BigInteger::intValueExact).toList();
  }

  /**
   * EXIF orientations (1..8) by which each image was turned when it was painted on, 0 for one of
   * which that is not said; none where none were sent.
   *
   * @throws IllegalArgumentException saying what they are
   */
  public List<Integer> paintedOrientations() {
    List<BigInteger> sent = drawnOrientations.orElse(List.of());
    if (!sent.stream().allMatch(one -> WholeNumbers.within(one, 0, 8))) {
      throw new IllegalArgumentException(
          "'drawnOrientations' holds for each image the EXIF orientation (1 to 8) by which it was"
              + " turned when it was painted on, or 0 where that is not known");
    }
    return sent.stream().map(BigInteger::intValueExact).toList();
  }

  /** Exact or by the graph. */
  public KnnMode mode() {
    return exact.orElse(false) ? KnnMode.EXACT : KnnMode.APPROXIMATE;
  }

  /**
   * Hotels in the answer.
   *
   * @throws IllegalArgumentException saying how many there may be
   */
  public int hotels() {
    BigInteger sent = maxHotels.orElse(BigInteger.valueOf(DEFAULT_HOTELS));
    if (!WholeNumbers.within(sent, 1, LocateRoomQuery.MAX_HOTELS)) {
      throw new IllegalArgumentException(
          "'maxHotels' is a whole number from 1 to " + LocateRoomQuery.MAX_HOTELS);
    }
    return sent.intValueExact();
  }

  /**
   * The filter for a search of gallery photos.
   *
   * @throws IllegalArgumentException saying which field does not fit
   */
  public GalleryFilter toFilter() {
    return filter.map(FilterBody::toFilter).orElse(GalleryFilter.all(PictureKind.GALLERY_PHOTO));
  }

  private static List<String> present(String field, Optional<List<String>> sent) {
    List<String> values = sent.orElse(List.of());
    if (values.stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException("'filter." + field + "' holds texts, and no null");
    }
    return values;
  }

  private static GalleryFilter.Area area(AreaBody sent) {
    if (sent.latitude().isEmpty() || sent.longitude().isEmpty() || sent.radiusMetres().isEmpty()) {
      throw new IllegalArgumentException(
          "'filter.area' needs latitude, longitude and radiusMetres");
    }
    if (!(sent.radiusMetres().get() > 0 && sent.radiusMetres().get() <= FARTHEST_METRES)) {
      throw new IllegalArgumentException(
          "'filter.area.radiusMetres' is more than 0 and at most " + FARTHEST_METRES + " m");
    }
    return new GalleryFilter.Area(
        new GeoPoint(sent.latitude().get(), sent.longitude().get()), sent.radiusMetres().get());
  }

  private static String country(String sent) {
    if (!sent.matches("[A-Za-z]{2}")) {
      throw new IllegalArgumentException(
          "'filter.countries' holds codes of two letters (ISO 3166-1), such as DE");
    }
    return sent.toUpperCase(Locale.ROOT);
  }

  private static LocalDate day(String field, String sent) {
    try {
      return LocalDate.parse(sent);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("'filter." + field + "' is a day such as 2025-03-01", e);
    }
  }
}
