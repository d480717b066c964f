package org.roomprint.vectors.index.lucene;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.util.BytesRef;

/** Values of binary fields of documents of the whole index, read one at a time. */
final class BinaryValues {
  private BinaryValues() {}

  /** The value of a document's field; absent when it has none. */
  static Optional<BytesRef> of(List<LeafReaderContext> leaves, String field, int document)
      throws IOException {
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
    BinaryDocValues values = leaf.reader().getBinaryDocValues(field);
    return values != null && values.advanceExact(document - leaf.docBase)
        ? Optional.of(values.binaryValue())
        : Optional.empty();
  }
}
