package org.roomprint.vectors.search;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.roomprint.vectors.describe.PictureDescription;
import org.roomprint.vectors.embedding.ModelMeasurements;
import org.roomprint.vectors.hash.PdqHash;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.index.IndexedPicture;
import org.roomprint.vectors.index.PdqNeighbour;
import org.roomprint.vectors.index.PictureKind;

/**
 * Searches with one model over one view of the index, so that whatever is asked in it is answered
 * from the same pictures. Safe to be called from several threads at once; to be closed.
 *
 * <p>Each answer carries one report of all that it took. An image that is brought is described
 * once, however many parts of the gallery it is compared with; of a picture that the index holds
 * the description is taken from there.
 */
public final class SearchSession implements Closeable {
  private final SearchTools tools;
  private final GallerySnapshot snapshot;
  private final Runnable afterwards;

  SearchSession(SearchTools tools, GallerySnapshot snapshot, Runnable afterwards) {
    this.tools = tools;
    this.snapshot = snapshot;
    this.afterwards = afterwards;
  }

  /** What is searched; closed with the session. */
  public GallerySnapshot snapshot() {
    return snapshot;
  }

  /**
   * Whether one region of a picture can be searched for, and not the whole room only: the model
   * gives embeddings of a picture's patches.
   */
  public boolean supportsRegionQueries() {
    return tools.describer().embedder().patchChannels() > 0;
  }

  /**
   * How often the right hotel came first in searches with this model of which as much was hidden or
   * more.
   *
   * @param hiddenShare of the query image, 0..1
   * @return share of the searches, 0..1; empty where that was not measured
   */
  public Optional<Double> expectedRecall(double hiddenShare) {
    return tools
        .describer()
        .embedder()
        .measurements()
        .flatMap(ModelMeasurements::expectedRecall)
        .flatMap(recall -> recall.of(hiddenShare));
  }

  /**
   * Ranked hotels for the query; what unverified photos say is found and ranked apart.
   *
   * @throws IllegalArgumentException when a region is asked for and the model gives no patches
   */
  public LocateRoomAnswer locate(LocateRoomQuery query) throws IOException {
    return tools.locator().locate(query, snapshot);
  }

  /** Pictures that an image is linked with, by partition, strongest first in each. */
  public LinkAnswer link(QueryImage image, List<LinkPartition> partitions) throws IOException {
    StageClock clock = new StageClock();
    PictureDescription description = describe(image);
    clock.stage("describe");
    return tools.linker().link(image, description, partitions, snapshot, clock);
  }

  /**
   * The same of an image that was described already, by this session's model.
   *
   * @param description by {@link #described} or {@link #describe}
   */
  public LinkAnswer link(
      QueryImage image, PictureDescription description, List<LinkPartition> partitions)
      throws IOException {
    return tools.linker().link(image, description, partitions, snapshot, new StageClock());
  }

  /** Describes an image by this session's model, for one that is linked several times. */
  public PictureDescription describe(QueryImage image) {
    return tools.describer().describe(image.bytes(), image.picture(), image.mask());
  }

  /** The description of a picture that the index holds; absent where it holds none. */
  public Optional<PictureDescription> described(String pictureId) throws IOException {
    return snapshot.find(pictureId).map(IndexedPicture::description);
  }

  /**
   * Every picture of any kind whose PDQ hash lies within the distance, nearest first of each kind.
   *
   * @param maxDistance bits that differ at most, 0..256
   */
  public LookUpAnswer lookUp(PdqHash hash, int maxDistance) throws IOException {
    StageClock clock = new StageClock();
    List<LookUpAnswer.Found> found = new ArrayList<>();
    for (PictureKind kind : PictureKind.values()) {
      for (PdqNeighbour near :
          snapshot.withinPdqDistance(hash, maxDistance, GalleryFilter.all(kind))) {
        found.add(new LookUpAnswer.Found(kind, near));
      }
    }
    clock.stage("look up");
    return new LookUpAnswer(found, report(List.of(PictureKind.values()), 0, 0, snapshot, clock));
  }

  static SearchReport report(
      List<PictureKind> kinds,
      long visited,
      int verified,
      GallerySnapshot snapshot,
      StageClock clock)
      throws IOException {
    long size = 0;
    for (PictureKind kind : kinds) {
      size += snapshot.size(kind);
    }
    return new SearchReport(snapshot.identity(), size, visited, verified, clock.stages());
  }

  @Override
  public void close() throws IOException {
    try {
      snapshot.close();
    } finally {
      afterwards.run();
    }
  }
}
