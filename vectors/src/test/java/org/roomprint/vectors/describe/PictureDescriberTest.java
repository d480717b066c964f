package org.roomprint.vectors.describe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.roomprint.vectors.VectorsSettings;
import org.roomprint.vectors.embedding.DjlEmbedder;
import org.roomprint.vectors.embedding.ModelFolder;
import org.roomprint.vectors.embedding.PatchEmbeddings;
import org.roomprint.vectors.embedding.PictureEmbedder;
import org.roomprint.vectors.embedding.SamePlaces;
import org.roomprint.vectors.hash.PdqHasher;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.image.Mask;
import org.roomprint.vectors.image.RasterImage;
import org.roomprint.vectors.local.LocalFeatures;
import org.roomprint.vectors.local.TestScene;

/** With the model that ships, on a drawn wall. */
class PictureDescriberTest {
  private static final ContentHash BYTES = ContentHash.of("wall".getBytes(StandardCharsets.UTF_8));
  private static final Path SHIPPED = Path.of("..").resolve(VectorsSettings.SHIPPED_MODEL);

  private PictureEmbedder embedder;
  private PictureDescriber describer;

  @BeforeEach
  void load() throws IOException {
    embedder = PictureEmbedder.open(ModelFolder.open(SHIPPED), new DjlEmbedder.Settings(1, 1, 1));
    describer =
        new PictureDescriber(
            embedder,
            new PdqHasher(),
            (picture, _) -> LocalFeatures.none(picture.width(), picture.height()));
  }

  @AfterEach
  void close() {
    embedder.close();
  }

  private PatchEmbeddings parts(RasterImage picture, Optional<Mask> mask) {
    return describer.describe(BYTES, picture, mask).patches().orElseThrow();
  }

  private PatchEmbeddings ofMirrorImage(RasterImage picture, Optional<Mask> mask) {
    PictureDescriber.Searched searched = describer.describeToSearch(BYTES, picture, mask, mask);
    assertThat(searched.description()).isNotEqualTo(describer.describe(BYTES, picture, mask));
    assertThat(searched.description().rounded())
        .isEqualTo(describer.describe(BYTES, picture, mask));
    return searched.patchesOfMirrorImage().orElseThrow().rounded();
  }

  @Test
  void partsOfTheMirrorImageLieWhereTheyLieInThePicture() {
    RasterImage wall = TestScene.front(1);

    PatchEmbeddings seen = ofMirrorImage(wall, Optional.empty());

    assertThat(seen.mirrored()).isEqualTo(parts(wall.mirrored(), Optional.empty()));
    PatchEmbeddings asItIs = parts(wall, Optional.empty());
    assertThat(seen).isNotEqualTo(asItIs);
    assertThat(SamePlaces.likeness(seen, asItIs))
        .isGreaterThan(SamePlaces.likeness(seen.mirrored(), asItIs));
  }

  @Test
  void theMirrorImageIsFilledWhereTheMaskHides() {
    RasterImage wall = TestScene.front(1);
    BitSet left = new BitSet();
    for (int y = 0; y < wall.height(); y++) {
      left.set(y * wall.width(), y * wall.width() + wall.width() / 3);
    }
    Optional<Mask> mask = Optional.of(Mask.copyOf(wall.width(), wall.height(), left));

    PatchEmbeddings filled = ofMirrorImage(wall, mask);

    assertThat(SamePlaces.likeness(filled, parts(wall, mask)))
        .isGreaterThan(SamePlaces.likeness(filled, parts(wall, Optional.empty())));
  }
}
