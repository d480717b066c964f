package org.roomprint.vectors.index.lucene;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.util.BytesRef;
import org.roomprint.vectors.hash.PdqHash;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.index.GeoPoint;
import org.roomprint.vectors.index.IndexedPicture;
import org.roomprint.vectors.index.PictureKind;
import org.roomprint.vectors.index.PictureRef;

/** How the parts of an entry are written into a document's binary fields, and read back. */
final class EntryCodec {
  /** Bytes of a PDQ hash with its quality behind it. */
  static final int PDQ_BYTES = PdqHash.BITS / Byte.SIZE + 1;

  private EntryCodec() {}

  /** What of an entry is neither in a field of its own nor in the reference. */
  record Details(
      PictureKind kind,
      Optional<String> country,
      Optional<GeoPoint> place,
      Optional<LocalDate> taken,
      ContentHash contentHash,
      PdqHash pdq,
      int pdqQuality) {}

  static BytesRef encodeRef(IndexedPicture picture) throws IOException {
    ByteBuffersDataOutput out = new ByteBuffersDataOutput();
    out.writeString(picture.pictureId());
    out.writeString(picture.ownerId());
    writeOptional(out, picture.room());
    writeOptional(out, picture.chain());
    return new BytesRef(out.toArrayCopy());
  }

  static PictureRef decodeRef(BytesRef bytes) throws IOException {
    DataInput in = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
    return new PictureRef(in.readString(), in.readString(), readOptional(in), readOptional(in));
  }

  /** Only the picture id of a reference. */
  static String decodeRefId(BytesRef bytes) throws IOException {
    return new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length).readString();
  }

  static byte[] encodeDetails(IndexedPicture picture) throws IOException {
    ByteBuffersDataOutput out = new ByteBuffersDataOutput();
    out.writeByte(code(picture.kind()));
    writeOptional(out, picture.country());
    out.writeByte((byte) (picture.place().isPresent() ? 1 : 0));
    if (picture.place().isPresent()) {
      out.writeLong(Double.doubleToLongBits(picture.place().get().latitude()));
      out.writeLong(Double.doubleToLongBits(picture.place().get().longitude()));
    }
    out.writeByte((byte) (picture.taken().isPresent() ? 1 : 0));
    if (picture.taken().isPresent()) {
      out.writeLong(picture.taken().get().toEpochDay());
    }
    out.writeString(picture.description().contentHash().hex());
    BytesRef pdq = encodePdq(picture.description().pdq(), picture.description().pdqQuality());
    out.writeBytes(pdq.bytes, pdq.offset, pdq.length);
    return out.toArrayCopy();
  }

  static Details decodeDetails(BytesRef bytes) throws IOException {
    ByteArrayDataInput in = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
    PictureKind kind = kind(in.readByte());
    Optional<String> country = readOptional(in);
    Optional<GeoPoint> place =
        in.readByte() == 0
            ? Optional.empty()
            : Optional.of(
                new GeoPoint(
                    Double.longBitsToDouble(in.readLong()),
                    Double.longBitsToDouble(in.readLong())));
    Optional<LocalDate> taken =
        in.readByte() == 0 ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(in.readLong()));
    ContentHash content = new ContentHash(in.readString());
    byte[] pdq = new byte[PDQ_BYTES];
    in.readBytes(pdq, 0, pdq.length);
    BytesRef pdqBytes = new BytesRef(pdq);
    return new Details(
        kind, country, place, taken, content, decodePdq(pdqBytes), decodePdqQuality(pdqBytes));
  }

  private static byte code(PictureKind kind) {
    return switch (kind) {
      case GALLERY_PHOTO -> 0;
      case AD_IMAGE -> 1;
      case UNVERIFIED_PHOTO -> 2;
    };
  }

  private static PictureKind kind(byte code) {
    for (PictureKind kind : PictureKind.values()) {
      if (code(kind) == code) {
        return kind;
      }
    }
    throw new IllegalStateException("An entry has the unknown kind " + code);
  }

  static BytesRef encodePdq(PdqHash hash, int quality) {
    ByteBuffer buffer = ByteBuffer.allocate(PDQ_BYTES);
    hash.putInto(buffer);
    buffer.put((byte) quality);
    return new BytesRef(buffer.array());
  }

  static PdqHash decodePdq(BytesRef bytes) {
    return PdqHash.from(buffer(bytes));
  }

  static int decodePdqQuality(BytesRef bytes) {
    return bytes.bytes[bytes.offset + PDQ_BYTES - 1];
  }

  /** Equal for equal embeddings, and practically only for these: half of their SHA-256. */
  static BytesRef embeddingKey(float[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES);
    buffer.asFloatBuffer().put(values);
    byte[] hash = HexFormat.of().parseHex(ContentHash.of(buffer.array()).hex());
    return new BytesRef(hash, 0, hash.length / 2);
  }

  /** A view of the bytes. */
  static ByteBuffer buffer(BytesRef bytes) {
    return ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length);
  }

  private static void writeOptional(DataOutput out, Optional<String> text) throws IOException {
    out.writeByte((byte) (text.isPresent() ? 1 : 0));
    if (text.isPresent()) {
      out.writeString(text.get());
    }
  }

  private static Optional<String> readOptional(DataInput in) throws IOException {
    return in.readByte() == 0 ? Optional.empty() : Optional.of(in.readString());
  }
}
