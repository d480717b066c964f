package org.roomprint.vectors.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.vectors.VectorsSettings;
import org.roomprint.vectors.describe.PictureDescriber;
import org.roomprint.vectors.embedding.DjlEmbedder;
import org.roomprint.vectors.embedding.ModelFolder;
import org.roomprint.vectors.embedding.PictureEmbedder;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.image.DecodeOutcome;
import org.roomprint.vectors.image.InProcessDecoder;
import org.roomprint.vectors.image.RasterImage;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.GalleryIndex;
import org.roomprint.vectors.index.GeoPoint;
import org.roomprint.vectors.index.IndexIdentity;
import org.roomprint.vectors.index.IndexedPicture;
import org.roomprint.vectors.index.KnnMode;
import org.roomprint.vectors.index.PictureKind;
import org.roomprint.vectors.index.lucene.LuceneGalleryIndex;

/**
 * A true filter never makes the right hotel less likely, on real photographs. Countries and places
 * are made up: every hotel has one of five countries, and places lie a degree apart.
 */
class NarrowedSearchTest {
  private static final Path SHIPPED = Path.of("..").resolve(VectorsSettings.SHIPPED_MODEL);
  private static final Path HOTELS =
      Path.of(System.getProperty("roomprint.shared", "../shared"), "data", "hotels");
  private static final List<String> COUNTRIES = List.of("AR", "FR", "JP", "NG", "US");
  private static final int MAX_SIDE_PIXELS = 1024;
  private static final double ROUNDING = 1e-9;
  private static final double NEAR_METRES = 300_000;

  @TempDir Path directory;

  private record Photo(String file, String hotel, String chain, RasterImage pixels) {}

  private record Place(double probability, int rank) {}

  @Test
  void aTrueFilterNeverLowersTheRightHotelAmongSomeHotels() throws IOException {
    check(4, 4);
  }

  @Test
  @Tag("slow")
  void aTrueFilterNeverLowersTheRightHotel() throws IOException {
    check(Integer.MAX_VALUE, 200);
  }

  private void check(int hotels, int queries) throws IOException {
    assumeThat(HOTELS).as("the shared photographs, which are no part of the project").isDirectory();
    List<Photo> photos = photos(hotels);
    List<String> names = photos.stream().map(Photo::hotel).distinct().toList();
    List<String> lowered = new ArrayList<>();
    int asked = 0;
    try (PictureEmbedder embedder =
            PictureEmbedder.open(ModelFolder.open(SHIPPED), new DjlEmbedder.Settings(2, 1, 1));
        GalleryIndex index =
            LuceneGalleryIndex.open(
                Files.createDirectory(directory.resolve("index")),
                new IndexIdentity(embedder.modelId(), embedder.dimension(), 1))) {
      PictureDescriber describer = PictureDescriber.with(embedder);
      for (Photo photo : photos) {
        index.put(List.of(entry(photo, names.indexOf(photo.hotel()), describer)));
      }
      index.commit();
      try (SearchTools tools = new SearchTools(describer, 2);
          SearchSession session = tools.session(index.snapshot())) {
        int step = Math.max(1, photos.size() / queries);
        for (int i = 0; i < photos.size(); i += step) {
          Photo query = photos.get(i);
          Optional<Place> whole = place(session, query, Filter.NONE, names);
          asked++;
          for (Filter filter : List.of(Filter.COUNTRY, Filter.CHAIN, Filter.AREA)) {
            Optional<Place> narrowed = place(session, query, filter, names);
            if (whole.isPresent()
                && (narrowed.isEmpty()
                    || narrowed.get().rank() > whole.get().rank()
                    || narrowed.get().probability() < whole.get().probability() - ROUNDING)) {
              lowered.add(query.file() + " " + filter + ": " + whole + " became " + narrowed);
            }
          }
        }
      }
    }
    assertThat(asked).isGreaterThanOrEqualTo(Math.min(queries, 4));
    assertThat(lowered).isEmpty();
  }

  private enum Filter {
    NONE,
    COUNTRY,
    CHAIN,
    AREA
  }

  private static Optional<Place> place(
      SearchSession session, Photo query, Filter filter, List<String> names) throws IOException {
    int hotel = names.indexOf(query.hotel());
    GalleryFilter narrowed =
        new GalleryFilter(
            PictureKind.GALLERY_PHOTO,
            filter == Filter.AREA
                ? Optional.of(new GalleryFilter.Area(point(hotel), NEAR_METRES))
                : Optional.empty(),
            filter == Filter.CHAIN ? Set.of(query.chain()) : Set.of(),
            filter == Filter.COUNTRY ? Set.of(country(hotel)) : Set.of(),
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Set.of(query.file()));
    LocateRoomAnswer answer =
        session.locate(
            new LocateRoomQuery(
                List.of(new QueryImage(bytes(query), query.pixels(), Optional.empty())),
                narrowed,
                KnnMode.EXACT,
                true,
                LocateRoomQuery.MAX_HOTELS));
    for (int rank = 0; rank < answer.hotels().size(); rank++) {
      HotelHit hit = answer.hotels().get(rank);
      if (hit.hotelId().equals(query.hotel())) {
        return Optional.of(new Place(hit.probability(), rank));
      }
    }
    return Optional.empty();
  }

  private static IndexedPicture entry(Photo photo, int hotel, PictureDescriber describer) {
    return new IndexedPicture(
        photo.file(),
        PictureKind.GALLERY_PHOTO,
        photo.hotel(),
        Optional.empty(),
        Optional.of(photo.chain()),
        Optional.of(country(hotel)),
        Optional.of(point(hotel)),
        Optional.empty(),
        describer.describe(bytes(photo), photo.pixels(), Optional.empty()));
  }

  private static ContentHash bytes(Photo photo) {
    return ContentHash.of(photo.file().getBytes(StandardCharsets.UTF_8));
  }

  private static String country(int hotel) {
    return COUNTRIES.get(hotel % COUNTRIES.size());
  }

  private static GeoPoint point(int hotel) {
    return new GeoPoint(hotel - 20, 0);
  }

  private static List<Photo> photos(int hotels) throws IOException {
    Map<String, Integer> order = new LinkedHashMap<>();
    List<Photo> photos = new ArrayList<>();
    try (InProcessDecoder decoder = new InProcessDecoder()) {
      for (String line :
          Files.readAllLines(HOTELS.resolve("hotels.csv"), StandardCharsets.UTF_8).stream()
              .skip(1)
              .toList()) {
        List<String> cells = List.of(line.split(",", -1));
        order.putIfAbsent(cells.get(1), order.size());
        if (Objects.requireNonNull(order.get(cells.get(1))) < hotels
            && decoder.decode(Files.readAllBytes(HOTELS.resolve(cells.get(0))), MAX_SIDE_PIXELS)
                instanceof DecodeOutcome.Decoded decoded) {
          photos.add(new Photo(cells.get(0), cells.get(1), cells.get(3), decoded.picture()));
        }
      }
    }
    return photos;
  }
}
