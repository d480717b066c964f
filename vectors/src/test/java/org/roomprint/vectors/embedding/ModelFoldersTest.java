package org.roomprint.vectors.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.vectors.image.RasterImage;
import org.roomprint.vectors.image.Resizer;

class ModelFoldersTest {
  private static final String VERSION = "1";
  private static final String LICENCE = "MIT";
  private static final String TRAINED_ON = "nothing";
  private static final List<Double> HALF = List.of(127.5, 127.5, 127.5);

  @TempDir Path directory;
  private ModelFolders models = new ModelFolders(Path.of(""), Path.of(""));

  @BeforeEach
  void anInstallationWithItsOwnModel() throws IOException {
    Path own = Files.createDirectory(directory.resolve("own"));
    models = new ModelFolders(TinyModel.copyTo(own), directory.resolve("models"));
  }

  private Path foreign(String name) throws IOException {
    Path file = directory.resolve(name);
    try (InputStream in = ModelFoldersTest.class.getResourceAsStream("foreign-models/" + name)) {
      Files.copy(Objects.requireNonNull(in), file);
    }
    return file;
  }

  private static ModelRecipe recipe(
      Optional<Integer> side, Optional<String> output, Optional<Pooling> pooling) {
    return recipe(side, ModelFolder.Fit.SQUASH, output, pooling);
  }

  private static ModelRecipe recipe(
      Optional<Integer> side,
      ModelFolder.Fit fit,
      Optional<String> output,
      Optional<Pooling> pooling) {
    return new ModelRecipe(
        VERSION,
        side,
        side,
        fit,
        ModelFolder.Colour.RGB,
        HALF,
        HALF,
        Optional.empty(),
        output,
        pooling,
        LICENCE,
        TRAINED_ON);
  }

  private static Embedding embed(ModelFolder folder, RasterImage picture) throws IOException {
    try (DjlEmbedder embedder = DjlEmbedder.open(folder, new DjlEmbedder.Settings(1, 1, 1))) {
      return embedder.embed(List.of(picture)).getFirst().embedding();
    }
  }

  @Test
  void aTransformerIsAddedByItsFirstToken() throws IOException {
    ModelFolder added =
        models.add(
            "dino",
            foreign("tokens.onnx"),
            recipe(Optional.of(16), Optional.of("last_hidden_state"), Optional.of(Pooling.FIRST)));

    assertThat(added.directory()).isEqualTo(directory.resolve("models").resolve("dino"));
    assertThat(added.input().name()).isEqualTo("pixel_values");
    assertThat(added.input().layout()).isEqualTo(ModelFolder.Layout.NCHW);
    assertThat(added.output().dimension()).isEqualTo(48);
    RasterImage picture = SelfTestPicture.of(40, 30);
    byte[] rgb = Resizer.resize(picture, 16, 16).toRgb();
    float[] block = new float[48];
    for (int i = 0; i < 16; i++) {
      for (int c = 0; c < 3; c++) {
        int at = (i / 4 * 16 + i % 4) * 3 + c;
        block[i * 3 + c] = ((rgb[at] & 0xff) - 127.5f) / 127.5f;
      }
    }
    assertThat(embed(added, picture).similarity(Embedding.of(block)))
        .as("the first token is the upper left block of 4 x 4 pixels")
        .isGreaterThan(0.999999);
  }

  @Test
  void aFileThatFixesSizeAndLayoutNeedsNeitherToBeSaid() throws IOException {
    ModelFolder added =
        models.add(
            "vector",
            foreign("vector.onnx"),
            recipe(Optional.empty(), Optional.empty(), Optional.empty()));

    assertThat(added.input().width()).isEqualTo(8);
    assertThat(added.input().layout()).isEqualTo(ModelFolder.Layout.NHWC);
    assertThat(added.output().name()).isEqualTo("embedding");
    assertThat(added.output().dimension()).isEqualTo(192);
  }

  @Test
  void whatJutsOutIsCutWhereCropIsSaid() throws IOException {
    Path file = foreign("vector.onnx");
    ModelFolder squashed =
        models.add("squash", file, recipe(Optional.empty(), Optional.empty(), Optional.empty()));
    ModelFolder cropped =
        models.add(
            "crop",
            file,
            recipe(Optional.empty(), ModelFolder.Fit.CROP, Optional.empty(), Optional.empty()));
    RasterImage wide = SelfTestPicture.of(32, 8);
    byte[] rgb = wide.toRgb();
    byte[] middle = new byte[8 * 8 * 3];
    for (int y = 0; y < 8; y++) {
      System.arraycopy(rgb, (y * 32 + 12) * 3, middle, y * 8 * 3, 8 * 3);
    }

    assertThat(cropped.modelId()).isNotEqualTo(squashed.modelId());
    assertThat(embed(cropped, wide))
        .isEqualTo(embed(squashed, RasterImage.copyOf(8, 8, middle)))
        .isNotEqualTo(embed(squashed, wide));
  }

  @Test
  void whatTheFileDoesNotSayIsAskedFor() throws IOException {
    Path tokens = foreign("tokens.onnx");

    assertRefused(
        tokens,
        recipe(Optional.empty(), Optional.empty(), Optional.of(Pooling.FIRST)),
        "does not say which width its input has: name it with --input-size");
    assertRefused(
        tokens,
        recipe(Optional.of(16), Optional.empty(), Optional.empty()),
        "No output of the file is one vector for each picture",
        "last_hidden_state=[1, 16, 48]");
    assertRefused(
        tokens,
        recipe(Optional.of(16), Optional.empty(), Optional.of(Pooling.MEAN)),
        "The file has several outputs: name the one to take with --output");
    assertRefused(
        tokens,
        recipe(Optional.of(16), Optional.of("pooler_output"), Optional.empty()),
        "The file has no output pooler_output; it has",
        "map=[1, 48, 4, 4]");
    assertRefused(
        tokens,
        recipe(Optional.of(16), Optional.of("map"), Optional.of(Pooling.FIRST)),
        "Pooling first needs an output [batch][tokens][values], not [1, 48, 4, 4]");
    assertRefused(
        foreign("vector.onnx"),
        recipe(Optional.of(224), Optional.empty(), Optional.empty()),
        "has the width 8, not 224: leave --input-size out");
  }

  @Test
  void whatIsNoModelOfPicturesIsRefused() throws IOException {
    ModelRecipe any = recipe(Optional.of(16), Optional.empty(), Optional.empty());

    assertRefused(
        foreign("two.onnx"),
        any,
        "takes one picture, but the file has the inputs",
        "input_ids (INT64",
        "export the part that looks at pictures alone");
    assertRefused(foreign("blind.onnx"), any, "is the same for two different pictures");
    assertRefused(
        Files.writeString(directory.resolve("text.onnx"), "no model"),
        any,
        "text.onnx is not an ONNX model file");
    assertRefused(directory.resolve("gone.onnx"), any, "There is no file");
    assertRefused(directory, any, "is neither an ONNX file nor a model folder");
  }

  private void assertRefused(Path file, ModelRecipe recipe, String... says) throws IOException {
    assertThatThrownBy(() -> models.add("refused", file, recipe))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContainingAll(says);
    if (Files.isDirectory(models.added())) {
      try (Stream<Path> left = Files.list(models.added())) {
        assertThat(left.filter(Files::isDirectory)).as("folders left behind").isEmpty();
      }
    }
    assertThat(models.all()).extracting(ModelFolders.Entry::name).containsExactly("tiny");
  }

  @Test
  void aNameIsTakenOnceAndAModelIsAddedOnce() throws IOException {
    Path tokens = foreign("tokens.onnx");
    ModelRecipe mean = recipe(Optional.of(16), Optional.of("map"), Optional.of(Pooling.MEAN));
    ModelFolder first = models.add("m", tokens, mean);

    assertThatThrownBy(() -> models.add("m", tokens, mean))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("There is a model 'm' already");
    assertThatThrownBy(() -> models.add("tiny", tokens, mean))
        .hasMessageContaining("There is a model 'tiny' already");
    assertThatThrownBy(() -> models.add("again", tokens, mean))
        .hasMessageContaining("This is the model 'm'");
    assertThatThrownBy(() -> models.add("../m", tokens, mean))
        .hasMessageContaining("A model's name is");
    ModelFolder larger =
        models.add(
            "larger",
            tokens,
            recipe(Optional.of(32), Optional.of("map"), Optional.of(Pooling.MEAN)));
    assertThat(larger.modelId()).as("fed otherwise").isNotEqualTo(first.modelId());
  }

  @Test
  void aReadyFolderIsCopiedAndFoundByItsId() throws IOException {
    ModelFolder made =
        models.add(
            "m",
            foreign("tokens.onnx"),
            recipe(Optional.of(16), Optional.of("map"), Optional.of(Pooling.GEM)));
    ModelFolders other = new ModelFolders(models.configured(), directory.resolve("other-models"));

    PictureModel copied = other.add("copied", made.directory());

    assertThat(copied.modelId()).isEqualTo(made.modelId());
    assertThat(other.withId(made.modelId()).orElseThrow().directory())
        .isEqualTo(copied.directory());
    assertThat(other.withId("0".repeat(64))).isEmpty();
  }

  @Test
  void theConfiguredModelIsTakenUnlessAnotherWasChosen() throws IOException {
    assertThat(models.chosen().name()).isEqualTo("tiny");
    models.add(
        "m",
        foreign("tokens.onnx"),
        recipe(Optional.of(16), Optional.of("map"), Optional.of(Pooling.MEAN)));

    models.choose("m");
    assertThat(models.chosen().name()).isEqualTo("m");
    models.choose("tiny");
    assertThat(models.chosen().name()).isEqualTo("tiny");
  }

  @Test
  void whatAnInterruptedAddingLeftIsNoModelAndIsRemovedByTheNext() throws IOException {
    Path left = Files.createDirectories(models.added().resolve(".adding-half"));
    Files.write(left.resolve("model.onnx"), new byte[10]);

    assertThat(models.all()).hasSize(1);
    models.add(
        "m",
        foreign("tokens.onnx"),
        recipe(Optional.of(16), Optional.of("map"), Optional.of(Pooling.MEAN)));

    assertThat(left).doesNotExist();
    assertThat(models.all()).extracting(ModelFolders.Entry::name).containsExactly("tiny", "m");
  }

  @Test
  void aDamagedModelIsListedWithItsFaultAndTheOthersGoOn() throws IOException {
    Path broken = Files.createDirectories(models.added().resolve("broken"));
    Files.writeString(broken.resolve("model.json"), "{");

    assertThat(models.all())
        .filteredOn(entry -> entry.name().equals("broken"))
        .singleElement()
        .satisfies(
            entry -> assertThat(entry.fault().orElseThrow()).contains("cannot be read as JSON"));
    assertThatThrownBy(() -> models.named("none"))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("[tiny, broken]");
  }
}
