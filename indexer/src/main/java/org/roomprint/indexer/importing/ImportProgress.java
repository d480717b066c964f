package org.roomprint.indexer.importing;

import org.roomprint.catalog.RefusedFile;
import org.roomprint.indexer.source.SourceNote;

/** Is told how an import goes, by one thread. */
public interface ImportProgress {
  /** So many lines or files have been dealt with, refused ones included. */
  void advanced(int items);

  /** This one was refused. */
  void refused(RefusedFile file);

  /** This was left out of a record that was taken, or read otherwise than it is written. */
  void noted(SourceNote note);

  /** This is no record and was not meant to be one. */
  void passedOver(SourceNote what);

  /** So many pictures have been described and put into the index. */
  void indexed(int pictures);
}
