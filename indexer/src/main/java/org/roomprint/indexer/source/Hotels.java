package org.roomprint.indexer.source;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.roomprint.catalog.Chain;
import org.roomprint.catalog.Hotel;
import org.roomprint.catalog.Place;
import org.roomprint.vectors.image.ContentHash;

/** Reads hotels: from our own CSV, or from the two files of Hotels-50K. */
public final class Hotels {
  private static final String CSV_SOURCE = "import";
  private static final int CHAIN_HASH_DIGITS = 16;
  private static final String HOTELS_50K = "hotels-50k";

  private static final String HELP = "import hotels";
  private static final CsvTable.Columns COLUMNS =
      new CsvTable.Columns(
          List.of("hotel_id", "name"),
          List.of("chain", "latitude", "longitude", "country", "city", "address"),
          HELP);

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
              Optional<Chain> chain =
                  row.optional("chain").map(name -> new Chain(chainId(name), name));
              Hotel hotel =
                  new Hotel(
                      row.text("hotel_id"),
                      row.text("name"),
                      chain.map(Chain::chainId),
                      place(row),
                      row.optional("country")
                          .map(country -> country.toUpperCase(java.util.Locale.ROOT)),
                      row.optional("city"),
                      row.optional("address"),
                      CSV_SOURCE);
              return new HotelRecord(hotel, chain);
            }));
  }

  /** Refuses every line whose hotel an earlier line names. */
  private static List<SourceItem<HotelRecord>> eachOnce(List<SourceItem<HotelRecord>> items) {
    Map<String, String> lines = new HashMap<>();
    return items.stream()
        .<SourceItem<HotelRecord>>map(item ->
            switch (item) {
              case SourceItem.Unreadable<HotelRecord> bad -> bad;
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
            new CsvTable.Columns(List.of("chain_id", "chain_name"), List.of(), HELP),
            row -> new Chain(row.text("chain_id"), row.text("chain_name")))) {
      switch (item) {
        case SourceItem.Read<Chain> read -> chains.put(read.value().chainId(), read.value().name());
        case SourceItem.Unreadable<Chain> bad ->
            throw new SourceException("chain_info.csv, " + bad.reference() + ": " + bad.detail());
      }
    }
    return eachOnce(
        CsvTable.read(
            folder.resolve("hotel_info.csv"),
            new CsvTable.Columns(
                List.of("hotel_id", "hotel_name", "chain_id", "latitude", "longitude"),
                List.of(),
                HELP),
            row -> {
              Optional<Chain> chain =
                  row.optional("chain_id")
                      .filter(id -> !id.equals("-1"))
                      .map(id -> known(chains, id));
              Hotel hotel =
                  new Hotel(
                      row.text("hotel_id"),
                      row.text("hotel_name"),
                      chain.map(Chain::chainId),
                      place(row),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      HOTELS_50K);
              return new HotelRecord(hotel, chain);
            }));
  }

  private static Chain known(Map<String, String> chains, String id) {
    String name = chains.get(id);
    if (name == null) {
      throw new CsvTable.BadLine("UNKNOWN_CHAIN", "Chain " + id + " is not in chain_info.csv");
    }
    return new Chain(id, name);
  }

  /** The name's letters and digits; of a name in another script, its hash. */
  private static String chainId(String name) {
    String id =
        name.toLowerCase(java.util.Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    return id.isEmpty()
        ? "chain-"
            + ContentHash.of(name.getBytes(StandardCharsets.UTF_8))
                .hex()
                .substring(0, CHAIN_HASH_DIGITS)
        : id;
  }

  private static Optional<Place> place(CsvTable.Row row) {
    Optional<String> latitude = row.optional("latitude");
    Optional<String> longitude = row.optional("longitude");
    if (latitude.isPresent() != longitude.isPresent()) {
      throw new CsvTable.BadLine(
          "INVALID_VALUE", "Latitude and longitude are given both or neither");
    }
    return latitude.map(value ->
        new Place(degrees("latitude", value), degrees("longitude", longitude.orElseThrow())));
  }

  private static double degrees(String column, String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException _) {
      throw new CsvTable.BadLine(
          "INVALID_VALUE", "Column '" + column + "' holds no number of degrees");
    }
  }
}
