package org.roomprint.indexer.importing;

import java.util.Map;
import org.roomprint.catalog.picture.KeptPicture;
import org.roomprint.catalog.picture.OriginalFile;

/** What became of one picture file on its way into the picture store. */
public sealed interface IngestOutcome {
  /**
   * It is kept.
   *
   * @param original the file as it was brought in
   * @param picture the sanitised file, on disk
   * @param facts read from the original's metadata
   */
  record Kept(OriginalFile original, KeptPicture picture, Map<String, String> facts)
      implements IngestOutcome {
    public Kept {
      facts = Map.copyOf(facts);
    }
  }

  /**
   * It cannot be taken.
   *
   * @param reason stable name
   * @param detail what was wrong and what would be right
   */
  record Refused(String reason, String detail) implements IngestOutcome {}
}
