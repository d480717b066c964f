package org.roomprint.vectors.index.lucene;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import org.apache.lucene.document.LatLonPoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.roomprint.vectors.index.GalleryFilter;
import org.roomprint.vectors.index.PictureKind;

/** Lucene queries for the parts of a gallery filter. */
final class FilterQueries {
  private FilterQueries() {}

  /** Every picture of a kind. */
  static Query kind(PictureKind kind) {
    return new TermQuery(new Term(GalleryFields.KIND, kind.name()));
  }

  /**
   * What a picture must have, its kind among it; absent when the filter asks for nothing but the
   * kind. Exclusions are not in it.
   */
  static Optional<Query> required(GalleryFilter filter) {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    boolean any = false;
    if (filter.area().isPresent()) {
      GalleryFilter.Area area = filter.area().get();
      query.add(
          LatLonPoint.newDistanceQuery(
              GalleryFields.PLACE,
              area.centre().latitude(),
              area.centre().longitude(),
              area.radiusMetres()),
          Occur.FILTER);
      any = true;
    }
    if (!filter.chains().isEmpty()) {
      query.add(anyOf(GalleryFields.CHAIN, filter.chains()), Occur.FILTER);
      any = true;
    }
    if (!filter.countries().isEmpty()) {
      query.add(anyOf(GalleryFields.COUNTRY, filter.countries()), Occur.FILTER);
      any = true;
    }
    if (filter.takenFrom().isPresent() || filter.takenTo().isPresent()) {
      query.add(
          LongPoint.newRangeQuery(
              GalleryFields.TAKEN,
              filter.takenFrom().map(LocalDate::toEpochDay).orElse(Long.MIN_VALUE),
              filter.takenTo().map(LocalDate::toEpochDay).orElse(Long.MAX_VALUE)),
          Occur.FILTER);
      any = true;
    }
    if (!any) {
      return Optional.empty();
    }
    query.add(kind(filter.kind()), Occur.FILTER);
    return Optional.of(query.build());
  }

  /** The pictures that a filter leaves out by id or owner; absent when it leaves out none. */
  static Optional<Query> excluded(GalleryFilter filter) {
    if (filter.withoutOwners().isEmpty() && filter.withoutPictures().isEmpty()) {
      return Optional.empty();
    }
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    if (!filter.withoutOwners().isEmpty()) {
      query.add(anyOf(GalleryFields.OWNER, filter.withoutOwners()), Occur.SHOULD);
    }
    if (!filter.withoutPictures().isEmpty()) {
      query.add(anyOf(GalleryFields.ID, filter.withoutPictures()), Occur.SHOULD);
    }
    return Optional.of(query.build());
  }

  /** Every picture that a filter leaves. */
  static Query whole(GalleryFilter filter) {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    query.add(required(filter).orElse(kind(filter.kind())), Occur.FILTER);
    excluded(filter).ifPresent(without -> query.add(without, Occur.MUST_NOT));
    return query.build();
  }

  private static Query anyOf(String field, Collection<String> values) {
    return new TermInSetQuery(field, values.stream().map(BytesRef::new).toList());
  }
}
