package org.roomprint.indexer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateSelectorsCommandTest {
  private static final String GOOD =
      """
      {"id":"a","country":"US","title":"Room","text":"call 212-555-0142 or 212 five five five 0143","selectors":[{"kind":"PHONE","value":"+12125550142","obfuscated":false},{"kind":"PHONE","value":"+12125550143","obfuscated":true}]}
      {"id":"b","country":null,"title":"","text":"order 2125550144, btc 1DqWiGsrbJoqpteamSoTsVqEfYbk5maQGc","selectors":[{"kind":"CRYPTO","value":"btc:1DqWiGsrbJoqpteamSoTsVqEfYbk5maQGc","obfuscated":false},{"kind":"EMAIL","value":"nobody@example.com","obfuscated":true}]}
      """;

  @TempDir Path folder;

  private Workbench.Said run(String lines, String... more) throws IOException {
    Path set = Files.writeString(folder.resolve("set.jsonl"), lines);
    String[] arguments = new String[more.length + 4];
    List<String> first = List.of("evaluate", "selectors", "--set", set.toString());
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = i < first.size() ? first.get(i) : more[i - first.size()];
    }
    return Workbench.say(arguments);
  }

  @Test
  void countsWhatIsRightWrongAndMissedForEachKind() throws IOException {
    Workbench.Said said = run(GOOD);

    assertThat(said.code()).as(said.toString()).isZero();
    assertThat(said.out())
        .contains("| PHONE | 2 | 0 | 0 | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 |")
        .contains("| EMAIL | 0 | 0 | 1 | - | 0.000 | 0.000 | - | 0.000 |")
        .contains("| CRYPTO | 1 | 0 | 0 | 1.000 | 1.000 | 1.000 | 1.000 | - |")
        .contains("| all | 3 | 0 | 1 | 1.000 | 0.750 | 0.857 | 1.000 | 0.500 |")
        .contains("Exactly the labelled ones: 1 of 2 ads")
        .contains("libphonenumber alone")
        .contains("| PHONE | 1 | 0 | 1 | 1.000 | 0.500 | 0.667 | 1.000 | 0.000 |");
  }

  @Test
  void writesWhatWasFoundForEveryAd() throws IOException {
    Path predictions = folder.resolve("found.jsonl");
    assertThat(run(GOOD, "--predictions", predictions.toString()).code()).isZero();

    assertThat(Files.readAllLines(predictions))
        .hasSize(2)
        .anySatisfy(line ->
            assertThat(line)
                .isEqualTo(
                    "{\"id\":\"b\",\"selectors\":[{\"kind\":\"CRYPTO\",\"value\":"
                        + "\"btc:1DqWiGsrbJoqpteamSoTsVqEfYbk5maQGc\",\"obfuscated\":false}]}"));
  }

  @Test
  void namesEachLineThatCannotBeReadAndMeasuresTheOthers() throws IOException {
    Workbench.Said said =
        run(
            GOOD
                + "{\"id\":\"a\",\"text\":\"\",\"selectors\":[]}\n"
                + "{\"id\":\"c\",\"text\":\"\",\"selectors\":[{\"kind\":\"FAX\",\"value\":\"1\"}]}\n"
                + "{\"id\":\"d\",\"text\":\"\"}\n"
                + "no JSON\n");

    assertThat(said.code()).isEqualTo(3);
    assertThat(said.err())
        .contains("line 3")
        .contains("each ad has its own")
        .contains("line 4")
        .contains("PHONE, EMAIL, HANDLE, URL or CRYPTO")
        .contains("line 5")
        .contains("\"selectors\": []")
        .contains("line 6")
        .contains("4 could not be read and are not measured, 2 are");
    assertThat(said.out()).contains("| all | 3 |");
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    assertThat(run("{\"id\":\"d\"}\n").err()).contains("nothing to measure");
    assertThat(run(GOOD, "--predictions", folder.resolve("no/such/file").toString()).err())
        .contains("make it first");
    assertThat(Workbench.say("evaluate").err()).contains("Missing required option: '--set=CSV'");
  }
}
