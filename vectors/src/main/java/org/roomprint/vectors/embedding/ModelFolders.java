package org.roomprint.vectors.embedding;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.roomprint.vectors.files.FolderTree;

/**
 * The models that an installation can use: the configured one, and those that the operator added,
 * each in a folder of its own.
 *
 * <p>A folder appears in one step, whole and tried; what an interrupted adding left is removed by
 * the next. Which model is <em>used</em> is said by the index, which carries the id of its model;
 * what is {@linkplain #choose chosen} here counts only where no index says it.
 *
 * @param configured folder of the configured model
 * @param added folder of the added ones; need not exist
 */
public record ModelFolders(Path configured, Path added) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final String BEING_ADDED = ".adding-";
  private static final String CHOICE = "chosen";
  private static final String CHOICE_BEING_WRITTEN = "chosen.new";
  private static final String LOCK_FILE = "adding.lock";

  /**
   * One model of the installation.
   *
   * @param name by which it is called on the command line
   * @param directory of its model folder
   * @param folder its description; absent when it cannot be used
   * @param fault why it cannot be used
   */
  public record Entry(
      String name, Path directory, Optional<PictureModel> folder, Optional<String> fault) {}

  /** All models, the configured one first; model files are not read. */
  public List<Entry> all() throws IOException {
    List<Entry> entries = new ArrayList<>();
    entries.add(configuredEntry());
    if (Files.isDirectory(added)) {
      try (Stream<Path> folders = Files.list(added)) {
        for (Path folder : folders.sorted().toList()) {
          String name = String.valueOf(folder.getFileName());
          if (NAME.matcher(name).matches() && Files.isDirectory(folder)) {
            entries.add(entry(name, folder));
          }
        }
      }
    }
    return entries;
  }

  private Entry configuredEntry() throws IOException {
    Entry entry = entry(String.valueOf(configured.getFileName()), configured);
    return new Entry(
        entry.folder().map(PictureModel::name).orElse(entry.name()),
        configured,
        entry.folder(),
        entry.fault());
  }

  private static Entry entry(String name, Path directory) throws IOException {
    try {
      return new Entry(
          name, directory, Optional.of(PictureModel.asDescribed(directory)), Optional.empty());
    } catch (InvalidModelException e) {
      return new Entry(
          name, directory, Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
    }
  }

  /**
   * The model of this name, its file checked.
   *
   * @throws InvalidModelException when there is none, or it cannot be used
   */
  public PictureModel named(String name) throws IOException {
    for (Entry entry : all()) {
      if (entry.name().equals(name)) {
        return PictureModel.open(entry.directory());
      }
    }
    throw new InvalidModelException(
        String.format(
            Locale.ROOT,
            "There is no model '%s'; there are %s. One is added by 'roomprint model add'",
            name,
            all().stream().map(Entry::name).toList()));
  }

  /** The model with this id, its file checked; absent when there is none that can be used. */
  public Optional<PictureModel> withId(String modelId) throws IOException {
    for (Entry entry : all()) {
      if (entry.folder().filter(folder -> folder.modelId().equals(modelId)).isPresent()) {
        return Optional.of(PictureModel.open(entry.directory()));
      }
    }
    return Optional.empty();
  }

  /**
   * What is used where no index says it: the model that was chosen, or else the configured one.
   *
   * @throws InvalidModelException when it cannot be used
   */
  public PictureModel chosen() throws IOException {
    String name;
    try {
      name = Files.readString(added.resolve(CHOICE)).strip();
    } catch (NoSuchFileException e) {
      return PictureModel.open(configured);
    }
    return named(name);
  }

  /** Remembers what is used where no index says it. */
  public void choose(String name) throws IOException {
    if (configuredEntry().name().equals(name)) {
      Files.deleteIfExists(added.resolve(CHOICE));
      return;
    }
    Path next = added.resolve(CHOICE_BEING_WRITTEN);
    Files.writeString(next, name + "\n");
    ModelFiles.sync(next, StandardOpenOption.WRITE);
    Files.move(next, added.resolve(CHOICE), StandardCopyOption.ATOMIC_MOVE);
    ModelFiles.sync(added, StandardOpenOption.READ);
  }

  /**
   * Adds a model from an ONNX file, which is copied: learns what the file says of itself, tries it,
   * and writes its description.
   *
   * @throws InvalidModelException when the name is taken or not allowed, or the file cannot be used
   */
  public ModelFolder add(String name, Path onnxFile, ModelRecipe recipe) throws IOException {
    if (!Files.isRegularFile(onnxFile)) {
      throw new InvalidModelException(
          Files.exists(onnxFile)
              ? onnxFile + " is neither an ONNX file nor a model folder"
              : "There is no file " + onnxFile);
    }
    return ModelFolder.open(
        adding(
            name,
            directory -> {
              ModelFiles.copy(onnxFile, directory.resolve(ModelFolderWriter.MODEL_FILE));
              ModelFolderWriter.write(
                  directory, String.valueOf(onnxFile.getFileName()), name, recipe);
            }));
  }

  /**
   * Adds a model from a model folder, which is copied: its description, model file and card.
   *
   * @throws InvalidModelException when the name is taken or not allowed, or the folder cannot be
   *     used
   */
  public PictureModel add(String name, Path modelFolder) throws IOException {
    PictureModel from = PictureModel.open(modelFolder);
    return PictureModel.open(adding(name, directory -> ModelFiles.copy(from, directory)));
  }

  /**
   * Adds a model that describes pictures by two that are there, whose folders are copied into its
   * own.
   *
   * @param weight share of the first, above 0 and below 1; the second has the rest
   * @throws InvalidModelException when the name is taken or not allowed, or these two cannot be
   *     fused
   */
  public PictureModel fuse(String name, String first, String second, double weight)
      throws IOException {
    FusedModel fused =
        FusedModel.of(added.resolve(name), name, single(first), single(second), weight);
    return PictureModel.open(
        adding(
            name,
            directory -> {
              ModelFiles.copyMembers(fused, directory);
              ModelDescription.write(directory, fused.description());
            }));
  }

  /**
   * Writes into a model's description what was measured of searches with it. Its id stays the same,
   * and so do the indexes that it made.
   *
   * @return the file that was written
   * @throws InvalidModelException when there is no such model
   */
  public Path measured(String name, ModelMeasurements measured) throws IOException {
    Path directory = named(name).directory();
    Path file = directory.resolve(ModelFolder.DESCRIPTION_FILE);
    Path next = directory.resolve(ModelFolder.DESCRIPTION_FILE + ".new");
    ModelDescription.writeMeasured(file, next, measured);
    ModelFiles.sync(next, StandardOpenOption.WRITE);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    ModelFiles.sync(directory, StandardOpenOption.READ);
    return file;
  }

  private ModelFolder single(String name) throws IOException {
    return switch (named(name)) {
      case ModelFolder folder -> folder;
      case FusedModel fused ->
          throw new InvalidModelException(
              String.format(
                  Locale.ROOT,
                  "The model '%s' is fused itself, of %s and %s: a member is a single model",
                  name,
                  fused.first().name(),
                  fused.second().name()));
    };
  }

  @FunctionalInterface
  private interface Filling {
    void fill(Path directory) throws IOException;
  }

  /** Adds a model whose folder is filled beside its later place, and tried there. */
  private Path adding(String name, Filling filling) throws IOException {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidModelException(
          "A model's name is 1 to 64 of a-z, 0-9, '.', '_' and '-', the first a letter or digit, not '"
              + name
              + "'");
    }
    Files.createDirectories(added);
    try (FileChannel lock =
        FileChannel.open(
            added.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (lock.tryLock() == null) {
        throw new InvalidModelException("Another process is adding a model: wait for its end");
      }
      removeLeftovers();
      requireFree(name);
      Path being = Files.createDirectory(added.resolve(BEING_ADDED + name));
      try {
        filling.fill(being);
        PictureModel made = PictureModel.open(being);
        PictureEmbedder.open(made, new DjlEmbedder.Settings(1, 1, 1)).close();
        requireNew(made);
        ModelFiles.syncAll(being);
        Path whole = Files.move(being, added.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        ModelFiles.sync(added, StandardOpenOption.READ);
        return whole;
      } finally {
        removeLeftovers();
      }
    }
  }

  private void requireFree(String name) throws IOException {
    for (Entry entry : all()) {
      if (entry.name().equals(name)) {
        throw new InvalidModelException(
            "There is a model '"
                + name
                + "' already, in "
                + entry.directory()
                + ": take another name, or remove that folder first");
      }
    }
  }

  private void requireNew(PictureModel made) throws IOException {
    for (Entry entry : all()) {
      if (entry.folder().filter(known -> known.modelId().equals(made.modelId())).isPresent()) {
        throw new InvalidModelException(
            "This is the model '"
                + entry.name()
                + "' that is there already: the same numbers would come out");
      }
    }
  }

  private void removeLeftovers() throws IOException {
    try (Stream<Path> files = Files.list(added)) {
      for (Path file : files.toList()) {
        if (String.valueOf(file.getFileName()).startsWith(BEING_ADDED)) {
          FolderTree.delete(file);
        }
      }
    }
  }
}
