package org.roomprint.indexer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.indexer.evaluating.DrawnAds;

class EvaluatePictureTextCommandTest {
  private static final Pattern FIGURES =
      Pattern.compile("\\| 12 \\| (\\d+) \\| (\\d+) \\| [\\d.]+ \\| (\\d+) \\|");

  @TempDir Path folder;

  private Workbench.Said run(Path set) {
    return Workbench.say("evaluate", "picture-text", "--set", set.toString(), "--misses");
  }

  @Test
  void readsMostNumbersThatAreDrawnIntoPictures() throws IOException {
    DrawnAds.write(7, 12, folder, List.of());

    Workbench.Said said = run(folder.resolve("truth.csv"));

    assertThat(said.code()).as(said.toString()).isZero();
    MatchResult figures = FIGURES.matcher(said.out()).results().findFirst().orElseThrow();
    int written = Integer.parseInt(figures.group(1));
    assertThat(written).isBetween(12, 24);
    assertThat(Integer.parseInt(figures.group(2))).as(said.out()).isBetween(written - 3, written);
    assertThat(Integer.parseInt(figures.group(3))).as(said.out()).isLessThanOrEqualTo(3);
  }

  @Test
  void saysWhichLineOfTheSetIsWrong() throws IOException {
    DrawnAds.write(7, 1, folder, List.of());
    Path set = folder.resolve("set.csv");

    Files.writeString(set, "file,phones\nnone.jpg,+12125550123\n");
    assertThat(run(set).err()).contains("line 2").contains("There is no file none.jpg beside");
    Files.writeString(set, "file,phones\nad000.jpg,2125550123\n");
    assertThat(run(set).err()).contains("is written as +12125550123, not '2125550123'");
    Files.writeString(set, "file,phones\n");
    assertThat(run(set).err()).contains("names no picture");
    Files.writeString(set, "file,phones\ntruth.csv,\n");
    assertThat(run(set).err()).contains("truth.csv is no picture that can be read");
  }
}
