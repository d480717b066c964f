package org.roomprint.vectors.index.lucene;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.roomprint.vectors.index.DamagedIndexException;
import org.roomprint.vectors.index.IndexIdentity;
import org.roomprint.vectors.index.IndexModelMismatchException;

/** Reads what commits say of themselves, and puts failures into words. */
final class Commits {
  private Commits() {}

  /** What a message calls an index: its folder's name, without the path to it. */
  static String name(Directory directory) {
    return directory instanceof FSDirectory folder
        ? String.valueOf(folder.getDirectory().getFileName())
        : directory.getClass().getSimpleName();
  }

  /** What the newest commit of a directory says. */
  static CommitNotes latest(Directory directory) throws IOException {
    return CommitNotes.fromUserData(SegmentInfos.readLatestCommit(directory).getUserData());
  }

  /** Refuses an index of another model, and one whose pictures were described in another way. */
  static void requireModel(CommitNotes commit, String modelId, int dimension)
      throws IndexModelMismatchException {
    IndexIdentity found = commit.identity();
    if (!commit.currentFormat()) {
      throw new IndexModelMismatchException(found);
    }
    if (!found.modelId().equals(modelId) || found.dimension() != dimension) {
      throw new IndexModelMismatchException(found, modelId, dimension);
    }
  }

  /** A failure to open, as damage when it is damage and otherwise as it was. */
  static IOException explained(String index, Exception failure) {
    return switch (failure) {
      case CorruptIndexException e -> new DamagedIndexException(index, e);
      case IndexFormatTooOldException e -> new DamagedIndexException(index, e);
      case IndexFormatTooNewException e -> new DamagedIndexException(index, e);
      case IndexNotFoundException e -> new DamagedIndexException(index, e);
      case NoSuchFileException e -> new DamagedIndexException(index, e);
      case FileNotFoundException e -> new DamagedIndexException(index, e);
      case EOFException e -> new DamagedIndexException(index, e);
      case IOException e -> e;
      default -> new DamagedIndexException(index, failure);
    };
  }
}
