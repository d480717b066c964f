package org.roomprint.vectors.index.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.util.BytesRef;
import org.roomprint.vectors.describe.DescriptionCodec;
import org.roomprint.vectors.embedding.PatchEmbeddings;

/** Patch embeddings as they lie in an index. */
final class StoredPatches {
  private StoredPatches() {}

  /** All channels of a document. */
  static Optional<PatchEmbeddings> of(IndexReader reader, int document) throws IOException {
    List<PatchEmbeddings> channels =
        new ArrayList<>(grids(reader, GalleryFields.PATCHES, document));
    channels.addAll(grids(reader, GalleryFields.FURTHER_PATCHES, document));
    return PatchEmbeddings.ofChannels(channels);
  }

  /** The first kind, from its field's value. */
  static PatchEmbeddings first(BytesRef bytes) {
    return DescriptionCodec.decodePatches(EntryCodec.buffer(bytes)).getFirst();
  }

  private static List<PatchEmbeddings> grids(IndexReader reader, String field, int document)
      throws IOException {
    return BinaryValues.of(reader.leaves(), field, document)
        .map(bytes -> DescriptionCodec.decodePatches(EntryCodec.buffer(bytes)))
        .orElse(List.of());
  }
}
