package org.roomprint.ads.groups;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTemplateTest {
  @Test
  void whatDiffersIsASlotWithTheValueOfEachText() {
    TextTemplate template =
        TextTemplate.of(
            List.of(
                "Hi, I am Anna in Lyon now",
                "Hi, I am Bella Rose in Rome now",
                "Hi, I am in Bari now !"));

    assertThat(template.shown()).isEqualTo("Hi, I am [1] in [2] now [3]");
    assertThat(template.parts())
        .contains(
            new TextTemplate.Part.Slot(List.of("Anna", "Bella Rose", "")),
            new TextTemplate.Part.Slot(List.of("Lyon", "Rome", "Bari")));
  }

  @Test
  void equalTextsHaveNoSlots() {
    assertThat(TextTemplate.of(List.of("one two", "one  two")).parts())
        .containsExactly(new TextTemplate.Part.Fixed("one two"));
  }
}
