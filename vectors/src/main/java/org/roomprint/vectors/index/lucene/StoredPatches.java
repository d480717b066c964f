package org.roomprint.vectors.index.lucene;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.util.BytesRef;
import org.roomprint.vectors.describe.DescriptionCodec;
import org.roomprint.vectors.embedding.PatchEmbeddings;

/** Patch embeddings as they lie in an index. */
final class StoredPatches {
  private StoredPatches() {}

  /** All channels of a document. */
  static Optional<PatchEmbeddings> of(IndexReader reader, int document) throws IOException {
    LeafReaderContext leaf = reader.leaves().get(ReaderUtil.subIndex(document, reader.leaves()));
    List<PatchEmbeddings> first = grids(leaf, GalleryFields.PATCHES, document);
    return first.isEmpty()
        ? Optional.empty()
        : Optional.of(first.getFirst().with(grids(leaf, GalleryFields.FURTHER_PATCHES, document)));
  }

  /** The first kind, from its field's value. */
  static PatchEmbeddings first(BytesRef bytes) {
    return DescriptionCodec.decodePatches(EntryCodec.buffer(bytes)).getFirst();
  }

  private static List<PatchEmbeddings> grids(LeafReaderContext leaf, String field, int document)
      throws IOException {
    BinaryDocValues values = leaf.reader().getBinaryDocValues(field);
    return values != null && values.advanceExact(document - leaf.docBase)
        ? DescriptionCodec.decodePatches(EntryCodec.buffer(values.binaryValue()))
        : List.of();
  }
}
