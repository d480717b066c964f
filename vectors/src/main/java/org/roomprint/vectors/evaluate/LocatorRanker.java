package org.roomprint.vectors.evaluate;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.KnnMode;
import org.roomprint.vectors.index.PictureKind;
import org.roomprint.vectors.search.EvidenceKind;
import org.roomprint.vectors.search.HotelHit;
import org.roomprint.vectors.search.LocateRoomAnswer;
import org.roomprint.vectors.search.LocateRoomQuery;
import org.roomprint.vectors.search.QueryImage;
import org.roomprint.vectors.search.SearchSession;

/** The whole search, as an investigator gets it. */
public final class LocatorRanker implements Ranker {
  private final SearchSession session;
  private final KnnMode mode;
  private final boolean verify;

  /** Searches in this session, which stays open. */
  public LocatorRanker(SearchSession session, KnnMode mode, boolean verify) {
    this.session = session;
    this.mode = mode;
    this.verify = verify;
  }

  @Override
  public Ranked rank(List<QueryImage> query, Set<String> without) throws IOException {
    GalleryFilter filter = GalleryFilter.all(PictureKind.GALLERY_PHOTO).withoutPictures(without);
    LocateRoomAnswer answer =
        session.locate(
            new LocateRoomQuery(query, filter, mode, verify, LocateRoomQuery.MAX_HOTELS));
    return new Ranked(
        answer.photos().stream().map(photo -> photo.picture().pictureId()).distinct().toList(),
        answer.hotels().stream().map(HotelHit::hotelId).toList(),
        answer.hotels().stream().map(HotelHit::score).toList(),
        said(answer, EvidenceKind::isProof),
        said(answer, kind -> kind == EvidenceKind.SAME_OBJECT));
  }

  private static List<String> said(LocateRoomAnswer answer, Predicate<EvidenceKind> kind) {
    return answer.photos().stream()
        .filter(photo -> kind.test(photo.evidence()))
        .map(photo -> photo.picture().pictureId())
        .distinct()
        .toList();
  }
}
