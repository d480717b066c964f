package org.roomprint.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureBeginningTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00ff\u00d8\u00ff\u00e0........",
        "\u0089PNG\r\n\u001a\n....",
        "RIFF....WEBP",
        "....ftypheic",
        "....ftypmif1",
        "....ftypavif",
        "GIF89a......",
        "BM..........",
        "II*\0........",
        "MM\0*........"
      })
  void knowsEveryPictureThatIsReadByItsFirstBytes(String begin) {
    byte[] bytes = begin.getBytes(StandardCharsets.ISO_8859_1);
    assertThat(PictureBeginning.isPicture(bytes)).isTrue();
    assertThat(PictureBeginning.isPicture(Arrays.copyOf(bytes, 1))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"....ftypisom", "....ftypqt  ", "%PDF-1.7....", "RIFF....AVI ", "<svg xmlns='"})
  void takesNothingElseForAPicture(String begin) {
    assertThat(PictureBeginning.isPicture(begin.getBytes(StandardCharsets.ISO_8859_1))).isFalse();
  }
}
