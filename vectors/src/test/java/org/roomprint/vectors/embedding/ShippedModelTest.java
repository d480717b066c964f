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

  private List<PatchEmbeddings> channels(RasterImage picture) {
    return embedder.embed(List.of(picture)).getFirst().patches().orElseThrow().channels();
  }

  @Test
  void describesPatchesByWhatIsSeenByTextureAndByColour() {
    List<PatchEmbeddings> channels = channels(TestScene.front(1));

    assertThat(channels).extracting(PatchEmbeddings::dimension).containsExactly(64, 32, 12);
    assertThat(channels).allMatch(channel -> channel.rows() == 14 && channel.columns() == 14);
    assertThat(embedder.patchChannels()).isEqualTo(3);
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
    List<PatchEmbeddings> original = channels(wall);
    List<PatchEmbeddings> swapped = channels(RasterImage.copyOf(wall.width(), wall.height(), rgb));

    double seen = SamePlaces.likeness(original.get(0), swapped.get(0));
    double colour = SamePlaces.likeness(original.get(2), swapped.get(2));
    assertThat(SamePlaces.likeness(original.get(2), original.get(2))).isGreaterThan(0.99);
    assertThat(colour).isLessThan(0.8).isLessThan(seen);
  }
}
