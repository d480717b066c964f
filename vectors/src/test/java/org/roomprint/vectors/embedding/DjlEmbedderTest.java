package org.roomprint.vectors.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.vectors.image.RasterImage;

class DjlEmbedderTest {
  @TempDir Path directory;

  @Test
  void givesAnEmbeddingForEveryPictureInOrder() throws IOException {
    List<RasterImage> pictures =
        List.of(SelfTestPicture.of(32, 16), SelfTestPicture.of(90, 70), SelfTestPicture.of(20, 40));
    try (PictureEmbedder embedder = TinyModel.embedder(directory)) {
      List<EmbeddedPicture> together = embedder.embed(pictures);

      assertThat(together).hasSize(3);
      assertThat(together)
          .allMatch(picture -> picture.embedding().dimension() == TinyModel.DIMENSION);
      for (int i = 0; i < pictures.size(); i++) {
        assertThat(embedder.embed(List.of(pictures.get(i)))).containsExactly(together.get(i));
      }
      assertThat(together.get(0)).isNotEqualTo(together.get(1));
    }
  }

  @Test
  void givesTheSameToManyThreadsAtOnce() throws Exception {
    RasterImage picture = SelfTestPicture.of(90, 70);
    try (PictureEmbedder embedder = TinyModel.embedder(directory);
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      EmbeddedPicture expected = embedder.embed(List.of(picture)).getFirst();
      List<Future<List<EmbeddedPicture>>> answers = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        answers.add(threads.submit(() -> embedder.embed(List.of(picture))));
      }
      for (Future<List<EmbeddedPicture>> answer : answers) {
        assertThat(answer.get()).containsExactly(expected);
      }
    }
  }

  @Test
  void refusesAModelThatDoesNotPassItsSelfTest() throws IOException {
    ModelFolder folder = ModelFolder.open(TinyModel.copyTo(directory, "\"RGB\"", "\"BGR\""));

    assertThatThrownBy(() -> DjlEmbedder.open(folder, DjlEmbedder.Settings.forThisMachine()))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("does not pass its self-test");
  }

  @Test
  void refusesAModelWithoutTheOutputThatItsDescriptionNames() throws IOException {
    ModelFolder folder = ModelFolder.open(TinyModel.copyTo(directory, "mean_colours", "gem"));

    assertThatThrownBy(() -> DjlEmbedder.open(folder, DjlEmbedder.Settings.forThisMachine()))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("no output named gem; it has [pixels, mean_colours]");
  }

  @Test
  void refusesAModelWithoutTheInputSizeThatItsDescriptionNames() throws IOException {
    ModelFolder folder =
        ModelFolder.open(TinyModel.copyTo(directory, "\"width\": 32", "\"width\": 64"));

    assertThatThrownBy(() -> DjlEmbedder.open(folder, DjlEmbedder.Settings.forThisMachine()))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("cannot embed a picture of 64 x 16 px");
  }
}
