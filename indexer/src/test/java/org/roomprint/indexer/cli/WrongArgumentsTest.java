package org.roomprint.indexer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;

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
  void whoMayNotWriteInTheCloneIsToldSo() throws Exception {
    Path clone = Files.createDirectory(folder.resolve("clone"));
    Files.copy(Workbench.root().resolve("roomprint"), clone.resolve("roomprint"));
    // Root may write everywhere, but not make a folder below a file.
    Files.writeString(clone.resolve("target"), "");
    Path said = folder.resolve("said");
    int code =
        new ProcessBuilder("sh", clone.resolve("roomprint").toString(), "status")
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start()
            .waitFor();

    assertThat(code).isEqualTo(2);
    assertThat(Files.readString(said))
        .startsWith("roomprint: This account may not write in ")
        .contains("clone/target; let its owner build it once");
  }

  @Test
  void whatIsMissingFromACommandIsNamed() {
    assertThat(Workbench.say("import"))
        .satisfies(said -> assertThat(said.code()).isEqualTo(2))
        .satisfies(said -> assertThat(said.err()).contains("hotels", "photos", "ads"));
    assertMisused("FOLDER-OR-FILE", "import", "photos");
    assertMisused("--set", "evaluate");
    assertMisused("ID", "delete", "photo");
    assertMisused("HOTEL, PHOTO, AD", "delete", "room", "1");
    assertMisused("--nonsense", "status", "--nonsense");
  }

  @Test
  void aSourceThatCannotBeReadIsNamed() throws IOException {
    assertMisused("no file or folder", "import", "photos", folder.resolve("none").toString());
    assertMisused("a CSV file is wanted", "import", "hotels", folder.toString());
    Path wrong = Files.writeString(folder.resolve("wrong.csv"), "a,b\n1,2\n");
    assertMisused("no column 'hotel_id'", "import", "hotels", wrong.toString());
    assertMisused("no column 'file'", "import", "photos", wrong.toString());
    assertMisused("No ads in " + folder, "import", "ads", folder.toString());
    assertMisused("no column 'file'", "evaluate", "--set", wrong.toString());
    Workbench.say(
        "keys",
        "create",
        "--label",
        "x",
        "--role",
        "ANALYST",
        "--data",
        folder.resolve("data").toString());
    assertMisused("no import run 'run-0'", "status", "--refused", "run-0");
  }

  @Test
  void aSourceWithNothingInItIsSaidToBeEmptyAndLeavesNoData() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertMisused(
        "No photos in " + empty + "; a folder for each hotel id is expected, with pictures in it",
        "import",
        "photos",
        empty.toString());
    Path hotels = Files.writeString(folder.resolve("hotels.csv"), "hotel_id,name\n");
    assertMisused("No hotels in " + hotels, "import", "hotels", hotels.toString());
    Path ads = Files.writeString(folder.resolve("ads.jsonl"), "\n");
    assertMisused("No ads in " + ads, "import", "ads", ads.toString());
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void aDataFolderThatIsNotThereIsNamedAndNotMade() throws IOException {
    Path hotels = Workbench.sample("hotels.csv");
    for (List<String> command :
        List.of(
            List.of("status"),
            List.of("delete", "photo", "p1"),
            List.of("keys", "list"),
            List.of("keys", "revoke", "0"),
            List.of("model", "list"),
            List.of("model", "check", "roomprint-1"),
            List.of("model", "use", "roomprint-1"),
            List.of("reindex"),
            List.of("drain"))) {
      assertMisused(
          "There is no Roomprint data in "
              + folder.resolve("data").toAbsolutePath()
              + "; name the right folder",
          command.toArray(String[]::new));
      assertThat(folder.resolve("data")).as(command.toString()).doesNotExist();
    }
    Files.createDirectories(folder.resolve("data").resolve("unrelated"));
    assertMisused("There is no Roomprint data", "status");
    Workbench bench = new Workbench(folder.resolve("data"));
    Workbench.done(bench.run("import", "hotels", hotels.toString(), "--json"));
    Workbench.done(bench.run("status"));
    Workbench.done(bench.run("model", "list"));
  }

  @Test
  void aListWithoutAColumnIsToldAllThatAreNeededAndWhereTheyAreExplained() throws IOException {
    Path wrong = Files.writeString(folder.resolve("wrong.csv"), "a,b\n1,2\n");
    assertMisused(
        "needed: hotel_id, name; where known: chain, latitude, longitude, country, city, address;"
            + " see roomprint import hotels --help",
        "import",
        "hotels",
        wrong.toString());
    assertMisused(
        "needed: file, hotel_id; where known: room, view, source, external_id, taken;"
            + " see roomprint import photos --help",
        "import",
        "photos",
        wrong.toString());
    assertMisused(
        "needed: file, hotel; where known: unit, chain; see roomprint evaluate --help",
        "evaluate",
        "--set",
        wrong.toString());
    assertMisused(
        "no column 'ad_id'; its header has [a, b]; needed: ad_id; where known: site, url, title, text,"
            + " posted, seen, zone, gone, country, place, latitude, longitude, prices, selectors,"
            + " images, currency, emails, handles, phones; see roomprint import ads --help;"
            + " also understood: ad_url for url,",
        "import",
        "ads",
        wrong.toString());
    Path folderOfHotels50k = Files.createDirectory(folder.resolve("hotels-50k"));
    Files.writeString(folderOfHotels50k.resolve("chain_info.csv"), "id\n");
    assertMisused(
        "needed: chain_id, chain_name; see roomprint import hotels --help",
        "import",
        "hotels",
        folderOfHotels50k.toString());
  }

  @Test
  void helpHasWholeSentencesWhereALineIsBroken() {
    assertHelpIsWhole(RoomprintCommand.commandLine());
  }

  private static void assertHelpIsWhole(CommandLine command) {
    String name = command.getCommandSpec().qualifiedName();
    assertThat(command.getCommandSpec().usageMessage().description())
        .as(name)
        .allSatisfy(paragraph -> assertThat(paragraph).endsWith("."));
    for (ArgSpec argument : command.getCommandSpec().args()) {
      assertThat(argument.description()).as(name + " " + argument).hasSize(1);
      assertThat(String.join(" ", argument.description())).as(name).doesNotContain("SOURCE");
    }
    command.getSubcommands().values().forEach(WrongArgumentsTest::assertHelpIsWhole);
  }

  @Test
  void theReasonOfAMisuseIsSaidLast() {
    for (List<String> command :
        List.of(
            List.of("status", "--nonsense"),
            List.of("evaluate"),
            List.of("keys", "create", "--label", "x", "--role", "BOSS"))) {
      Workbench.Said said = Workbench.say(command.toArray(String[]::new));
      assertThat(said.code()).isEqualTo(2);
      assertThat(said.err().lines()).hasSizeLessThan(4);
      assertThat(said.err())
          .startsWith("roomprint: ")
          .contains("roomprint " + command.getFirst())
          .contains("--help");
    }
    assertThat(Workbench.say("import").err().lines().toList().getLast())
        .isEqualTo("roomprint: Missing required subcommand");
  }

  @Test
  void workSaysOnceThatItWaitsAndWhere() throws InterruptedException {
    Path data = folder.resolve("data");
    Workbench.done(
        new Workbench(data)
            .run("import", "hotels", Workbench.sample("hotels.csv").toString(), "--json"));
    StringWriter out = new StringWriter();
    Thread work =
        Thread.ofPlatform()
            .start(() ->
                RoomprintCommand.run(
                    new PrintWriter(out),
                    new PrintWriter(new StringWriter()),
                    "work",
                    "--data",
                    data.toString()));
    while (work.isAlive() && out.toString().isEmpty()) {
      Thread.sleep(20);
    }
    work.interrupt();
    work.join();

    assertThat(out.toString())
        .containsOnlyOnce("Waiting for what is sent to " + data.resolve("inbox").toAbsolutePath());
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
