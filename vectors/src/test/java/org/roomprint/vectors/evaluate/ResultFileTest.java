package org.roomprint.vectors.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {
  private static final Set<Integer> GALLERY =
      IntStream.range(100, 300).boxed().collect(Collectors.toSet());
  private static final List<Integer> HUNDRED = IntStream.range(100, 200).boxed().toList();

  @TempDir private Path folder;

  @Test
  void readsWhatItWrote() throws IOException {
    Path file = folder.resolve("results.csv");
    Map<Integer, List<Integer>> rankings = Map.of(1, HUNDRED, 2, HUNDRED.reversed());

    ResultFile.write(file, rankings);

    assertThat(Files.readAllLines(file))
        .allMatch(line -> line.split(",").length == ResultFile.COLUMNS);
    assertThat(ResultFile.read(file, Set.of(1, 2), GALLERY)).isEqualTo(rankings);
  }

  @Test
  void refusesAFileThatLacksAQuery() throws IOException {
    Path file = folder.resolve("results.csv");
    ResultFile.write(file, Map.of(1, HUNDRED));

    assertThatThrownBy(() -> ResultFile.read(file, Set.of(1, 2), GALLERY))
        .hasMessageContaining("Query 2 is absent");
  }

  @Test
  void refusesAnUnknownImage() throws IOException {
    Path file = folder.resolve("results.csv");
    ResultFile.write(file, Map.of(1, HUNDRED));

    assertThatThrownBy(() -> ResultFile.read(file, Set.of(1), Set.of(100)))
        .hasMessage("Line 1: image 101 is not in the gallery");
  }

  @Test
  void refusesALineOfAnotherLengthAndAQueryTwice() throws IOException {
    Path shortLine = Files.writeString(folder.resolve("short.csv"), "1,100,101\n");
    String line = "1," + HUNDRED.stream().map(String::valueOf).collect(Collectors.joining(","));
    Path twice = Files.write(folder.resolve("twice.csv"), List.of(line, line));

    assertThatThrownBy(() -> ResultFile.read(shortLine, Set.of(1), GALLERY))
        .hasMessageContaining("3 columns");
    assertThatThrownBy(() -> ResultFile.read(twice, Set.of(1), GALLERY))
        .hasMessageContaining("Line 2");
  }

  @Test
  void doesNotWriteARankingThatTheFormatCannotHold() {
    assertThatThrownBy(() -> ResultFile.write(folder.resolve("x"), Map.of(1, List.of(100))))
        .hasMessageContaining("has 1");
  }
}
