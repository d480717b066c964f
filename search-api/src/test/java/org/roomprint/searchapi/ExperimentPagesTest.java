package org.roomprint.searchapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.roomprint.searchapi.SampleService.ROOT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of {@code docs/experiments} are what the JSON beside them says. */
class ExperimentPagesTest {
  private static final String INDEX =
      """
      {"title": "Measured", "introduction": "All.", "reading": ["As it is."], "topics": ["speed"]}
      """;
  private static final String TOPIC =
      """
      {"topic": "speed", "title": "Speed", "summary": "How fast.", "experiments": [{
        "id": "asking", "question": "How fast is it?", "command": ["./measure"],
        "expectation": "At most 3 ms.",
        "figures": [{"name": "median", "value": 1234.5, "unit": "ms", "headline": "to ask"}],
        "machine": "mine", "commit": "1234567", "date": "not noted", "notes": ["[Why](#asking)."]}]}
      """;

  @TempDir private Path root;

  @BeforeEach
  void writeOneTopic() throws IOException {
    Files.createDirectories(root.resolve("docs/experiments"));
    write("index.json", INDEX);
    write("speed.json", TOPIC);
  }

  @Test
  void areWhatTheJsonSaysAndNoLinkOfADocumentLeadsNowhere() throws Exception {
    assertThat(run(ROOT, "--check")).isEmpty();
  }

  @Test
  void areMadeOfTheJson() throws Exception {
    assertThat(run(root)).isEmpty();

    assertThat(page("README.md")).contains("| [Speed](speed.md) | to ask: 1,234.5 ms |");
    assertThat(page("speed.md"))
        .contains("</a>How fast is it?\n```sh\n./measure\n```\n", "| median | **1,234.5 ms** |");
    assertThat(run(root, "--check")).isEmpty();
  }

  @Test
  void sayHowAPageIsMendedThatIsNotWhatTheJsonSays() throws Exception {
    run(root);
    write("speed.json", TOPIC.replace("1234.5", "1234.6"));

    assertThat(run(root, "--check"))
        .contains("speed.md: is not what the JSON says; make it again: node .mvn/experiments.mjs");
  }

  @Test
  void nameTheFileOfAnUnknownAMissingAndAWrongField() throws Exception {
    write("speed.json", TOPIC.replace("\"machine\"", "\"machines\"").replace("1234567", "newest"));

    assertThat(run(root, "--check").lines())
        .containsExactlyInAnyOrder(
            "speed.json: \"Speed\": experiments \"asking\": machines is not a field",
            "speed.json: \"Speed\": experiments \"asking\": machine is missing",
            "speed.json: \"Speed\": experiments \"asking\": commit must begin with a commit or with"
                + " \"not noted\"");
  }

  @Test
  void nameALinkThatLeadsNowhereAndATestThatIsGone() throws Exception {
    write(
        "speed.json",
        TOPIC.replace("#asking", "#answering").replace("./measure", "./mvnw test -Dtest=GoneTest"));

    run(root);
    assertThat(run(root, "--check"))
        .contains("speed.md: #answering leads nowhere")
        .contains("speed.json: \"asking\": there is no GoneTest");
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(root.resolve("docs/experiments").resolve(file), text, UTF_8);
  }

  private String page(String file) throws IOException {
    return Files.readString(root.resolve("docs/experiments").resolve(file), UTF_8);
  }

  /** What the generator says is wrong, and nothing where all is right. */
  private static String run(Path root, String... options) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("node", ROOT.resolve(".mvn/experiments.mjs").toString()));
    command.add(root.toString());
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(said.isEmpty() ? 0 : 1);
    return said;
  }
}
