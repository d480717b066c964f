package org.roomprint.vectors.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.roomprint.vectors.describe.PictureDescription;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.index.KnnMode;
import org.roomprint.vectors.index.PictureKind;

/**
 * Answers which pictures are the same as an image or show the same room; safe to be called from
 * several threads at once.
 */
final class PictureLinker {
  /** Pictures that the k-NN search gives in each partition. */
  private static final int K = 100;

  private static final Comparator<PhotoHit> STRONGEST =
      Comparator.comparing(PhotoHit::evidence)
          .thenComparing(Comparator.comparingDouble(PhotoHit::score).reversed())
          .thenComparing(hit -> hit.picture().pictureId());

  private final CandidateSearch search;

  PictureLinker(CandidateSearch search) {
    this.search = search;
  }

  LinkAnswer link(
      QueryImage image,
      PictureDescription description,
      List<LinkPartition> partitions,
      GallerySnapshot snapshot,
      StageClock clock)
      throws IOException {
    CandidateSearch.Query query = new CandidateSearch.Query(image, description, Optional.empty());
    List<LinkAnswer.Link> links = new ArrayList<>();
    long visited = 0;
    int verified = 0;
    for (LinkPartition partition : partitions) {
      PictureKind kind = partition.filter().kind();
      if (snapshot.size(kind) == 0) {
        continue;
      }
      CandidateSearch.Found found =
          search.find(
              query, K, KnnMode.APPROXIMATE, partition.filter(), Optional.empty(), snapshot);
      visited += found.visited();
      clock.stage("find", kind);
      if (partition.rerankK() > 0) {
        verified += search.verify(description, found, partition.rerankK(), snapshot);
        clock.stage("verify", kind);
      }
      found.candidates().stream()
          .map(candidate -> Scores.hit(candidate, 0))
          .filter(hit -> hit.evidence() != EvidenceKind.LOOKS_ALIKE)
          .sorted(STRONGEST)
          .forEach(hit -> links.add(new LinkAnswer.Link(kind, hit)));
    }
    List<PictureKind> kinds =
        partitions.stream().map(partition -> partition.filter().kind()).distinct().toList();
    return new LinkAnswer(links, SearchSession.report(kinds, visited, verified, snapshot, clock));
  }
}
