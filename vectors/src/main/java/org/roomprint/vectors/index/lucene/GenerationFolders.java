package org.roomprint.vectors.index.lucene;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.roomprint.vectors.files.FolderTree;
import org.roomprint.vectors.index.DamagedIndexException;

/**
 * The layout of an index folder: a folder per generation, and a file that names the current one.
 *
 * <p>The file is replaced in one step: whoever reads it sees the old generation or the new one,
 * whole, at any moment of a crash.
 */
final class GenerationFolders {
  private static final String POINTER = "current";
  private static final String POINTER_BEING_WRITTEN = "current.new";
  private static final Pattern FOLDER_NAME = Pattern.compile("generation-([1-9][0-9]{0,17})");

  private final Path root;

  GenerationFolders(Path root) {
    this.root = root;
  }

  Path root() {
    return root;
  }

  Path folder(long generation) {
    return root.resolve("generation-" + generation);
  }

  /**
   * The generation that is searched; absent before the first one.
   *
   * @throws DamagedIndexException when the file that names it is not readable
   */
  OptionalLong current() throws IOException {
    String name;
    try {
      name = Files.readString(root.resolve(POINTER)).strip();
    } catch (NoSuchFileException e) {
      return OptionalLong.empty();
    }
    OptionalLong generation = generation(name);
    if (generation.isEmpty()) {
      throw new DamagedIndexException(
          POINTER, new IOException("it names no generation, such as 'generation-1'"));
    }
    return generation;
  }

  /** Names another generation as the one that is searched, durably. */
  void setCurrent(long generation) throws IOException {
    Path next = root.resolve(POINTER_BEING_WRITTEN);
    Files.writeString(next, folder(generation).getFileName() + "\n");
    sync(next, StandardOpenOption.WRITE);
    Files.move(next, root.resolve(POINTER), StandardCopyOption.ATOMIC_MOVE);
    syncFolder(root);
  }

  /** All generations that have a folder, whole or not. */
  List<Long> all() throws IOException {
    List<Long> generations = new ArrayList<>();
    try (Stream<Path> files = Files.list(root)) {
      for (Path file : files.toList()) {
        generation(String.valueOf(file.getFileName())).ifPresent(generations::add);
      }
    }
    return generations;
  }

  /** Removes a generation's folder; what cannot be removed now is left for the next time. */
  void remove(long generation) {
    try {
      FolderTree.delete(folder(generation));
    } catch (IOException e) {
      // Another process has a file open on a system that then refuses to remove it.
    }
  }

  static void syncFolder(Path folder) throws IOException {
    try {
      sync(folder, StandardOpenOption.READ);
    } catch (IOException e) {
      if (!System.getProperty("os.name", "").startsWith("Windows")) {
        throw e;
      }
    }
  }

  private static void sync(Path path, StandardOpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }

  private static OptionalLong generation(String name) {
    Matcher matcher = FOLDER_NAME.matcher(name);
    return matcher.matches()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }
}
