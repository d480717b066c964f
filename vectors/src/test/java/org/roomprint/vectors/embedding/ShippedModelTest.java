package org.roomprint.vectors.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.roomprint.vectors.VectorsSettings;
import org.roomprint.vectors.image.RasterImage;
import org.roomprint.vectors.local.TestScene;

/** The model that ships, on drawn walls. */
class ShippedModelTest {
  private static final Path SHIPPED = Path.of("..").resolve(VectorsSettings.SHIPPED_MODEL);

  private PictureEmbedder embedder;

  @BeforeEach
  void load() throws IOException {
    embedder = PictureEmbedder.open(ModelFolder.open(SHIPPED), new DjlEmbedder.Settings(1, 1, 1));
  }

  @AfterEach
  void close() {
    embedder.close();
  }

  private List<PatchEmbeddings> kinds(RasterImage picture) {
    return embedder.embed(List.of(picture)).getFirst().patches().orElseThrow().kinds();
  }

  @Test
  void describesPartsByWhatIsSeenByTextureAndByColour() {
    List<PatchEmbeddings> kinds = kinds(TestScene.front(1));

    assertThat(kinds).extracting(PatchEmbeddings::dimension).containsExactly(64, 32, 12);
    assertThat(kinds).allMatch(kind -> kind.rows() == 14 && kind.columns() == 14);
    assertThat(embedder.kindsOfPatches()).isEqualTo(3);
  }

  @Test
  void otherColoursChangeTheKindThatSaysColourTheMost() {
    RasterImage wall = TestScene.front(1);
    byte[] rgb = wall.toRgb();
    for (int i = 0; i < rgb.length; i += RasterImage.CHANNELS) {
      byte red = rgb[i];
      rgb[i] = rgb[i + 2];
      rgb[i + 2] = red;
    }
    List<PatchEmbeddings> original = kinds(wall);
    List<PatchEmbeddings> swapped = kinds(RasterImage.copyOf(wall.width(), wall.height(), rgb));

    double seen = SamePlaces.likeness(original.get(0), swapped.get(0));
    double colour = SamePlaces.likeness(original.get(2), swapped.get(2));
    assertThat(SamePlaces.likeness(original.get(2), original.get(2))).isGreaterThan(0.99);
    assertThat(colour).isLessThan(0.8).isLessThan(seen);
  }
}
