package org.roomprint.indexer.source;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.roomprint.ads.groups.evaluate.GroupMeasures;

/** Reads who is behind each ad of a set that grouping is measured on. */
public final class GroupTruth {
  private GroupTruth() {}

  /**
   * Reads a list with the columns {@code ad_id}, {@code poster} and {@code operation}. A bad line
   * ends it: a set that is measured on is whole.
   *
   * @return by the ad's id, in the order of the list
   */
  public static Map<String, GroupMeasures.Truth> fromCsv(Path file) {
    Map<String, GroupMeasures.Truth> truth = new LinkedHashMap<>();
    Map<String, String> operationOf = new LinkedHashMap<>();
    for (SourceItem<Map.Entry<String, GroupMeasures.Truth>> item :
        CsvTable.read(
            file,
            CsvTable.Columns.strict(
                List.of("ad_id", "poster", "operation"), List.of(), "evaluate groups"),
            row ->
                Map.entry(
                    row.needed("ad_id"),
                    new GroupMeasures.Truth(row.needed("poster"), row.needed("operation"))))) {
      switch (item) {
        case SourceItem.Read<Map.Entry<String, GroupMeasures.Truth>> read -> {
          String ad = read.value().getKey();
          GroupMeasures.Truth of = read.value().getValue();
          if (truth.put(ad, of) != null) {
            throw wrong(file, read.reference(), "The ad " + ad + " is there twice");
          }
          String before = operationOf.putIfAbsent(of.poster(), of.operation());
          if (before != null && !before.equals(of.operation())) {
            throw wrong(
                file,
                read.reference(),
                "The poster "
                    + of.poster()
                    + " is of the operations "
                    + before
                    + " and "
                    + of.operation()
                    + "; a poster is of one");
          }
        }
        case SourceItem.Unreadable<?> bad -> throw wrong(file, bad.reference(), bad.detail());
        case SourceItem.PassedOver<?> passed ->
            throw wrong(file, passed.reference(), passed.detail());
      }
    }
    return truth;
  }

  private static SourceException wrong(Path file, String reference, String detail) {
    return new SourceException(file + ", " + reference + ": " + detail);
  }
}
