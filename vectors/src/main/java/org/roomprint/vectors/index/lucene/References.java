package org.roomprint.vectors.index.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.BytesRef;
import org.roomprint.vectors.index.PictureRef;

/** Reads the references of documents of the whole index, in any order. */
final class References {
  private final List<LeafReaderContext> leaves;

  References(List<LeafReaderContext> leaves) {
    this.leaves = leaves;
  }

  PictureRef reference(int document) throws IOException {
    return EntryCodec.decodeRef(bytes(document));
  }

  /** The picture id; a failing disk rises unchecked, since comparators ask. */
  String id(int document) {
    try {
      return EntryCodec.decodeRefId(bytes(document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private BytesRef bytes(int document) throws IOException {
    return BinaryValues.of(leaves, GalleryFields.REF, document)
        .orElseThrow(
            () -> new CorruptIndexException("A document has no reference", "document " + document));
  }
}
