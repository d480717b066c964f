package org.roomprint.indexer.source;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roomprint.base.Place;
import org.roomprint.base.Texts;
import org.roomprint.catalog.hotel.Chain;
import org.roomprint.catalog.hotel.Hotel;
import org.roomprint.vectors.image.ContentHash;

/** Reads hotels: from our own CSV, or from the two files of Hotels-50K. */
public final class Hotels {
  private static final String CSV_SOURCE = "import";
  private static final int CHAIN_HASH_DIGITS = 16;
  private static final String HOTELS_50K = "hotels-50k";

  private static final String HELP = "import hotels";
  private static final String LATITUDE = "latitude";
  private static final String LONGITUDE = "longitude";
  private static final double MAX_LATITUDE = 90;
  private static final double MAX_LONGITUDE = 180;
  private static final CsvTable.Columns COLUMNS =
      new CsvTable.Columns(
          List.of("hotel_id", "name"),
          List.of("chain", "latitude", "longitude", "country", "city", "address"),
          Map.ofEntries(
              Map.entry("hotelid", "hotel_id"),
              Map.entry("id", "hotel_id"),
              Map.entry("property_id", "hotel_id"),
              Map.entry("hotel_name", "name"),
              Map.entry("property_name", "name"),
              Map.entry("chain_name", "chain"),
              Map.entry("brand", "chain"),
              Map.entry("lat", "latitude"),
              Map.entry("lon", "longitude"),
              Map.entry("lng", "longitude"),
              Map.entry("long", "longitude"),
              Map.entry("country_code", "country"),
              Map.entry("countrycode", "country"),
              Map.entry("country_name", "country"),
              Map.entry("town", "city"),
              Map.entry("street", "address"),
              Map.entry("street_address", "address")),
          HELP,
          false);

  private Hotels() {}

  /**
   * Reads a CSV file with the columns {@code hotel_id} and {@code name}, and, where they are known,
   * {@code chain}, {@code latitude} and {@code longitude} (degrees), {@code country} (two letters),
   * {@code city}, {@code address}. Of two lines with the same id the first is taken.
   */
  public static List<SourceItem<HotelRecord>> fromCsv(Path file) {
    return eachOnce(
        CsvTable.read(
            file,
            COLUMNS,
            row -> {
              Set<Hotel.Detail> said = EnumSet.noneOf(Hotel.Detail.class);
              Optional<Chain> chain =
                  row.label("chain", Hotel.Detail.CHAIN, said)
                      .map(name -> new Chain(chainId(name), name));
              Hotel hotel =
                  new Hotel(
                      row.neededId("hotel_id"),
                      row.needed("name"),
                      chain.map(Chain::chainId),
                      place(row, Hotel.Detail.PLACE, said),
                      row.optional(
                          "country", Hotel.Detail.COUNTRY, said, value -> country(row, value)),
                      row.label("city", Hotel.Detail.CITY, said),
                      row.label("address", Hotel.Detail.ADDRESS, said),
                      CSV_SOURCE);
              return new HotelRecord(hotel, chain, said);
            }));
  }

  /** Refuses every line whose hotel an earlier line names. */
  private static List<SourceItem<HotelRecord>> eachOnce(List<SourceItem<HotelRecord>> items) {
    Map<String, String> lines = new HashMap<>();
    return items.stream()
        .<SourceItem<HotelRecord>>map(item ->
            switch (item) {
              case SourceItem.Unreadable<HotelRecord> bad -> bad;
              case SourceItem.PassedOver<HotelRecord> passed -> passed;
              case SourceItem.Read<HotelRecord> read -> {
                String id = read.value().hotel().hotelId();
                String first = lines.putIfAbsent(id, read.reference());
                yield first == null
                    ? read
                    : new SourceItem.Unreadable<HotelRecord>(
                        read.reference(),
                        "REPEATED_ID",
                        "Hotel '"
                            + id
                            + "' is on "
                            + first
                            + " already, and that line is taken; a file names every hotel once");
              }
            })
        .toList();
  }

  /**
   * Reads {@code chain_info.csv} and {@code hotel_info.csv} of Hotels-50K. Chain -1 means that the
   * chain is not known; 0 is a chain. Of two lines with the same id the first is taken.
   *
   * @param folder that holds both
   */
  public static List<SourceItem<HotelRecord>> fromHotels50k(Path folder) {
    if (!Files.exists(folder.resolve("chain_info.csv"))) {
      throw new SourceException(
          folder
              + " is a folder without chain_info.csv; a CSV file is wanted, or the folder of"
              + " Hotels-50K that holds chain_info.csv and hotel_info.csv");
    }
    Map<String, String> chains = new HashMap<>();
    for (SourceItem<Chain> item :
        CsvTable.read(
            folder.resolve("chain_info.csv"),
            CsvTable.Columns.strict(List.of("chain_id", "chain_name"), List.of(), HELP),
            row -> new Chain(row.needed("chain_id"), row.needed("chain_name")))) {
      switch (item) {
        case SourceItem.Read<Chain> read -> chains.put(read.value().chainId(), read.value().name());
        case SourceItem.Unreadable<Chain> bad ->
            throw new SourceException("chain_info.csv, " + bad.reference() + ": " + bad.detail());
        case SourceItem.PassedOver<Chain> _ -> {}
      }
    }
    return eachOnce(
        CsvTable.read(
            folder.resolve("hotel_info.csv"),
            CsvTable.Columns.strict(
                List.of("hotel_id", "hotel_name", "chain_id", "latitude", "longitude"),
                List.of(),
                HELP),
            row -> {
              Set<Hotel.Detail> said = EnumSet.of(Hotel.Detail.CHAIN);
              Optional<Chain> chain =
                  row.optional("chain_id")
                      .filter(id -> !id.equals("-1"))
                      .map(id -> known(chains, id));
              Hotel hotel =
                  new Hotel(
                      row.needed("hotel_id"),
                      row.needed("hotel_name"),
                      chain.map(Chain::chainId),
                      place(row, Hotel.Detail.PLACE, said),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      HOTELS_50K);
              return new HotelRecord(hotel, chain, said);
            }));
  }

  private static Chain known(Map<String, String> chains, String id) {
    String name = chains.get(id);
    if (name == null) {
      throw new BadValue("UNKNOWN_CHAIN", "Chain " + id + " is not in chain_info.csv");
    }
    return new Chain(id, name);
  }

  /** The name's letters and digits; of a name in another script, its hash. */
  private static String chainId(String name) {
    String id =
        name.toLowerCase(java.util.Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    return id.isEmpty() || id.length() > Texts.MAX_ID_LENGTH
        ? "chain-"
            + ContentHash.of(name.getBytes(StandardCharsets.UTF_8))
                .hex()
                .substring(0, CHAIN_HASH_DIGITS)
        : id;
  }

  /** The code of a country as somebody wrote it. */
  static String country(Entry entry, String written) {
    String code =
        CountryNames.code(written)
            .orElseThrow(() ->
                new BadValue(
                    "UNKNOWN_COUNTRY",
                    "It names no country that is known; two letters of ISO 3166-1 such as FR are best"));
    if (written.strip().equalsIgnoreCase("NA")) {
      entry.note(
          "country", "NAMIBIA", "NA is read as Namibia; where nothing is known, leave it empty");
    }
    return code;
  }

  /** Both degrees, or nothing: half a place is none, and nobody's hotel lies at 0, 0. */
  static <F> Optional<Place> place(Entry row, F detail, Set<? super F> said) {
    Set<String> readable = new HashSet<>();
    Optional<Double> latitude = degrees(row, LATITUDE, MAX_LATITUDE, readable);
    Optional<Double> longitude = degrees(row, LONGITUDE, MAX_LONGITUDE, readable);
    if (readable.size() < 2) {
      if (areSwapped(row)) {
        row.note(
            LATITUDE, "SWAPPED", "Latitude and longitude look exchanged; the place is left out");
      }
      return Optional.empty();
    }
    if (latitude.isPresent() != longitude.isPresent()) {
      row.note(
          latitude.isPresent() ? LONGITUDE : LATITUDE,
          "HALF_A_PLACE",
          "Latitude and longitude are given both or neither; the place is left out");
      return Optional.empty();
    }
    if (latitude.isPresent() && latitude.get() == 0 && longitude.orElseThrow() == 0) {
      row.note(
          LATITUDE,
          "PLACE_ZERO",
          "0, 0 lies in the sea and mostly means that the place is not known; it is left out");
      return Optional.empty();
    }
    said.add(detail);
    return latitude.map(value -> new Place(value, longitude.orElseThrow()));
  }

  private static Optional<Double> degrees(
      Entry row, String axis, double limit, Set<String> readable) {
    return row.optional(axis, axis, readable, value -> Degrees.of(axis, limit, value));
  }

  private static boolean areSwapped(Entry row) {
    try {
      return Degrees.of(LONGITUDE, MAX_LONGITUDE, row.text(LATITUDE).orElse("")) >= -MAX_LONGITUDE
          && Math.abs(Degrees.of(LATITUDE, MAX_LATITUDE, row.text(LONGITUDE).orElse("")))
              <= MAX_LATITUDE;
    } catch (BadValue _) {
      return false;
    }
  }
}
