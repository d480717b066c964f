package org.roomprint.vectors.embedding;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Copies model folders and makes them durable. */
final class ModelFiles {
  private ModelFiles() {}

  /** Copies what a model consists of: descriptions, model files and cards. */
  static void copy(PictureModel from, Path directory) throws IOException {
    copyInto(directory, from, from.directory().resolve(ModelFolder.DESCRIPTION_FILE));
    switch (from) {
      case ModelFolder single -> {
        copyInto(directory, single, single.modelFile());
        if (single.card().isPresent() && Files.isRegularFile(single.card().get())) {
          copyInto(directory, single, single.card().get());
        }
      }
      case FusedModel fused -> copyMembers(fused, directory);
    }
  }

  /** Copies both members to where a fused model has them in its folder. */
  static void copyMembers(FusedModel fused, Path directory) throws IOException {
    copy(fused.first(), directory.resolve(FusedModel.FIRST));
    copy(fused.second(), directory.resolve(FusedModel.SECOND));
  }

  private static void copyInto(Path directory, PictureModel from, Path file) throws IOException {
    Path target = directory.resolve(from.directory().relativize(file).toString()).normalize();
    if (target.startsWith(directory)) {
      Files.createDirectories(target.resolveSibling(".").normalize());
      copy(file, target);
    }
  }

  /** A copy that can be written, so that it can be made durable, and removed, as any other file. */
  static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    if (!Files.isWritable(to) && !to.toFile().setWritable(true)) {
      throw new IOException(to + " cannot be made writable");
    }
  }

  /** Makes a folder durable with all that lies in it. */
  static void syncAll(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.toList();
    }
    for (Path path : all) {
      sync(path, Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE);
    }
  }

  /** Makes a file or folder durable. */
  static void sync(Path path, StandardOpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    } catch (IOException e) {
      // Folders cannot be opened on Windows, which makes them durable by itself.
      if (!Files.isDirectory(path) || !System.getProperty("os.name", "").startsWith("Windows")) {
        throw e;
      }
    }
  }
}
