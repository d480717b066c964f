package org.roomprint.vectors.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.vectors.VectorsSettings;
import org.roomprint.vectors.image.RasterImage;

/** The model that ships, fused with a real one of another size and shape. */
class FusedShippedModelTest {
  private static final Path SHIPPED = Path.of("..").resolve(VectorsSettings.SHIPPED_MODEL);
  private static final Path TEACHER =
      Path.of(System.getProperty("roomprint.shared", "../shared"))
          .resolve("models/teacher-resnet50v2/model.onnx");
  private static final int TEACHER_DIMENSION = 1024;
  private static final int TEACHER_SIDE_PIXELS = 160;
  private static final double WEIGHT = 0.4;

  @TempDir Path directory;

  private static List<EmbeddedPicture> embed(PictureModel model, List<RasterImage> pictures)
      throws IOException {
    try (PictureEmbedder embedder =
        PictureEmbedder.open(model, new DjlEmbedder.Settings(1, 1, 1))) {
      return embedder.embed(pictures);
    }
  }

  @Test
  void describesPicturesAsBothTogether() throws IOException {
    assumeThat(TEACHER).as("a shared model, which is not part of the repository").isRegularFile();
    ModelFolders models = new ModelFolders(SHIPPED, directory.resolve("models"));
    ModelFolder shipped = ModelFolder.open(SHIPPED);
    List<Double> half = List.of(127.5, 127.5, 127.5);
    ModelFolder teacher =
        models.add(
            "teacher",
            TEACHER,
            new ModelRecipe(
                "1",
                Optional.of(TEACHER_SIDE_PIXELS),
                Optional.of(TEACHER_SIDE_PIXELS),
                ModelFolder.Fit.SQUASH,
                ModelFolder.Colour.RGB,
                half,
                half,
                Optional.empty(),
                Optional.of("gem1024"),
                Optional.empty(),
                "Apache-2.0",
                "ImageNet"));
    List<RasterImage> pictures =
        List.of(SelfTestPicture.of(300, 200), SelfTestPicture.of(120, 400));

    PictureModel fused = models.fuse("both", shipped.name(), "teacher", WEIGHT);

    List<EmbeddedPicture> together = embed(fused, pictures);
    List<EmbeddedPicture> first = embed(shipped, pictures);
    List<EmbeddedPicture> second = embed(teacher, pictures);
    assertThat(fused.dimension()).isEqualTo(shipped.dimension() + TEACHER_DIMENSION);
    assertThat(together.get(0).embedding().similarity(together.get(1).embedding()))
        .isCloseTo(
            WEIGHT * first.get(0).embedding().similarity(first.get(1).embedding())
                + (1 - WEIGHT) * second.get(0).embedding().similarity(second.get(1).embedding()),
            within(1e-5));
    assertThat(together)
        .extracting(EmbeddedPicture::patches)
        .isEqualTo(first.stream().map(EmbeddedPicture::patches).toList());
    try (PictureEmbedder embedder =
        PictureEmbedder.open(fused, new DjlEmbedder.Settings(1, 1, 1))) {
      assertThat(embedder.embedPatches(pictures))
          .isEqualTo(first.stream().map(EmbeddedPicture::patches).toList());
    }
  }
}
