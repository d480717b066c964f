package org.roomprint.searchapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.roomprint.searchapi.SampleService.ROOT;
import static org.roomprint.searchapi.SampleService.STATEMENT;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.base.Digests;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.access.Role;
import org.roomprint.catalog.contribution.Contribution;
import org.roomprint.catalog.contribution.ContributionState;
import org.roomprint.catalog.contribution.Finding;
import org.roomprint.catalog.importing.RefusedFile;
import org.roomprint.inbox.AnnouncedPhoto;
import org.roomprint.inbox.CompletionOutcome;
import org.roomprint.inbox.InboxLimits;
import org.roomprint.inbox.InboxSettings;
import org.roomprint.inbox.OpenOutcome;
import org.roomprint.inbox.PublicInbox;
import org.roomprint.inbox.ShotLabel;
import org.roomprint.inbox.SubmissionFacts;
import org.roomprint.inbox.SubmittedHotel;
import org.roomprint.inbox.sql.SqlInbox;
import org.roomprint.indexer.cli.RoomprintCommand;
import org.roomprint.searchapi.SampleService.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every kind of file by every way in: the table of {@code docs/formats.md} is what was found.
 *
 * <p>Where the table is another it is written to {@code target/formats.md}, to be looked at and
 * copied.
 */
class FormatsTableTest {
  private static final Path FORMATS =
      ROOT.resolve("vectors/src/test/resources/org/roomprint/vectors/image/formats");
  private static final Path TABLE = ROOT.resolve("docs/formats.md");
  private static final List<String> ENGINES = List.of("chromium", "firefox", "webkit");
  private static final String TAKEN = "taken";
  private static final Pattern CODE = Pattern.compile("\\(([A-Z_]+)\\)$");
  private static final long PATIENCE_MINUTES = 5;

  @TempDir private Path folder;

  /** What became of a file by each way in. */
  private record Row(
      String name, String imported, String ad, String searched, String sent, List<String> phone) {}

  @Test
  void isWhatTheDocumentsSay() throws Exception {
    assumeTrue(hasLibheif(), "libheif is not installed (Debian: apt-get install libheif1)");
    Map<String, byte[]> files = files();
    Path mixed = Files.createDirectory(folder.resolve("mixed"));
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(mixed.resolve(fileName(file.getKey())), file.getValue());
    }
    List<Row> rows;
    try (SampleService sample = new SampleService(folder, 1, false)) {
      Map<String, String> imported = imported(sample, mixed, files);
      Map<String, String> ads = ads(sample, mixed, files);
      Map<String, String> sent = sent(sample, files);
      Map<String, List<String>> phone = phone(sample, mixed, files);
      String key = sample.key(Role.ANALYST);
      rows = new ArrayList<>();
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        String name = file.getKey();
        rows.add(
            new Row(
                name,
                imported.getOrDefault(name, "?"),
                ads.getOrDefault(name, "?"),
                searched(sample, key, file.getValue()),
                sent.getOrDefault(name, "?"),
                phone.getOrDefault(name, List.of())));
      }
    }
    String found = table(rows);
    String document = Files.readString(TABLE, StandardCharsets.UTF_8);
    String fromTable = document.substring(document.indexOf("| file |"));
    int end = fromTable.indexOf("\n\n");
    String wanted = end < 0 ? fromTable : fromTable.substring(0, end);
    if (!wanted.strip().equals(found.strip())) {
      Files.writeString(Path.of("target", "formats.md"), found, StandardCharsets.UTF_8);
    }
    assertThat(found.strip()).isEqualTo(wanted.strip());
  }

  private static boolean hasLibheif() {
    for (String place :
        List.of(
            "/usr/lib",
            "/usr/lib/x86_64-linux-gnu",
            "/usr/lib/aarch64-linux-gnu",
            "/usr/local/lib",
            "/opt/homebrew/lib")) {
      if (Files.exists(Path.of(place, "libheif.so.1"))
          || Files.exists(Path.of(place, "libheif.1.dylib"))) {
        return true;
      }
    }
    return false;
  }

  /** The name of each file tells what it is; in brackets, what it is beside its name. */
  private static Map<String, byte[]> files() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String name :
        List.of(
            "shapes.jpg",
            "shapes.png",
            "shapes.webp",
            "shapes.heic",
            "deep.heic",
            "turned-6.heic",
            "clear.heic",
            "shapes.avif",
            "shapes.gif",
            "moving.gif",
            "shapes.bmp",
            "shapes.tif",
            "deep.tif",
            "jpeg-in-tiff.tif")) {
      files.put(name, Files.readAllBytes(FORMATS.resolve(name)));
    }
    byte[] jpeg = Objects.requireNonNull(files.get("shapes.jpg"));
    byte[] heic = Objects.requireNonNull(files.get("shapes.heic"));
    int trailing = 0;
    for (String name :
        List.of("save.jfif", "save.jpe", "photo.jpg_large", "photo.jpg.1", "noext", "wrong.png")) {
      files.put(name + " (JPEG)", Arrays.copyOf(jpeg, jpeg.length + ++trailing));
    }
    files.put("photo.jpg (HEIC)", Files.readAllBytes(FORMATS.resolve("odd.heic")));
    files.put("cut.jpg", Arrays.copyOf(jpeg, jpeg.length * 6 / 10));
    files.put("cut.heic", Arrays.copyOf(heic, heic.length * 9 / 10));
    files.put("cut.avif", cut(Objects.requireNonNull(files.get("shapes.avif"))));
    files.put("cut.gif", cut(Objects.requireNonNull(files.get("shapes.gif"))));
    files.put("cut.bmp", cut(Objects.requireNonNull(files.get("shapes.bmp"))));
    files.put("cut.tif", cut(Objects.requireNonNull(files.get("shapes.tif"))));
    files.put("raw.cr2", bytes("II*\0\u0010\0\0\0CR\u0002\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"));
    files.put("film.mp4", bytes("\0\0\0\u0018ftypisom\0\0\0\0isommp42\0\0\0\bmdat"));
    files.put("page.pdf", bytes("%PDF-1.7\n1 0 obj\n"));
    return files;
  }

  private static byte[] cut(byte[] file) {
    return Arrays.copyOf(file, file.length * 9 / 10);
  }

  private static byte[] bytes(String latin1) {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String fileName(String row) {
    return row.replaceFirst(" \\(.*", "");
  }

  private static Map<String, String> imported(
      SampleService sample, Path mixed, Map<String, byte[]> files) throws IOException {
    Path manifest = mixed.resolve("photos.csv");
    List<String> lines = new ArrayList<>(List.of("file,hotel_id"));
    files.keySet().forEach(row -> lines.add(fileName(row) + ",h01"));
    Files.write(manifest, lines);
    RoomprintCommand.run(
        "import", "photos", manifest.toString(), "--data", sample.data().toString(), "--json");
    try (Catalog catalog = sample.openCatalog()) {
      List<RefusedFile> refused = refused(catalog);
      int line = 1;
      Map<String, String> verdicts = new LinkedHashMap<>();
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        line++;
        boolean there =
            !catalog.photos().withOriginalHash(Digests.sha256Hex(file.getValue())).isEmpty();
        verdicts.put(file.getKey(), there ? TAKEN : reason(refused, line, fileName(file.getKey())));
      }
      return verdicts;
    }
  }

  private static Map<String, String> ads(
      SampleService sample, Path mixed, Map<String, byte[]> files) throws IOException {
    Path list = mixed.resolve("ads.jsonl");
    List<String> lines = new ArrayList<>();
    for (String row : files.keySet()) {
      lines.add(
          "{\"ad_id\": \"ad-" + lines.size() + "\", \"images\": [\"" + fileName(row) + "\"]}");
    }
    Files.write(list, lines);
    RoomprintCommand.run(
        "import", "ads", list.toString(), "--data", sample.data().toString(), "--json");
    try (Catalog catalog = sample.openCatalog()) {
      List<RefusedFile> refused = refused(catalog);
      int line = 0;
      Map<String, String> verdicts = new LinkedHashMap<>();
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        line++;
        boolean there =
            !catalog.ads().imagesWithOriginalHash(Digests.sha256Hex(file.getValue())).isEmpty();
        verdicts.put(file.getKey(), there ? TAKEN : reason(refused, line, fileName(file.getKey())));
      }
      return verdicts;
    }
  }

  private static List<RefusedFile> refused(Catalog catalog) {
    String run = catalog.imports().latest(1).getFirst().runId();
    return catalog.imports().refusedBy(run, Optional.empty(), 200).items();
  }

  private static String reason(List<RefusedFile> refused, int line, String file) {
    return refused.stream()
        .filter(one ->
            one.reference().matches("line " + line + "\\b.*") || one.reference().endsWith(file))
        .map(RefusedFile::reason)
        .findFirst()
        .orElse("passed over");
  }

  private static String searched(SampleService sample, String key, byte[] file) throws Exception {
    Answer answer =
        sample.postFiles(
            "api/v1/hotel-searches", key, STATEMENT, List.of(Map.entry("image", file)));
    if (answer.status() == 200) {
      return TAKEN;
    }
    Matcher code = CODE.matcher(answer.json().path("detail").asString());
    return code.find() ? code.group(1) : Integer.toString(answer.status());
  }

  /** As the plain form sends them, each by itself, and taken in. */
  private static Map<String, String> sent(SampleService sample, Map<String, byte[]> files)
      throws IOException {
    Map<String, String> verdicts = new LinkedHashMap<>();
    try (PublicInbox inbox =
        SqlInbox.openPublic(
            InboxSettings.inFolder(sample.data().resolve("inbox")),
            InboxLimits.defaults(),
            Clock.systemUTC(),
            new Random(5))) {
      int number = 0;
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        verdicts.put(file.getKey(), send(inbox, ++number, file.getValue()));
      }
    }
    RoomprintCommand.run("drain", "--data", sample.data().toString());
    try (Catalog catalog = sample.openCatalog()) {
      for (ContributionState state : ContributionState.values()) {
        for (Contribution one :
            catalog.contributions().list(state, Optional.empty(), 200).items()) {
          files.forEach((row, bytes) -> {
            if (one.photos().getFirst().contentHash().equals(Digests.sha256Hex(bytes))) {
              verdicts.put(row, verdict(one));
            }
          });
        }
      }
    }
    return verdicts;
  }

  private static String send(PublicInbox inbox, int number, byte[] file) throws IOException {
    SubmissionFacts facts =
        new SubmissionFacts(
            new SubmittedHotel.Known("h01"),
            Optional.of("12"),
            Optional.empty(),
            Optional.empty(),
            Optional.of("device-token-000-" + number),
            "en",
            Optional.empty());
    AnnouncedPhoto photo =
        new AnnouncedPhoto("photo-001", ShotLabel.BED, file.length, Digests.sha256Hex(file), false);
    if (!(inbox.open(
            String.format(Locale.ROOT, "%08d-0000-4000-8000-000000000000", number),
            facts,
            List.of(photo))
        instanceof OpenOutcome.Opened opened)) {
      return "not opened";
    }
    inbox.append(
        opened.uploads().getFirst().uploadToken(),
        0,
        new ByteArrayInputStream(file),
        Optional.empty());
    return switch (inbox.complete(opened.submissionToken())) {
      case CompletionOutcome.Completed _, CompletionOutcome.ReceiptGiven _ -> "not drained";
      case CompletionOutcome.Incomplete incomplete -> incomplete.photos().getFirst().fault().name();
      case CompletionOutcome.NoSubmission _ -> "lost";
    };
  }

  private static String verdict(Contribution contribution) {
    return contribution.findings().stream()
        .filter(finding -> finding.kind() == Finding.Kind.UNREADABLE)
        .findFirst()
        .flatMap(Finding::related)
        .orElse(TAKEN);
  }

  /** What the phone page's preparing of a photo makes of the files in each engine. */
  private Map<String, List<String>> phone(
      SampleService sample, Path mixed, Map<String, byte[]> files) throws Exception {
    Path log = folder.resolve("phone.json");
    Process process =
        new ProcessBuilder(
                "node", "engines/formats.mjs", sample.address() + "health/live", mixed.toString())
            .directory(ROOT.resolve("mobile-upload/src/main/web").toFile())
            .redirectOutput(log.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
    JsonNode verdicts = JsonMapper.builder().build().readTree(Files.readAllBytes(log));
    Map<String, List<String>> found = new LinkedHashMap<>();
    for (String row : files.keySet()) {
      List<String> byEngine = new ArrayList<>();
      for (String engine : ENGINES) {
        JsonNode lacking = verdicts.path(engine).path("missing");
        assumeTrue(lacking.isMissingNode(), lacking.asString(""));
        byEngine.add(verdicts.path(engine).path(fileName(row)).asString("?"));
      }
      found.put(row, byEngine);
    }
    return found;
  }

  private static String table(List<Row> rows) {
    StringBuilder table = new StringBuilder();
    table.append(
        "| file | import | ads | search | plain form | phone page: Chromium | Firefox | WebKitGTK"
            + " |\n");
    table.append("|---|---|---|---|---|---|---|---|\n");
    for (Row row : rows) {
      table.append(
          String.format(
              java.util.Locale.ROOT,
              "| %s | %s | %s | %s | %s | %s |%n",
              row.name(),
              row.imported(),
              row.ad(),
              row.searched(),
              row.sent(),
              String.join(" | ", row.phone())));
    }
    return table.toString();
  }
}
