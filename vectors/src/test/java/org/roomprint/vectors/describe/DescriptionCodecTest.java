package org.roomprint.vectors.describe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.roomprint.vectors.index.SeededPictures;

final class DescriptionCodecTest {
  private final SeededPictures seeded = new SeededPictures(20261130, 24);

  @Test
  void readsWhatWasWritten() throws IOException {
    PictureDescription description = seeded.description("a");
    assertThat(DescriptionCodec.decode(DescriptionCodec.encode(description)))
        .isEqualTo(description);
  }

  @Test
  void readsADescriptionWithoutPatches() throws IOException {
    PictureDescription whole = seeded.description("a");
    PictureDescription bare =
        new PictureDescription(
            whole.contentHash(),
            whole.pdq(),
            whole.pdqQuality(),
            whole.embedding(),
            Optional.empty(),
            whole.localFeatures());
    assertThat(DescriptionCodec.decode(DescriptionCodec.encode(bare))).isEqualTo(bare);
  }

  @Test
  void tellsWhatWasWrittenInPartAtEveryLength() {
    byte[] whole = DescriptionCodec.encode(seeded.description("a"));
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> DescriptionCodec.decode(part))
          .isInstanceOf(DamagedDescriptionException.class);
    }
  }

  @Test
  void tellsOneChangedByteAnywhere() {
    byte[] whole = DescriptionCodec.encode(seeded.description("a"));
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 0x10;
      assertThatThrownBy(() -> DescriptionCodec.decode(damaged))
          .isInstanceOf(DamagedDescriptionException.class)
          .hasMessageContaining("cannot be read");
    }
  }
}
