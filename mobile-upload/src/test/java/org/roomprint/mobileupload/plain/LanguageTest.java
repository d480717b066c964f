package org.roomprint.mobileupload.plain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.roomprint.http.CommonProblem;
import org.roomprint.inbox.ShotLabel;
import org.roomprint.inbox.SubmissionState;
import org.roomprint.mobileupload.http.UploadProblem;

class LanguageTest {
  @Test
  void everyLanguageHasTheSameTexts() {
    Set<String> english = Language.EN.keys();
    assertThat(Language.ALL)
        .allSatisfy(language -> {
          assertThat(language.keys()).isEqualTo(english);
          assertThat(english).allSatisfy(key -> assertThat(language.text(key)).isNotBlank());
        });
  }

  @Test
  void thereIsATextForEveryStateLabelAndProblem() {
    Stream.of(SubmissionState.values()).forEach(one -> Language.EN.text("state." + one));
    Stream.of(ShotLabel.values()).forEach(one -> Language.EN.text("label." + one));
    Stream.of(CommonProblem.values()).forEach(one -> Language.EN.text("problem." + one));
    Stream.of(UploadProblem.values()).forEach(one -> Language.EN.text("problem." + one));
  }
}
