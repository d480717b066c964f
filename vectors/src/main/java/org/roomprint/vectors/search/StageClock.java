package org.roomprint.vectors.search;

import java.util.ArrayList;
import java.util.List;
import org.roomprint.vectors.index.PictureKind;

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

  /** The same of a step that is taken in one kind of pictures after another. */
  void stage(String name, PictureKind kind) {
    stage(
        switch (kind) {
          case GALLERY_PHOTO -> name;
          case UNVERIFIED_PHOTO -> name + " unverified";
          case AD_IMAGE -> name + " ads";
        });
  }

  List<SearchReport.Stage> stages() {
    return List.copyOf(stages);
  }
}
