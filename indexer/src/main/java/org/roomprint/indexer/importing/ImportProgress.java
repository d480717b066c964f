package org.roomprint.indexer.importing;

import org.roomprint.catalog.RefusedFile;

/** Is told how an import goes, by one thread. */
public interface ImportProgress {
  /** So many lines or files have been dealt with, refused ones included. */
  void advanced(int items);

  /** This one was refused. */
  void refused(RefusedFile file);

  /** So many pictures have been described and put into the index. */
  void indexed(int pictures);
}
