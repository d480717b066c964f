package org.roomprint.searchapi.searches;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roomprint.searchapi.http.ProblemException;
import org.roomprint.searchapi.http.ProblemType;
import org.roomprint.searchapi.wire.PhotoHitBody;
import org.roomprint.vectors.index.DamagedIndexException;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.GallerySnapshot;
import org.roomprint.vectors.index.IndexMissingException;
import org.roomprint.vectors.index.IndexModelMismatchException;
import org.roomprint.vectors.index.PictureKind;
import org.roomprint.vectors.index.lucene.GalleryReader;
import org.roomprint.vectors.local.LocalFeatures;
import org.roomprint.vectors.search.LinkAnswer;
import org.roomprint.vectors.search.LocateRoomAnswer;
import org.roomprint.vectors.search.LocateRoomQuery;
import org.roomprint.vectors.search.PictureLinker;
import org.roomprint.vectors.search.QueryImage;
import org.roomprint.vectors.search.RoomLocator;

/**
 * The searches of {@code vectors} over the newest index; safe to be called from several threads at
 * once.
 */
public final class SearchEngine {
  private final GalleryReader reader;
  private final RoomLocator locator;
  private final PictureLinker linker;

  /** Searches this index. */
  public SearchEngine(GalleryReader reader, RoomLocator locator, PictureLinker linker) {
    this.reader = reader;
    this.locator = locator;
    this.linker = linker;
  }

  /** Something to be done with the newest snapshot. */
  @FunctionalInterface
  interface Work<T> {
    T with(GallerySnapshot snapshot) throws IOException;
  }

  /** Whether one thing of a picture can be searched for, and not the whole room only. */
  boolean findsThings() {
    return locator.findsThings();
  }

  LocateRoomAnswer locate(LocateRoomQuery query) {
    return search(snapshot -> locator.locate(query, snapshot));
  }

  /** Links of a picture to pictures of one kind. */
  LinkAnswer link(QueryImage image, PictureKind kind, Set<String> withoutOwners) {
    GalleryFilter all = GalleryFilter.all(kind);
    GalleryFilter filter =
        new GalleryFilter(
            kind,
            all.area(),
            all.chains(),
            all.countries(),
            all.takenFrom(),
            all.takenTo(),
            withoutOwners,
            all.withoutPictures());
    return search(snapshot -> linker.link(image, filter, snapshot));
  }

  /**
   * Runs something with the newest snapshot; an index that cannot be searched becomes a problem
   * document.
   */
  <T> T search(Work<T> work) {
    try (GallerySnapshot snapshot = reader.snapshot()) {
      return work.with(snapshot);
    } catch (IndexMissingException _) {
      throw new ProblemException(
          ProblemType.INDEX_UNAVAILABLE,
          "Nothing has been indexed yet; the operator imports photos first");
    } catch (IndexModelMismatchException | DamagedIndexException e) {
      throw new ProblemException(ProblemType.INDEX_UNAVAILABLE, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("The index cannot be read", e);
    }
  }

  /** Width and height that the matching points of these pictures refer to. */
  Map<String, PhotoHitBody.Frame> frames(Collection<String> pictureIds) throws IOException {
    Map<String, PhotoHitBody.Frame> frames = new HashMap<>();
    if (pictureIds.isEmpty()) {
      return frames;
    }
    search(snapshot -> {
      for (String id : pictureIds) {
        Optional<LocalFeatures> features = snapshot.localFeatures(id);
        if (features.isPresent()) {
          frames.put(id, new PhotoHitBody.Frame(features.get().width(), features.get().height()));
        }
      }
      return frames;
    });
    return frames;
  }
}
