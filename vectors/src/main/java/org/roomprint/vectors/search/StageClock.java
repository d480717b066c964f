package org.roomprint.vectors.search;

import java.util.ArrayList;
import java.util.List;

/** Takes the time of a search's steps. */
final class StageClock {
  private final List<SearchReport.Stage> stages = new ArrayList<>();
  private long begin = System.nanoTime();

  /** What was done since the last call was this step. */
  void stage(String name) {
    long now = System.nanoTime();
    stages.add(new SearchReport.Stage(name, (now - begin) / 1e6));
    begin = now;
  }

  List<SearchReport.Stage> stages() {
    return List.copyOf(stages);
  }
}
