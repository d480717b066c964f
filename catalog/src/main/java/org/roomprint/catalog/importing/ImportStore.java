package org.roomprint.catalog.importing;

import java.util.List;
import java.util.Optional;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.Page;

/** Reads import runs and what they refused. */
public interface ImportStore {
  /** The run with this id. */
  Optional<ImportRun> find(String runId);

  /**
   * The newest runs, newest first.
   *
   * @param limit 1 to {@value Page#MAX_LIMIT}
   */
  List<ImportRun> latest(int limit);

  /** The newest run of this source. */
  Optional<ImportRun> latestOf(ImportRun.Kind kind, String sourceFingerprint);

  /** What a run refused, by reference. */
  Page<RefusedFile> refusedBy(String runId, Optional<Cursor> after, int limit);
}
