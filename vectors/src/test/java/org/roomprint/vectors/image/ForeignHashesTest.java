package org.roomprint.vectors.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ForeignHashesTest {
  @Test
  void agreesWithTheTestVectorsOfTheStandards() {
    ForeignHashes hashes = ForeignHashes.of("abc".getBytes(StandardCharsets.US_ASCII));
    assertThat(hashes.md5()).isEqualTo("900150983cd24fb0d6963f7d28e17f72");
    assertThat(hashes.sha1()).isEqualTo("a9993e364706816aba3e25717850c26c9cd0d89d");
  }

  @Test
  void refusesHashesOfAnotherLengthOrCase() {
    ForeignHashes right = ForeignHashes.of(new byte[0]);
    assertThatThrownBy(() -> new ForeignHashes(right.sha1(), right.sha1()))
        .hasMessageContaining("MD5");
    assertThatThrownBy(() -> new ForeignHashes(right.md5(), right.sha1().replace('d', 'D')))
        .hasMessageContaining("SHA-1");
  }
}
