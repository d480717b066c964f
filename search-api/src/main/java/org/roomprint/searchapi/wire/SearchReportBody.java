package org.roomprint.searchapi.wire;

import java.util.List;
import org.roomprint.vectors.search.SearchReport;

/** What a search searched and at what cost, on the wire. */
public record SearchReportBody(
    String modelId,
    long indexGeneration,
    long gallerySize,
    long visited,
    int verified,
    List<StageBody> stages) {
  public SearchReportBody {
    stages = List.copyOf(stages);
  }

  /** Made from a search's report. */
  public static SearchReportBody of(SearchReport report) {
    return new SearchReportBody(
        report.index().modelId(),
        report.index().generation(),
        report.gallerySize(),
        report.visited(),
        report.verified(),
        report.stages().stream()
            .map(stage -> new StageBody(stage.name(), stage.milliseconds()))
            .toList());
  }

  /** One step of a search. */
  public record StageBody(String name, double milliseconds) {}
}
