package org.roomprint.indexer.cli;

import java.io.IOException;
import java.util.Optional;
import org.roomprint.indexer.indexing.IndexFollower;
import org.roomprint.indexer.linking.PictureLinking;
import org.roomprint.vectors.index.GalleryIndex;
import org.roomprint.vectors.search.SearchSession;
import org.roomprint.vectors.search.SearchTools;

/**
 * Links pictures of ads in one index that is kept open; its model is opened when there is a picture
 * to be linked. Used by one thread.
 */
final class AdPictureLinks implements AutoCloseable {
  private final PictureLinking linking;
  private final WrittenIndex written;
  private final IndexFollower follower;
  private final GalleryIndex index;
  private final int threads;
  private Optional<SearchTools> tools = Optional.empty();

  /**
   * Prepares it.
   *
   * @param threads that compare pictures
   */
  AdPictureLinks(
      PictureLinking linking,
      WrittenIndex written,
      IndexFollower follower,
      GalleryIndex index,
      int threads) {
    this.linking = linking;
    this.written = written;
    this.follower = follower;
    this.index = index;
    this.threads = threads;
  }

  /** Looks at the next images; false if there are none. */
  boolean next() throws IOException {
    long followed = follower.durableSequence();
    if (!linking.hasNext(followed)) {
      return false;
    }
    if (tools.isEmpty()) {
      tools = Optional.of(new SearchTools(written.describer(), threads));
    }
    // A view that is opened now holds all that was followed before.
    try (SearchSession session = tools.get().session(index.snapshot())) {
      return linking.next(session, followed);
    }
  }

  @Override
  public void close() {
    tools.ifPresent(SearchTools::close);
  }
}
