package org.roomprint.indexer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.CatalogSettings;
import org.roomprint.catalog.hotel.Hotel;
import org.roomprint.catalog.paging.Page;
import org.roomprint.catalog.photo.Photo;
import org.roomprint.catalog.sql.SqlCatalog;
import org.roomprint.vectors.CurrentModel;
import org.roomprint.vectors.Indexes;
import org.roomprint.vectors.VectorsSettings;
import org.roomprint.vectors.embedding.PictureModel;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.GalleryReader;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.index.IndexMissingException;
import org.roomprint.vectors.index.IndexedPicture;
import org.roomprint.vectors.index.KnnMode;
import org.roomprint.vectors.index.PictureKind;
import org.roomprint.vectors.index.PictureRef;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A data folder, commands that work on it, and what they left in it. */
record Workbench(Path data) {
  /** Neighbours that each photo is asked for. */
  private static final int NEIGHBOURS = 10;

  /** Largest difference of two similarities of the same two embeddings. */
  private static final double ROUNDING = 1e-6;

  static {
    System.setProperty(DataOptions.HOME_PROPERTY, root().toString());
  }

  /** Folder of the whole project. */
  static Path root() {
    return Path.of(System.getProperty("roomprint.root", "..")).toAbsolutePath().normalize();
  }

  /** A file of the sample set. */
  static Path sample(String name) {
    return root().resolve("indexer").resolve("sample").resolve(name);
  }

  /** What a command ended with and printed. */
  record Said(int code, String out, String err) {
    @Override
    public String toString() {
      return "exit code " + code + "\n" + out + err;
    }
  }

  /** What a command said that did what it was told. */
  static Said done(Said said) {
    assertThat(said.code()).as(said.toString()).isZero();
    return said;
  }

  /** The JSON object that such a command printed. */
  static JsonNode json(Said said) {
    return JsonMapper.builder().build().readTree(done(said).out());
  }

  /** Copies photos of the sample set, such as {@code h01/r1/1.jpg}, into a folder. */
  static Path copyOfSample(Path folder, List<String> photos) throws IOException {
    for (String photo : photos) {
      Path target = folder.resolve(photo);
      Files.createDirectories(target.getParent());
      Files.copy(sample("photos/" + photo), target);
    }
    return folder;
  }

  /** A new data folder with the sample hotels and the photos of a folder. */
  static Workbench imported(Path data, Path photos) {
    Workbench bench = new Workbench(data);
    done(bench.run("import", "hotels", sample("hotels.csv").toString(), "--json"));
    done(bench.run("import", "photos", photos.toString(), "--json"));
    return bench;
  }

  /** Runs a command that works on no data folder, or on one that it names itself. */
  static Said say(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = RoomprintCommand.run(new PrintWriter(out), new PrintWriter(err), args);
    return new Said(code, out.toString(), err.toString());
  }

  /** Runs a command on this data folder. */
  Said run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--data");
    all.add(data.toString());
    return say(all.toArray(String[]::new));
  }

  /** A copy of this data folder, to be changed freely. */
  Workbench copyTo(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.toList()) {
        Path target = folder.resolve(data.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    return new Workbench(folder);
  }

  /** The catalog, to be closed by the caller. */
  Catalog catalog() {
    return SqlCatalog.open(
        CatalogSettings.inFolder(data.resolve("catalog")).configuration(), Clock.systemUTC());
  }

  /** Everything that the catalog says of hotels and photos, by id. */
  SortedMap<String, Object> rows() {
    SortedMap<String, Object> rows = new TreeMap<>();
    try (Catalog catalog = catalog()) {
      for (Hotel hotel : catalog.hotels().list(Optional.empty(), Page.MAX_LIMIT).items()) {
        rows.put("hotel " + hotel.hotelId(), hotel);
        for (Photo photo :
            catalog.photos().ofHotel(hotel.hotelId(), Optional.empty(), Page.MAX_LIMIT).items()) {
          rows.put("photo " + photo.photoId(), photo);
        }
      }
    }
    return rows;
  }

  /** Ids of all photos. */
  List<String> photoIds() {
    return rows().values().stream()
        .<String>mapMulti((row, out) -> {
          if (row instanceof Photo photo) {
            out.accept(photo.photoId());
          }
        })
        .toList();
  }

  /**
   * Deletes what interrupted writes left behind, as a rebuild or a drain does with what is a day
   * old.
   */
  void sweep() throws IOException {
    try (Catalog catalog = catalog()) {
      catalog.sweep(Duration.ZERO);
    }
  }

  /** Names of the kept picture files. */
  List<String> keptFiles() throws IOException {
    try (Stream<Path> files = Files.walk(data.resolve("catalog").resolve("pictures"))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  /** The index as searches see it. */
  record Answers(
      long generation,
      SortedMap<String, IndexedPicture> entries,
      SortedMap<String, List<Neighbour>> nearest) {

    /**
     * Holds when all entries are equal, and all neighbours with their similarities to within what
     * the order of a sum's terms changes: Java may add them up in another order once it has
     * compiled the loop.
     */
    void assertSameAs(Answers expected, String where) {
      assertThat(generation).as("generation, %s", where).isEqualTo(expected.generation);
      assertThat(entries).as("entries, %s", where).isEqualTo(expected.entries);
      assertSameNeighbours(expected, where);
    }

    /** The same for the neighbours alone. */
    void assertSameNeighbours(Answers expected, String where) {
      assertThat(nearest)
          .as("neighbours, %s", where)
          .usingRecursiveComparison()
          .withEqualsForType((a, b) -> Math.abs(a - b) < ROUNDING, Double.class)
          .isEqualTo(expected.nearest);
    }
  }

  /** A found photo and how similar it is. */
  record Neighbour(PictureRef picture, Double similarity) {}

  /** How many photos the index holds; 0 without an index. */
  int indexed() throws IOException {
    VectorsSettings settings = VectorsSettings.defaults(root(), data);
    PictureModel model = CurrentModel.of(settings);
    try (GalleryReader reader = Indexes.of(settings).read(model.modelId(), model.dimension());
        GallerySnapshot snapshot = reader.snapshot()) {
      return Math.toIntExact(snapshot.size(PictureKind.GALLERY_PHOTO));
    } catch (IndexMissingException _) {
      return 0;
    }
  }

  /**
   * The index entry of every photo of the catalog, and for each as a query the nearest photos with
   * their similarities, in both ways of searching.
   */
  Answers answers() throws IOException {
    VectorsSettings settings = VectorsSettings.defaults(root(), data);
    PictureModel model = CurrentModel.of(settings);
    SortedMap<String, IndexedPicture> entries = new TreeMap<>();
    SortedMap<String, List<Neighbour>> nearest = new TreeMap<>();
    try (GalleryReader reader = Indexes.of(settings).read(model.modelId(), model.dimension());
        GallerySnapshot snapshot = reader.snapshot()) {
      for (String id : photoIds()) {
        Optional<IndexedPicture> entry = snapshot.find(id);
        if (entry.isPresent()) {
          entries.put(id, entry.get());
          for (KnnMode mode : KnnMode.values()) {
            nearest.put(
                mode + " " + id,
                snapshot
                    .knn(
                        entry.get().description().embedding(),
                        NEIGHBOURS,
                        mode,
                        GalleryFilter.all(PictureKind.GALLERY_PHOTO))
                    .hits()
                    .stream()
                    .map(hit -> new Neighbour(hit.picture(), hit.similarity()))
                    .toList());
          }
        }
      }
      return new Answers(snapshot.identity().generation(), entries, nearest);
    }
  }
}
