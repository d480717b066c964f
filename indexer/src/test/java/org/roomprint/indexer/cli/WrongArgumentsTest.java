package org.roomprint.indexer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

class WrongArgumentsTest {
  @TempDir Path folder;

  private void assertMisused(String says, String... args) {
    Workbench.Said said = new Workbench(folder.resolve("data")).run(args);
    assertThat(said.code()).as(said.toString()).isEqualTo(2);
    assertThat(said.err()).contains(says).doesNotContain("fault of Roomprint");
  }

  @Test
  void aCommandThatDoesNotExistIsAnsweredWithThoseThatDo() {
    Workbench.Said said = Workbench.say("imprt");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("imprt").contains("import");
    assertThat(Workbench.say().code()).isEqualTo(2);
    assertThat(Workbench.say().err()).contains("import").contains("reindex");
    assertThat(Workbench.say("--help"))
        .satisfies(help -> assertThat(help.code()).isZero())
        .satisfies(help -> assertThat(help.out()).contains("import", "evaluate", "status"));
  }

  @Test
  void theLauncherPassesEveryCommandOnAndNamesAllThatItHasForOneThatItDoesNot() throws Exception {
    Path launcher = Workbench.root().resolve("roomprint");
    Path said = folder.resolve("said");
    int code =
        new ProcessBuilder("sh", launcher.toString(), "nonsense")
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start()
            .waitFor();

    assertThat(code).isEqualTo(2);
    assertThat(Files.readString(said))
        .contains("There is no command 'nonsense'")
        .contains("demo", "serve", "receive", "test", "build", "import", "evaluate");
    String passedOn =
        Files.readAllLines(launcher).stream()
            .filter(line -> line.startsWith("  import |") && line.contains("-*)"))
            .findFirst()
            .orElseThrow();
    for (Class<?> command : RoomprintCommand.class.getAnnotation(Command.class).subcommands()) {
      String name = command.getAnnotation(Command.class).name();
      assertThat(passedOn).contains(" " + name + " |");
      assertThat(Files.readString(said)).contains("./roomprint " + name);
    }
  }

  @Test
  void whatIsMissingFromACommandIsNamed() {
    assertThat(Workbench.say("import"))
        .satisfies(said -> assertThat(said.code()).isEqualTo(2))
        .satisfies(said -> assertThat(said.err()).contains("hotels", "photos", "ads"));
    assertMisused("FOLDER-OR-FILE", "import", "photos");
    assertMisused("--set", "evaluate");
    assertMisused("ID", "delete", "photo");
    assertMisused("hotel", "delete", "room", "1");
    assertMisused("--nonsense", "status", "--nonsense");
  }

  @Test
  void aSourceThatCannotBeReadIsNamed() throws IOException {
    assertMisused("no file or folder", "import", "photos", folder.resolve("none").toString());
    assertMisused("a CSV file is wanted", "import", "hotels", folder.toString());
    Path wrong = Files.writeString(folder.resolve("wrong.csv"), "a,b\n1,2\n");
    assertMisused("no column 'hotel_id'", "import", "hotels", wrong.toString());
    assertMisused("no column 'file'", "import", "photos", wrong.toString());
    assertMisused("is a folder", "import", "ads", folder.toString());
    assertMisused("no column 'file'", "evaluate", "--set", wrong.toString());
    assertMisused("no import run 'run-0'", "status", "--refused", "run-0");
  }

  @Test
  void aKeyThatWouldBeExpiredAtOnceIsNotMade() {
    String data = folder.resolve("data").toString();
    for (String days : List.of("0", "-5")) {
      assertMisused(
          "number of days from 1",
          "keys",
          "create",
          "--label",
          "x",
          "--role",
          "ANALYST",
          "--days",
          days);
    }
    assertThat(Workbench.say("keys", "list", "--data", data).out()).isEmpty();
  }

  @Test
  void theListOfKeysSaysWhichAreRevoked() {
    String data = folder.resolve("data").toString();
    Workbench.say("keys", "create", "--label", "x", "--role", "ANALYST", "--data", data);
    String listed = Workbench.say("keys", "list", "--data", data).out();
    assertThat(listed).contains("valid");
    String keyId = listed.substring(0, listed.indexOf('\t'));

    Workbench.say("keys", "revoke", keyId, "--data", data);

    assertThat(Workbench.say("keys", "list", "--data", data).out())
        .contains("revoked 2")
        .doesNotContain("valid");
  }

  @Test
  void aConfigurationThatCannotBeReadIsNamed() throws IOException {
    Path hotels = Workbench.sample("hotels.csv");
    assertMisused(
        "none.conf",
        "import",
        "hotels",
        hotels.toString(),
        "--config",
        folder.resolve("none.conf").toString());
    Path unknown = Files.writeString(folder.resolve("a.conf"), "vectors.colour = blue\n");
    assertMisused("colour", "status", "--config", unknown.toString());
  }
}
