package org.roomprint.vectors.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.roomprint.vectors.files.FolderTree;
import org.roomprint.vectors.image.RasterImage;

class FusedModelTest {
  private static final long SEED = 20_261_122L;
  private static final DjlEmbedder.Settings ONE = new DjlEmbedder.Settings(1, 1, 1);

  /** Of the tokens that the model "grid" gives. */
  private static final int GRID_DIMENSION = 48;

  @TempDir Path directory;
  private ModelFolders models = new ModelFolders(Path.of(""), Path.of(""));

  /** "tiny" is the configured model; "grid" gives patches, too. */
  @BeforeEach
  void anInstallationWithTwoModels() throws IOException {
    Path own = Files.createDirectory(directory.resolve("own"));
    models = new ModelFolders(TinyModel.copyTo(own), directory.resolve("models"));
    addGrid("grid", 16);
  }

  /** A model of 4 x 4 pixels to a patch, whose patches are described as well. */
  private void addGrid(String name, int side) throws IOException {
    Path file = directory.resolve("tokens.onnx");
    if (!Files.exists(file)) {
      try (InputStream in =
          FusedModelTest.class.getResourceAsStream("foreign-models/tokens.onnx")) {
        Files.copy(Objects.requireNonNull(in), file);
      }
    }
    List<Double> half = List.of(127.5, 127.5, 127.5);
    ModelFolder added =
        models.add(
            name,
            file,
            new ModelRecipe(
                "3",
                Optional.of(side),
                Optional.of(side),
                ModelFolder.Fit.SQUASH,
                ModelFolder.Colour.RGB,
                half,
                half,
                Optional.empty(),
                Optional.of("map"),
                Optional.of(Pooling.MEAN),
                "MIT",
                "nothing"));
    replace(
        added.directory().resolve(ModelFolder.DESCRIPTION_FILE),
        "\"licence\"",
        String.format(
            Locale.ROOT,
            "\"patches\": {\"name\": \"last_hidden_state\", \"rows\": %d, \"columns\": %d, \"dimension\": %d}, \"licence\"",
            side / 4,
            side / 4,
            GRID_DIMENSION));
  }

  private static void replace(Path file, String part, String by) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    assertThat(text).contains(part);
    Files.writeString(file, text.replace(part, by), StandardCharsets.UTF_8);
  }

  private static List<RasterImage> pictures(int count) {
    Random random = new Random(SEED);
    return Stream.generate(
            () -> {
              byte[] rgb = new byte[40 * 30 * RasterImage.CHANNELS];
              random.nextBytes(rgb);
              return RasterImage.copyOf(40, 30, rgb);
            })
        .limit(count)
        .toList();
  }

  private static List<EmbeddedPicture> embed(PictureModel model, List<RasterImage> pictures)
      throws IOException {
    try (PictureEmbedder embedder = PictureEmbedder.open(model, ONE)) {
      assertThat(embedder.modelId()).isEqualTo(model.modelId());
      assertThat(embedder.dimension()).isEqualTo(model.dimension());
      List<EmbeddedPicture> embedded = embedder.embed(pictures);
      assertThat(embedded)
          .allMatch(picture -> picture.embedding().dimension() == model.dimension())
          .allMatch(picture ->
              picture.patches().map(patches -> patches.channels().size()).orElse(0)
                  == embedder.patchChannels());
      return embedded;
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.3, 0.5, 0.9})
  void picturesAreAsAlikeAsBothMembersFindThemInAWeightedMean(double weight) throws IOException {
    List<RasterImage> pictures = pictures(4);

    List<EmbeddedPicture> fused = embed(models.fuse("both", "tiny", "grid", weight), pictures);

    List<EmbeddedPicture> first = embed(models.named("tiny"), pictures);
    List<EmbeddedPicture> second = embed(models.named("grid"), pictures);
    for (int i = 0; i < pictures.size(); i++) {
      for (int j = 0; j < pictures.size(); j++) {
        assertThat(fused.get(i).embedding().similarity(fused.get(j).embedding()))
            .isCloseTo(
                weight * first.get(i).embedding().similarity(first.get(j).embedding())
                    + (1 - weight)
                        * second.get(i).embedding().similarity(second.get(j).embedding()),
                within(1e-6));
      }
    }
  }

  @Test
  void patchesAreThoseOfTheFirstMemberThatGivesAny() throws IOException {
    addGrid("finer", 32);
    List<RasterImage> pictures = pictures(1);
    EmbeddedPicture coarse = embed(models.named("grid"), pictures).getFirst();
    EmbeddedPicture fine = embed(models.named("finer"), pictures).getFirst();
    assertThat(coarse.patches()).isPresent().isNotEqualTo(fine.patches());

    assertThat(embed(models.fuse("a", "tiny", "grid", 0.5), pictures).getFirst().patches())
        .isEqualTo(coarse.patches());
    assertThat(embed(models.fuse("b", "finer", "grid", 0.5), pictures).getFirst().patches())
        .isEqualTo(fine.patches());
    assertThat(embed(models.fuse("c", "grid", "finer", 0.5), pictures).getFirst().patches())
        .isEqualTo(coarse.patches());
  }

  @Test
  void itGoesOnWhenItsMembersAreGone() throws IOException {
    List<RasterImage> pictures = pictures(2);
    addGrid("finer", 32);
    PictureModel fused = models.fuse("both", "grid", "finer", 0.4);
    List<EmbeddedPicture> before = embed(fused, pictures);

    FolderTree.delete(models.added().resolve("grid"));
    FolderTree.delete(models.added().resolve("finer"));

    assertThat(models.all()).extracting(ModelFolders.Entry::name).containsExactly("tiny", "both");
    PictureModel found = models.withId(fused.modelId()).orElseThrow();
    assertThat(found).isEqualTo(fused);
    assertThat(embed(found, pictures)).isEqualTo(before);
  }

  @Test
  void itsDescriptionNamesBothMembers() throws IOException {
    PictureModel fused = models.fuse("both", "tiny", "grid", 0.25);

    assertThat(fused.name()).isEqualTo("both");
    assertThat(fused.version()).isEqualTo("1 + 3");
    assertThat(fused.licence()).isEqualTo("Apache-2.0 and MIT");
    assertThat(fused.dimension()).isEqualTo(TinyModel.DIMENSION + GRID_DIMENSION);
    assertThat(fused.members()).extracting(ModelFolder::name).containsExactly("tiny", "grid");
    assertThat(Files.readString(fused.directory().resolve(ModelFolder.DESCRIPTION_FILE)))
        .contains("\"weight\" : 0.25", models.named("tiny").modelId(), "expectedFirst8");
    assertThat(PictureModel.open(fused.directory())).isEqualTo(fused);
  }

  @Test
  void anotherOrderOrWeightIsAnotherModel() throws IOException {
    String id = models.fuse("both", "tiny", "grid", 0.5).modelId();

    assertThat(models.fuse("turned", "grid", "tiny", 0.5).modelId()).isNotEqualTo(id);
    assertThat(models.fuse("heavier", "tiny", "grid", 0.6).modelId()).isNotEqualTo(id);
    assertThatThrownBy(() -> models.fuse("again", "tiny", "grid", 0.5))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("This is the model 'both' that is there already");
  }

  @Test
  void aReadyFusedFolderIsAddedWithItsMembers() throws IOException {
    PictureModel fused = models.fuse("both", "tiny", "grid", 0.5);
    ModelFolders other = new ModelFolders(models.configured(), directory.resolve("other"));

    PictureModel copied = other.add("copied", fused.directory());

    assertThat(copied.modelId()).isEqualTo(fused.modelId());
    assertThat(embed(copied, pictures(1))).isEqualTo(embed(fused, pictures(1)));
  }

  @Test
  void whatCannotBeFusedIsRefused() throws IOException {
    models.fuse("both", "tiny", "grid", 0.5);

    assertRefused("tiny", "none", 0.5, "There is no model 'none'; there are [tiny, both, grid]");
    assertRefused("grid", "grid", 0.5, "same model (grid)", "two different ones");
    assertRefused("both", "grid", 0.5, "'both' is fused itself, of tiny and grid", "single model");
    assertRefused("grid", "both", 0.5, "'both' is fused itself", "single model");
    for (double weight : new double[] {0, 1, -0.1, 1.5, Double.NaN}) {
      assertRefused("tiny", "grid", weight, "above 0 and below 1, not " + weight);
    }
    assertThatThrownBy(() -> models.fuse("grid", "tiny", "grid", 0.4))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("There is a model 'grid' already");
    assertThatThrownBy(() -> ModelFolder.open(models.named("both").directory()))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("holds a fused model (both)");
  }

  private void assertRefused(String first, String second, double weight, String... says) {
    assertThatThrownBy(() -> models.fuse("refused", first, second, weight))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContainingAll(says);
    assertThat(models.added().resolve("refused")).doesNotExist();
  }

  @Test
  void moreValuesThanAnIndexTakesAreRefused() throws IOException {
    Path wide = Files.createDirectory(directory.resolve("wide"));
    TinyModel.copyTo(
        wide,
        "\"dimension\": 24",
        "\"dimension\": " + (Embedding.MAX_DIMENSION + 1 - GRID_DIMENSION));
    ModelFolder first = ModelFolder.open(wide);
    ModelFolder second = ModelFolder.open(models.added().resolve("grid"));

    assertThatThrownBy(() -> FusedModel.of(directory, "f", first, second, 0.5))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("come to 4097 together; at most 4096 are taken");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "model.json         | \"weight\" : 0.5 | \"weight\" : 0.6 | from the first member and its weight follows",
        "model.json         | \"weight\" : 0.5 | \"weight\" : 2   | above 0 and below 1, not 2.0",
        "model.json         | \"weight\"       | \"share\"        | \"fused.weight\" is missing",
        "model.json         | \"second\"       | \"third\"        | \"fused.second\" is missing",
        "model.json         | \"modelId\"      | \"hash\"         | \"fused.first.modelId\" is missing",
        "second/model.json  | 127.5            | 127.0            | \"fused.second.modelId\" is",
        "first/model.json   | \"selfTest\"     | \"noTest\"       | first/model.json: \"selfTest\" is missing",
      })
  void aDescriptionThatDoesNotFitItsMembersIsRefused(
      String file, String part, String by, String says) throws IOException {
    Path folder = models.fuse("both", "tiny", "grid", 0.5).directory();

    replace(folder.resolve(file), part, by);

    assertThatThrownBy(() -> PictureModel.open(folder))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining(says);
    assertThat(models.all())
        .filteredOn(entry -> entry.name().equals("both"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.fault().orElseThrow()).contains(says));
  }

  @Test
  void aMemberWhoseFileIsDamagedOrThatIsFusedItselfIsRefused() throws IOException {
    Path folder = models.fuse("both", "tiny", "grid", 0.5).directory();
    Path nested = models.fuse("other", "tiny", "grid", 0.6).directory();
    Path file = folder.resolve("second").resolve("model.onnx");
    byte[] whole = Files.readAllBytes(file);
    whole[whole.length / 2] ^= 1;
    Files.write(file, whole);

    assertThatThrownBy(() -> PictureModel.open(folder))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("another model, or a damaged file");

    FolderTree.delete(nested.resolve("first"));
    Files.createDirectories(nested.resolve("first"));
    Files.copy(nested.resolve("model.json"), nested.resolve("first").resolve("model.json"));
    assertThatThrownBy(() -> PictureModel.open(nested))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("a member of a fused one is a single model");
  }

  @Test
  void aMemberThatDoesNotPassItsSelfTestIsRefused() throws IOException {
    FusedModel fused = (FusedModel) models.fuse("both", "grid", "tiny", 0.5);
    Path second = directory.resolve("bgr");
    TinyModel.copyTo(Files.createDirectory(second), "\"RGB\"", "\"BGR\"");
    FusedModel wrong =
        FusedModel.of(directory, "wrong", fused.first(), ModelFolder.open(second), 0.5);

    assertThatThrownBy(() -> PictureEmbedder.open(wrong, ONE))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("The model tiny does not pass its self-test");
  }
}
