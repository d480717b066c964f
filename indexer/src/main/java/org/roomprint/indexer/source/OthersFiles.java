package org.roomprint.indexer.source;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What other software leaves in folders of pictures: thumbnails, bins, indexes of its own. They are
 * no photos of anybody's, or ones that somebody threw away.
 */
final class OthersFiles {
  private static final Set<String> NAMES =
      Set.of(
          "@eadir",
          "@tmp",
          "@recycle",
          "@recently-snapshot",
          "#recycle",
          "#snapshot",
          "$recycle.bin",
          "recycler",
          "recycled",
          "system volume information",
          "lost+found",
          "found.000",
          "__macosx",
          "network trash folder",
          "temporary items",
          "thevolumesettingsfolder",
          "thumbs.db",
          "ehthumbs.db",
          "ehthumbs_vista.db",
          "desktop.ini",
          "folder.htt",
          "picasa.ini",
          "icon\r");

  private static final List<String> BEGINNINGS =
      List.of("synophoto_thumb_", "synofile_thumb_", "synophoto:", "~$");

  private OthersFiles() {}

  /** Whether a file or folder of this name is other software's, or hidden. */
  static boolean isOne(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith(".")
        || NAMES.contains(lower)
        || BEGINNINGS.stream().anyMatch(lower::startsWith);
  }
}
