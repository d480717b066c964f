package org.roomprint.indexer.importing;

import java.io.IOException;
import org.roomprint.catalog.importing.RefusedFile;
import org.roomprint.indexer.source.SourceNote;

/** Is told how an import goes, by one thread. */
public interface ImportProgress {
  /**
   * So many lines or files have been dealt with, refused ones included.
   *
   * @throws IOException when the import cannot go on for something that is done beside it
   */
  void advanced(int items) throws IOException;

  /** This one was refused. */
  void refused(RefusedFile file);

  /** This was left out of a record that was taken, or read otherwise than it is written. */
  void noted(SourceNote note);

  /** This is no record and was not meant to be one. */
  void passedOver(SourceNote what);

  /** So many pictures more are in the index. */
  void indexed(long pictures);

  /** So many changes of pictures are not in the index yet. */
  void toBeIndexed(long pictures);
}
