package org.roomprint.vectors;

import org.roomprint.vectors.index.GalleryIndexes;
import org.roomprint.vectors.index.IndexLocation;
import org.roomprint.vectors.index.lucene.LuceneGalleryIndexes;

/** Which engine keeps the index that lies at a location: the one class that knows engines. */
public final class Indexes {
  private Indexes() {}

  /** The index at this location; nothing is opened yet. */
  public static GalleryIndexes at(IndexLocation location) {
    return switch (location) {
      case IndexLocation.Folder(var path) -> new LuceneGalleryIndexes(path);
    };
  }

  /** The index that these settings name; nothing is opened yet. */
  public static GalleryIndexes of(VectorsSettings settings) {
    return at(settings.indexLocation());
  }
}
