package org.roomprint.indexer.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.CatalogSettings;
import org.roomprint.catalog.Hotel;
import org.roomprint.catalog.KeptPicture;
import org.roomprint.catalog.OriginalFile;
import org.roomprint.catalog.Photo;
import org.roomprint.catalog.sql.SqlCatalog;
import org.roomprint.vectors.describe.PictureDescriber;
import org.roomprint.vectors.embedding.EmbeddedPicture;
import org.roomprint.vectors.embedding.Embedding;
import org.roomprint.vectors.embedding.PatchEmbeddings;
import org.roomprint.vectors.embedding.PictureEmbedder;
import org.roomprint.vectors.hash.PdqHash;
import org.roomprint.vectors.hash.PdqHasher;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.image.InProcessDecoder;
import org.roomprint.vectors.image.RasterImage;
import org.roomprint.vectors.image.Sanitiser;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.GalleryIndex;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.index.IndexIdentity;
import org.roomprint.vectors.index.IndexedPicture;
import org.roomprint.vectors.index.KnnAnswer;
import org.roomprint.vectors.index.KnnMode;
import org.roomprint.vectors.index.PdqNeighbour;
import org.roomprint.vectors.index.PictureKind;
import org.roomprint.vectors.index.PictureRef;
import org.roomprint.vectors.local.LocalFeatures;

class IndexUpdaterTest {
  private static final int PHOTOS = 2 * IndexUpdater.BATCH + 3;

  @TempDir Path folder;
  private Catalog catalog;
  private ExecutorService workers;
  private final RecordingIndex index = new RecordingIndex();
  private final List<Integer> progress = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-04T05:06:07Z");

  @BeforeEach
  void recordsPhotos() {
    catalog = SqlCatalog.open(CatalogSettings.inFolder(folder).configuration(), Clock.systemUTC());
    workers = Executors.newFixedThreadPool(2);
    byte[] file = Sanitiser.sanitise(RasterImage.copyOf(8, 8, new byte[8 * 8 * 3]));
    KeptPicture picture =
        new KeptPicture(catalog.pictures().put(file), Sanitiser.MEDIA_TYPE, 8, 8, file.length);
    catalog.write(writer -> {
      writer.putHotel(
          new Hotel(
              "h",
              "Hotel",
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              "test"));
      for (int i = 0; i < PHOTOS; i++) {
        String hash = ContentHash.of(Integer.toString(i).getBytes(StandardCharsets.UTF_8)).hex();
        OriginalFile original = new OriginalFile(hash, Optional.empty(), Optional.empty(), 1);
        writer.putPhoto(Photo.of("h", "test", original, picture));
      }
      return PHOTOS;
    });
  }

  @AfterEach
  void closes() {
    workers.shutdownNow();
    catalog.close();
  }

  @Test
  void leavesTheLastBatchWithTheWorkersUntilTheNextCall() throws IOException {
    IndexUpdater updater = updater();

    updater.follow(progress::add);

    assertThat(index.put).hasSize(2 * IndexUpdater.BATCH);
    assertThat(updater.pending()).isEqualTo(3);

    updater.follow(progress::add);

    assertThat(index.put).hasSize(2 * IndexUpdater.BATCH);

    updater.catchUp(progress::add);

    assertThat(index.put).hasSize(PHOTOS).doesNotHaveDuplicates();
    assertThat(progress).containsExactly(IndexUpdater.BATCH, IndexUpdater.BATCH, 3);
    assertThat(updater.pending()).isZero();
    assertThat(IndexUpdater.sequenceOf(index.notes(), catalog.catalogId()))
        .isEqualTo(catalog.changes().latestSequence());
  }

  @Test
  void dealsAgainWithEverythingFromABatchOnThatTheIndexDidNotTake() throws IOException {
    IndexUpdater updater = updater();
    index.fails = true;

    assertThatThrownBy(() -> updater.catchUp(progress::add)).hasMessage("The disk is full");

    assertThat(updater.pending()).isEqualTo(PHOTOS);

    index.fails = false;
    updater.catchUp(progress::add);

    assertThat(index.put).hasSize(PHOTOS).doesNotHaveDuplicates();
    assertThat(updater.pending()).isZero();
  }

  @Test
  void takesOutAPhotoThatWasDeletedAfterItsBatchWasBegun() throws IOException {
    IndexUpdater updater = updater();
    updater.follow(progress::add);
    String last = lastPhoto();
    catalog.write(writer -> writer.deletePhoto(last));

    updater.catchUp(progress::add);

    assertThat(index.deleted).containsExactly(last);
  }

  @Test
  void takesWhatWasDeletedOutOfTheFilesADayLater() throws IOException {
    updater().catchUp(progress::add);
    catalog.write(writer -> writer.deletePhoto(lastPhoto()));
    index.size = new GalleryIndex.Size(PHOTOS - 1, 1);

    updater().catchUp(progress::add);
    assertThat(index.purges).isZero();

    now = now.plus(IndexUpdater.PURGE_AFTER).minusSeconds(1);
    updater().catchUp(progress::add);
    assertThat(index.purges).isZero();

    now = now.plusSeconds(1);
    updater().catchUp(progress::add);
    assertThat(index.purges).isEqualTo(1);

    index.size = new GalleryIndex.Size(PHOTOS - 1, 0);
    updater().catchUp(progress::add);
    assertThat(index.purges).isEqualTo(1);
  }

  @Test
  void doesNotWaitWithRewritingFilesThatAreFullOfWhatWasReplaced() throws IOException {
    updater().catchUp(progress::add);
    index.size = new GalleryIndex.Size(PHOTOS, PHOTOS / 10);
    updater().catchUp(progress::add);
    assertThat(index.purges).isZero();

    index.size = new GalleryIndex.Size(PHOTOS, PHOTOS / 10 + 1);
    updater().catchUp(progress::add);
    assertThat(index.purges).isEqualTo(1);
  }

  private String lastPhoto() {
    return Photo.idOf(
        "h", ContentHash.of(Integer.toString(PHOTOS - 1).getBytes(StandardCharsets.UTF_8)).hex());
  }

  private IndexUpdater updater() {
    PictureDescriber describer =
        new PictureDescriber(
            new ConstantEmbedder(),
            new PdqHasher(),
            (picture, _) -> LocalFeatures.none(picture.width(), picture.height()));
    return new IndexUpdater(
        catalog, index, describer, new InProcessDecoder(), workers, new StepTimes(), () -> now);
  }

  /** Says of every picture the same. */
  private static final class ConstantEmbedder implements PictureEmbedder {
    @Override
    public String modelId() {
      return "constant";
    }

    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public int patchChannels() {
      return 0;
    }

    @Override
    public List<EmbeddedPicture> embed(List<RasterImage> pictures) {
      return pictures.stream()
          .map(_ -> new EmbeddedPicture(Embedding.of(new float[] {1, 0}), Optional.empty()))
          .toList();
    }

    @Override
    public void close() {}
  }

  /** Remembers what it was given, in order. */
  private static final class RecordingIndex implements GalleryIndex {
    final List<String> put = new ArrayList<>();
    final List<String> deleted = new ArrayList<>();
    private Map<String, String> notes = Map.of();
    boolean fails;
    Size size = new Size(0, 0);
    int purges;

    @Override
    public void put(Collection<IndexedPicture> pictures) throws IOException {
      if (fails) {
        throw new IOException("The disk is full");
      }
      pictures.forEach(picture -> put.add(picture.pictureId()));
    }

    @Override
    public void delete(Collection<String> pictureIds) {
      deleted.addAll(pictureIds);
    }

    @Override
    public void commit(Map<String, String> newNotes) {
      notes = newNotes;
    }

    @Override
    public Map<String, String> notes() {
      return notes;
    }

    @Override
    public void purge() {
      purges++;
    }

    @Override
    public Size size() {
      return size;
    }

    @Override
    public IndexIdentity identity() {
      throw new UnsupportedOperationException();
    }

    @Override
    public GallerySnapshot snapshot() {
      return new NothingKnown();
    }

    @Override
    public void close() {}
  }

  /** Holds no picture. */
  private static final class NothingKnown implements GallerySnapshot {
    @Override
    public Optional<IndexedPicture> find(String pictureId) {
      return Optional.empty();
    }

    @Override
    public IndexIdentity identity() {
      throw new UnsupportedOperationException();
    }

    @Override
    public long size(PictureKind kind) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long count(GalleryFilter filter) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Set<String> accepted(Collection<String> pictureIds, GalleryFilter filter) {
      throw new UnsupportedOperationException();
    }

    @Override
    public KnnAnswer knn(Embedding query, int k, KnnMode mode, GalleryFilter filter) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<PdqNeighbour> withinPdqDistance(
        PdqHash query, int maxDistance, GalleryFilter filter) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<PictureRef> sameBytes(ContentHash bytes, GalleryFilter filter) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<PatchEmbeddings> samplePatches(int most, GalleryFilter filter) {
      throw new UnsupportedOperationException();
    }

    @Override
    public KnnAnswer highest(int k, ToDoubleFunction<PatchEmbeddings> score, GalleryFilter filter) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
