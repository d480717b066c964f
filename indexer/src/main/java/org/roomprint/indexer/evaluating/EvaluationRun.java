package org.roomprint.indexer.evaluating;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.roomprint.vectors.Indexes;
import org.roomprint.vectors.VectorsSettings;
import org.roomprint.vectors.describe.PictureDescriber;
import org.roomprint.vectors.embedding.DjlEmbedder;
import org.roomprint.vectors.embedding.Embedding;
import org.roomprint.vectors.embedding.PictureEmbedder;
import org.roomprint.vectors.embedding.PictureModel;
import org.roomprint.vectors.evaluate.ColourHistogram;
import org.roomprint.vectors.evaluate.ColourHistogramRanker;
import org.roomprint.vectors.evaluate.EmbeddingRanker;
import org.roomprint.vectors.evaluate.Evaluation;
import org.roomprint.vectors.evaluate.EvaluationPhoto;
import org.roomprint.vectors.evaluate.Level;
import org.roomprint.vectors.evaluate.LightChange;
import org.roomprint.vectors.evaluate.LocatorRanker;
import org.roomprint.vectors.evaluate.PdqRanker;
import org.roomprint.vectors.evaluate.PhotosPerQuery;
import org.roomprint.vectors.evaluate.QueryCondition;
import org.roomprint.vectors.evaluate.Ranker;
import org.roomprint.vectors.evaluate.ResultFile;
import org.roomprint.vectors.evaluate.SilhouetteOccluder;
import org.roomprint.vectors.files.FolderTree;
import org.roomprint.vectors.hash.PdqHash;
import org.roomprint.vectors.hash.PdqHasher;
import org.roomprint.vectors.image.InProcessDecoder;
import org.roomprint.vectors.index.GalleryIndex;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.index.IndexGenerations;
import org.roomprint.vectors.index.IndexLocation;
import org.roomprint.vectors.index.IndexedPicture;
import org.roomprint.vectors.index.KnnMode;
import org.roomprint.vectors.index.PictureKind;
import org.roomprint.vectors.local.LocalFeatureExtractor;
import org.roomprint.vectors.local.LocalFeatures;
import org.roomprint.vectors.local.RootSiftExtractor;
import org.roomprint.vectors.search.Calibration;
import org.roomprint.vectors.search.SearchSession;
import org.roomprint.vectors.search.SearchTools;

/** A grid: each model and ranker under each condition. */
public final class EvaluationRun {
  private static final int BATCH = 64;

  private final List<EvaluationPhoto> photos;
  private final SilhouetteOccluder occluder;
  private final VectorsSettings settings;
  private final PrintWriter progress;

  /** What can be measured. */
  public enum RankerKind {
    /** A model's embeddings alone. */
    MODEL,
    /** The whole search: embeddings, hashes and geometric verification, over a real index. */
    VERIFIED,
    /** PDQ hashes alone. */
    PDQ,
    /** Colour histograms alone. */
    HISTOGRAM
  }

  /** Prepares a grid over these photos. */
  public EvaluationRun(
      List<EvaluationPhoto> photos,
      SilhouetteOccluder occluder,
      VectorsSettings settings,
      PrintWriter progress) {
    this.photos = List.copyOf(photos);
    this.occluder = occluder;
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Runs the grid and fills the table.
   *
   * @param conditions what is done to the pictures of the queries, a line of the table each
   * @param photosPerQuery numbers of photos of one unit that are asked together; where there are
   *     several, all queries miss as many photos as the largest takes
   * @param openSet those of the conditions under which every query is asked a second time with its
   *     hotel taken out of the gallery, where a ranker has scores that are made into probabilities
   */
  public void run(
      Map<String, Path> models,
      List<RankerKind> kinds,
      List<QueryCondition> conditions,
      Optional<Integer> limit,
      List<Integer> photosPerQuery,
      List<QueryCondition> openSet,
      Optional<Path> resultFolder,
      EvaluationTable table)
      throws IOException {
    int most = photosPerQuery.stream().mapToInt(Integer::intValue).max().orElse(1);
    List<PhotosPerQuery> asked =
        photosPerQuery.stream().map(count -> new PhotosPerQuery(count, most)).toList();
    boolean first = true;
    try (ExecutorService workers = Executors.newFixedThreadPool(settings.threads())) {
      for (Map.Entry<String, Path> model : new TreeMap<>(models).entrySet()) {
        try (PictureEmbedder embedder =
            PictureEmbedder.open(
                PictureModel.open(model.getValue()),
                new DjlEmbedder.Settings(settings.threads(), 1, 1))) {
          runModel(
              model.getKey(),
              embedder,
              kinds,
              first,
              conditions,
              limit,
              asked,
              openSet,
              resultFolder,
              table,
              workers);
        }
        first = false;
      }
    }
  }

  private void runModel(
      String name,
      PictureEmbedder embedder,
      List<RankerKind> kinds,
      boolean withoutModelToo,
      List<QueryCondition> conditions,
      Optional<Integer> limit,
      List<PhotosPerQuery> asked,
      List<QueryCondition> openSet,
      Optional<Path> resultFolder,
      EvaluationTable table,
      ExecutorService workers)
      throws IOException {
    // Points take longer than all the rest, and nothing but the geometry looks at them.
    LocalFeatureExtractor extractor =
        kinds.contains(RankerKind.VERIFIED)
            ? new RootSiftExtractor()
            : (picture, _) -> LocalFeatures.none(picture.width(), picture.height());
    PictureDescriber describer = new PictureDescriber(embedder, new PdqHasher(), extractor);
    say(name + ": describing " + photos.size() + " photos");
    List<EvaluationGallery.Entry> gallery =
        new EvaluationGallery(new InProcessDecoder()).load(photos, describer, workers, _ -> {});
    Evaluation evaluation =
        new Evaluation(
            gallery.stream().map(EvaluationGallery.Entry::loaded).toList(), occluder, limit);
    say(name + ": " + evaluation.copyPairs() + " pairs of a query and its copy are left out");
    Optional<Calibration> shipped =
        openSet.isEmpty()
            ? Optional.empty()
            : Optional.of(Calibration.of(embedder, embedder.patchChannels()));
    Path folder = Files.createTempDirectory("roomprint-evaluate-");
    try (SearchTools tools = new SearchTools(describer, settings.threads());
        IndexGenerations generations = Indexes.at(new IndexLocation.Folder(folder)).write();
        SearchSession session = tools.session(index(generations, embedder, gallery))) {
      Map<String, Ranker> rankers = new TreeMap<>();
      for (RankerKind kind : kinds) {
        switch (kind) {
          case MODEL -> rankers.put(name, new EmbeddingRanker(embedder, embeddings(gallery)));
          case VERIFIED ->
              rankers.put(name + " + geometry", new LocatorRanker(session, KnnMode.EXACT, true));
          case PDQ -> {
            if (withoutModelToo) {
              rankers.put("PDQ", new PdqRanker(hashes(gallery)));
            }
          }
          case HISTOGRAM -> {
            if (withoutModelToo) {
              rankers.put("colour histogram", new ColourHistogramRanker(histograms(gallery)));
            }
          }
        }
      }
      for (Map.Entry<String, Ranker> ranker : rankers.entrySet()) {
        for (PhotosPerQuery photosAsked : asked) {
          for (QueryCondition condition : conditions) {
            runCell(
                evaluation,
                new Cell(name(ranker.getKey(), photosAsked), photosAsked, condition),
                ranker.getValue(),
                shipped.filter(_ -> openSet.contains(condition)),
                resultFolder,
                table);
          }
        }
      }
    } finally {
      FolderTree.delete(folder);
    }
  }

  /** One line of the table at each level. */
  private record Cell(String name, PhotosPerQuery asked, QueryCondition condition) {}

  private static String name(String ranker, PhotosPerQuery asked) {
    return asked.takenOut() == 1
        ? ranker
        : String.format(
            Locale.ROOT, "%s, %d of %d photos", ranker, asked.photos(), asked.takenOut());
  }

  private void runCell(
      Evaluation evaluation,
      Cell cell,
      Ranker ranker,
      Optional<Calibration> openSet,
      Optional<Path> resultFolder,
      EvaluationTable table)
      throws IOException {
    Evaluation.Outcome outcome = measure(evaluation, cell, ranker, true);
    table.add(cell.name(), Level.HOTEL, cell.condition(), outcome);
    table.add(cell.name(), Level.UNIT, cell.condition(), evaluation.atUnitLevel(outcome));
    if (openSet.isPresent()
        && outcome.rankings().stream().anyMatch(ranking -> !ranking.scores().isEmpty())) {
      table.addOpenSet(
          cell.name(),
          cell.condition(),
          openSet.get(),
          outcome,
          measure(evaluation, cell, ranker, false));
    }
    if (resultFolder.isPresent()) {
      String file = fileName(cell.name(), cell.condition());
      int leftOut = HotelsResults.write(resultFolder.get(), file, photos, outcome);
      if (leftOut > 0) {
        say(
            String.format(
                Locale.ROOT,
                "%s lacks %d of %d queries: the format needs %d ranked photos of each",
                file,
                leftOut,
                outcome.rankings().size(),
                ResultFile.RANKED));
      }
    }
  }

  private Evaluation.Outcome measure(
      Evaluation evaluation, Cell cell, Ranker ranker, boolean hotelPresent) {
    long begin = System.nanoTime();
    int[] done = {0};
    Evaluation.Outcome outcome =
        evaluation.run(
            Level.HOTEL,
            cell.asked(),
            cell.condition(),
            hotelPresent,
            ranker,
            _ -> {
              if (++done[0] % 100 == 0) {
                say("  " + done[0] + " queries");
              }
            });
    say(
        String.format(
            Locale.ROOT,
            "%s, %s%s: %d queries in %.0f s",
            cell.name(),
            cell.condition().words(),
            hotelPresent ? "" : ", hotel not in the gallery",
            outcome.rankings().size(),
            (System.nanoTime() - begin) / 1e9));
    return outcome;
  }

  private static GallerySnapshot index(
      IndexGenerations generations, PictureEmbedder embedder, List<EvaluationGallery.Entry> gallery)
      throws IOException {
    GalleryIndex index = generations.openCurrent(embedder.modelId(), embedder.dimension());
    List<IndexedPicture> batch = new ArrayList<>();
    for (EvaluationGallery.Entry entry : gallery) {
      EvaluationPhoto photo = entry.loaded().photo();
      batch.add(
          new IndexedPicture(
              photo.photoId(),
              PictureKind.GALLERY_PHOTO,
              photo.hotel(),
              Optional.of(photo.unit()),
              photo.chain(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              entry.description()));
      if (batch.size() == BATCH) {
        index.put(batch);
        batch.clear();
      }
    }
    index.put(batch);
    index.commit();
    return index.snapshot();
  }

  private static Map<String, Embedding> embeddings(List<EvaluationGallery.Entry> gallery) {
    Map<String, Embedding> embeddings = new HashMap<>();
    gallery.forEach(
        entry -> embeddings.put(entry.loaded().photo().photoId(), entry.description().embedding()));
    return embeddings;
  }

  private static Map<String, PdqHash> hashes(List<EvaluationGallery.Entry> gallery) {
    Map<String, PdqHash> hashes = new HashMap<>();
    gallery.forEach(
        entry -> hashes.put(entry.loaded().photo().photoId(), entry.description().pdq()));
    return hashes;
  }

  private static Map<String, ColourHistogram> histograms(List<EvaluationGallery.Entry> gallery) {
    Map<String, ColourHistogram> histograms = new HashMap<>();
    gallery.forEach(entry -> histograms.put(entry.loaded().photo().photoId(), entry.histogram()));
    return histograms;
  }

  private static String fileName(String ranker, QueryCondition condition) {
    return (ranker
                + "-"
                + condition.occlusion()
                + (condition.maskGiven() ? "-mask" : "")
                + (condition.light() == LightChange.NONE ? "" : "-light-" + condition.light()))
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9-]+", "-")
        + ".csv";
  }

  private void say(String text) {
    progress.println(text);
    progress.flush();
  }
}
