package org.roomprint.vectors.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PdqListTest {
  private static final PdqHash FIRST = PdqSamples.uniform(new SplittableRandom(1));
  private static final PdqHash SECOND = PdqSamples.uniform(new SplittableRandom(2));

  @Test
  void readsOneHashALineInEitherCaseAndPassesOverCommentsAndEmptyLines() throws IOException {
    String text = "# a feed\n\n" + FIRST + "\r\n  " + SECOND.toHex().toUpperCase(Locale.ROOT) + " ";
    PdqList list = PdqList.readLines(new StringReader(text));
    assertThat(list.entries())
        .containsExactly(new PdqList.Entry(3, FIRST), new PdqList.Entry(4, SECOND));
    assertThat(list.refusals()).isEmpty();
  }

  @Test
  void refusesWhatIsNoPdqHashByItsLineAndReason() throws IOException {
    String text =
        String.join(
            "\n",
            FIRST.toHex(),
            "0".repeat(64),
            "d41d8cd98f00b204e9800998ecf8427e",
            "a".repeat(40),
            "g" + "0".repeat(63),
            "abc",
            SECOND.toHex());
    PdqList list = PdqList.readLines(new StringReader(text));
    assertThat(list.entries()).extracting(PdqList.Entry::line).containsExactly(1L, 7L);
    assertThat(list.refusals())
        .containsExactly(
            new PdqList.Refusal(2, PdqList.Reason.ALL_ZERO),
            new PdqList.Refusal(3, PdqList.Reason.THIRTY_TWO_CHARACTERS),
            new PdqList.Refusal(4, PdqList.Reason.FORTY_CHARACTERS),
            new PdqList.Refusal(5, PdqList.Reason.NOT_HEXADECIMAL),
            new PdqList.Refusal(6, PdqList.Reason.OTHER_LENGTH));
    assertThat(list.refusals().getFirst()).hasToString("line 2: " + PdqList.Reason.ALL_ZERO.text());
  }

  @Test
  void readsAColumnOfACsvFile() throws IOException {
    String csv =
        "id,Hash,note\n1,"
            + FIRST
            + ",\"two\nlines, and a comma\"\n2,,none\n3\n4,"
            + SECOND
            + ",\n";
    PdqList list = PdqList.readCsv(new StringReader(csv), "hash");
    assertThat(list.entries())
        .containsExactly(new PdqList.Entry(2, FIRST), new PdqList.Entry(6, SECOND));
    assertThat(list.refusals())
        .containsExactly(
            new PdqList.Refusal(4, PdqList.Reason.MISSING),
            new PdqList.Refusal(5, PdqList.Reason.MISSING));
  }

  @Test
  void namesTheColumnsThereAreWhenTheOneAskedForIsMissing() {
    assertThatThrownBy(() -> PdqList.readCsv(new StringReader("id,md5\n1,2\n"), "hash"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"hash\"")
        .hasMessageContaining("[id, md5]");
  }

  @Test
  void tellsHashesOfAnotherKindByTheirUnevenBits() {
    SplittableRandom random = new SplittableRandom(3);
    PdqHash half = new PdqHash(-1, -1, 0, 0);
    List<PdqList.Entry> others =
        PdqSamples.uniform(1000, random).stream().map(hash -> new PdqList.Entry(1, hash)).toList();
    assertThat(new PdqList(others, List.of()).balancedShare()).isLessThan(0.1);
    assertThat(new PdqList(List.of(new PdqList.Entry(1, half)), List.of()).balancedShare()).isOne();
    assertThat(new PdqList(List.of(), List.of()).balancedShare()).isZero();
  }
}
