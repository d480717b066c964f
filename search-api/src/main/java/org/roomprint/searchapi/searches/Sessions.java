package org.roomprint.searchapi.searches;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.roomprint.http.ProblemException;
import org.roomprint.searchapi.http.SearchProblem;
import org.roomprint.vectors.index.DamagedIndexException;
import org.roomprint.vectors.index.IndexMissingException;
import org.roomprint.vectors.index.IndexModelMismatchException;
import org.roomprint.vectors.search.SearchEngine;
import org.roomprint.vectors.search.SearchSession;

/** A session for each request that searches; an index that cannot be searched is a problem. */
public final class Sessions {
  private final SearchEngine engine;

  /** Begins sessions of this engine, which stays open. */
  public Sessions(SearchEngine engine) {
    this.engine = engine;
  }

  /** Something to be done in one session. */
  @FunctionalInterface
  interface Work<T> {
    T with(SearchSession session) throws IOException;
  }

  /** Runs something in a session over the newest view of the index. */
  <T> T search(Work<T> work) {
    try (SearchSession session = engine.begin()) {
      return work.with(session);
    } catch (IndexMissingException _) {
      throw new ProblemException(
          SearchProblem.INDEX_UNAVAILABLE,
          "Nothing has been indexed yet; the operator imports photos first");
    } catch (IndexModelMismatchException | DamagedIndexException e) {
      throw new ProblemException(SearchProblem.INDEX_UNAVAILABLE, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException("The index cannot be read", e);
    }
  }
}
