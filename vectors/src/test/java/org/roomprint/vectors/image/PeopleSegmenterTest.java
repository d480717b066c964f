package org.roomprint.vectors.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The segmenter that ships. */
class PeopleSegmenterTest {
  @Test
  void seesNobodyInAnEmptyRoom() throws Exception {
    try (PeopleSegmenter segmenter =
            PeopleSegmenter.open(Path.of("src/main/model/people-1/model.tflite"));
        InProcessDecoder decoder = new InProcessDecoder()) {
      for (String name : new String[] {"h01/r1/1.jpg", "h07/r1/1.jpg"}) {
        byte[] bytes = Files.readAllBytes(Path.of("../indexer/sample/photos").resolve(name));
        DecodeOutcome.Decoded decoded = (DecodeOutcome.Decoded) decoder.decode(bytes, 1024);
        Mask people = segmenter.people(decoded.picture());
        assertThat(people.width()).isEqualTo(decoded.picture().width());
        assertThat(people.hiddenShare()).isLessThan(PeopleSegmenter.VISIBLE_SHARE);
      }
      String own = System.getProperty("roomprint.person");
      if (own != null) {
        DecodeOutcome.Decoded decoded =
            (DecodeOutcome.Decoded) decoder.decode(Files.readAllBytes(Path.of(own)), 1024);
        System.out.println("share of people " + segmenter.people(decoded.picture()).hiddenShare());
      }
    }
  }
}
