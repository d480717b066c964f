package org.roomprint.vectors.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTreeTest {
  @TempDir Path directory;

  private Path kept = Path.of("");

  @BeforeEach
  void putAFileBeside() throws IOException {
    kept =
        Files.writeString(Files.createDirectory(directory.resolve("beside")).resolve("kept"), "k");
  }

  @Test
  void deletesAFolderWithAllThatLiesInItAndNothingThatLinksLeadTo() throws IOException {
    Path folder = directory.resolve("folder");
    Files.writeString(Files.createDirectories(folder.resolve("a/b")).resolve("file"), "x");
    Files.createDirectory(folder.resolve("empty"));
    Files.createSymbolicLink(folder.resolve("link"), kept.getParent());
    Files.createSymbolicLink(folder.resolve("a/file-link"), kept);
    Files.createSymbolicLink(folder.resolve("dangling"), directory.resolve("none"));

    FolderTree.delete(folder);

    assertThat(folder).doesNotExist();
    assertThat(kept).exists();
  }

  @Test
  void deletesALinkToAFolderAndNotTheFolder() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), kept.getParent());

    FolderTree.delete(link);

    assertThat(Files.isSymbolicLink(link)).isFalse();
    assertThat(kept).exists();
  }

  @Test
  void whatIsNotThereIsDeleted() throws IOException {
    FolderTree.delete(directory.resolve("none"));

    assertThat(directory).isDirectoryContaining(file -> file.endsWith("beside"));
  }
}
