package org.roomprint.indexer.cli;

import java.io.IOException;
import org.roomprint.indexer.importing.ImportProgress;
import org.roomprint.indexer.importing.ImportSession;

/** What an import writes into the catalog once everything it needs is open. */
@FunctionalInterface
interface ImportWork<T> {
  void run(ImportTools tools, ImportSession session, ImportProgress progress) throws IOException;
}
