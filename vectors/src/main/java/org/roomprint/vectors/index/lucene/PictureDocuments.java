package org.roomprint.vectors.index.lucene;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LatLonPoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;
import org.roomprint.vectors.describe.DescriptionCodec;
import org.roomprint.vectors.describe.PictureDescription;
import org.roomprint.vectors.embedding.PatchEmbeddings;
import org.roomprint.vectors.index.IndexedPicture;

/** Makes the document of a picture. */
final class PictureDocuments {
  private PictureDocuments() {}

  /**
   * The document of a picture.
   *
   * @param copy whether another picture has the same embedding already
   */
  static Document document(IndexedPicture picture, BytesRef embeddingKey, boolean copy)
      throws IOException {
    PictureDescription description = picture.description();
    Document document = new Document();
    document.add(new StringField(GalleryFields.ID, picture.pictureId(), Field.Store.NO));
    document.add(new StringField(GalleryFields.KIND, picture.kind().name(), Field.Store.NO));
    document.add(new StringField(GalleryFields.OWNER, picture.ownerId(), Field.Store.NO));
    picture
        .chain()
        .ifPresent(
            chain -> document.add(new StringField(GalleryFields.CHAIN, chain, Field.Store.NO)));
    picture
        .country()
        .ifPresent(
            code -> document.add(new StringField(GalleryFields.COUNTRY, code, Field.Store.NO)));
    picture
        .place()
        .ifPresent(place ->
            document.add(
                new LatLonPoint(GalleryFields.PLACE, place.latitude(), place.longitude())));
    picture
        .taken()
        .ifPresent(day -> document.add(new LongPoint(GalleryFields.TAKEN, day.toEpochDay())));
    document.add(
        new StringField(GalleryFields.CONTENT, description.contentHash().hex(), Field.Store.NO));
    document.add(new BinaryDocValuesField(GalleryFields.REF, EntryCodec.encodeRef(picture)));
    document.add(
        new BinaryDocValuesField(
            GalleryFields.pdq(picture.kind()),
            EntryCodec.encodePdq(description.pdq(), description.pdqQuality())));
    document.add(
        new KnnFloatVectorField(
            copy ? GalleryFields.copies(picture.kind()) : GalleryFields.embedding(picture.kind()),
            description.embedding().toArray(),
            VectorSimilarityFunction.DOT_PRODUCT));
    if (!copy) {
      document.add(
          new StringField(
              GalleryFields.embeddingKey(picture.kind()), embeddingKey, Field.Store.NO));
    }
    if (description.patches().isPresent()) {
      PatchEmbeddings patches = description.patches().get();
      document.add(
          new BinaryDocValuesField(
              GalleryFields.PATCHES,
              new BytesRef(DescriptionCodec.encodePatches(List.of(patches)))));
      if (!patches.further().isEmpty()) {
        document.add(
            new BinaryDocValuesField(
                GalleryFields.FURTHER_PATCHES,
                new BytesRef(DescriptionCodec.encodePatches(patches.further()))));
      }
    }
    document.add(
        new StoredField(GalleryFields.DETAILS, new BytesRef(EntryCodec.encodeDetails(picture))));
    document.add(
        new BinaryDocValuesField(
            GalleryFields.LOCAL_FEATURES, new BytesRef(description.localFeatures().toBytes())));
    return document;
  }
}
