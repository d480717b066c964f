package org.roomprint.vectors.index.lucene;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.CorruptIndexException;
import org.roomprint.vectors.describe.DescriptionCodec;
import org.roomprint.vectors.index.IndexIdentity;

/**
 * What travels with each commit beside the documents.
 *
 * @param currentFormat whether the pictures are described as this version describes them
 * @param identity of the index
 * @param notes of the caller
 */
record CommitNotes(boolean currentFormat, IndexIdentity identity, Map<String, String> notes) {
  private static final String FORMAT = "roomprint.format";
  private static final String MODEL = "roomprint.model";
  private static final String DIMENSION = "roomprint.dimension";
  private static final String GENERATION = "roomprint.generation";
  private static final String NOTE_PREFIX = "note.";

  CommitNotes {
    notes = Map.copyOf(notes);
  }

  /** What this version of the program commits. */
  CommitNotes(IndexIdentity identity, Map<String, String> notes) {
    this(true, identity, notes);
  }

  Map<String, String> toUserData() {
    Map<String, String> data = new HashMap<>();
    data.put(FORMAT, Integer.toString(DescriptionCodec.FORMAT));
    data.put(MODEL, identity.modelId());
    data.put(DIMENSION, Integer.toString(identity.dimension()));
    data.put(GENERATION, Long.toString(identity.generation()));
    notes.forEach((key, value) -> data.put(NOTE_PREFIX + key, value));
    return data;
  }

  static CommitNotes fromUserData(Map<String, String> data) throws IOException {
    Map<String, String> notes = new HashMap<>();
    data.forEach((key, value) -> {
      if (key.startsWith(NOTE_PREFIX)) {
        notes.put(key.substring(NOTE_PREFIX.length()), value);
      }
    });
    boolean currentFormat = Integer.toString(DescriptionCodec.FORMAT).equals(data.get(FORMAT));
    try {
      return new CommitNotes(
          currentFormat,
          new IndexIdentity(
              String.valueOf(data.get(MODEL)),
              Integer.parseInt(String.valueOf(data.get(DIMENSION))),
              Long.parseLong(String.valueOf(data.get(GENERATION)))),
          notes);
    } catch (IllegalArgumentException e) {
      throw new CorruptIndexException("The commit does not say which model made it", "commit", e);
    }
  }
}
