package org.roomprint.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That {@code docs/security.md} claims nothing that the tests do not hold. */
final class SecurityDocumentTest {
  /** With its module before it where two classes have the name. */
  private static final Pattern NAMED_TEST =
      Pattern.compile("(?:\\b([a-z][a-z-]*)/)?\\b([A-Z]\\w*Test)\\.(\\w+)");

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]*)(?:#([^)]*))?\\)");

  /** Perhaps with an anchor of its own. */
  private static final Pattern HEADING =
      Pattern.compile("(?m)^#+ (?:<a id=\"([^\"]+)\"></a>)?(.+)$");

  private static final Pattern ROW =
      Pattern.compile(
          "(?m)^\\| (\\d+\\.\\d+\\.\\d+) \\| ([12]) \\| ([^|]+) \\| ([^|]+) \\| (.+) \\|$");

  /** Requirements of ASVS 5.0.0 by level. */
  private static final Map<String, Integer> REQUIREMENTS = Map.of("1", 70, "2", 183);

  private final Path root =
      Path.of(System.getProperty("roomprint.root", "..")).toAbsolutePath().normalize();
  private String document = "";

  @BeforeEach
  void read() throws IOException {
    document = Files.readString(root.resolve("docs/security.md"));
  }

  @Test
  void everyTestThatItNamesExists() throws IOException {
    List<TestSource> sources = testSources();
    List<String> wrong = new ArrayList<>();
    for (MatchResult named : NAMED_TEST.matcher(document).results().toList()) {
      List<TestSource> meant =
          sources.stream()
              .filter(source -> source.name().equals(named.group(2)))
              .filter(source -> named.group(1) == null || named.group(1).equals(source.module()))
              .toList();
      if (meant.size() != 1) {
        wrong.add(named.group() + " is " + meant.size() + " classes: name the module, as in http/");
      } else if (!meant.getFirst().text().contains(" " + named.group(3) + "(")) {
        wrong.add(named.group());
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(NAMED_TEST.matcher(document).results()).hasSizeGreaterThan(100);
  }

  @Test
  void everyPlaceThatItLinksToExists() throws IOException {
    for (MatchResult link : LINK.matcher(document).results().toList()) {
      Path page =
          link.group(1).isEmpty()
              ? root.resolve("docs/security.md")
              : root.resolve("docs").resolve(link.group(1));
      assertThat(page).exists();
      if (link.group(2) != null) {
        assertThat(anchorsOf(Files.readString(page))).as(link.group()).contains(link.group(2));
      }
    }
  }

  private static List<String> anchorsOf(String page) {
    return HEADING
        .matcher(page)
        .results()
        .map(heading -> heading.group(1) == null ? anchorOf(heading.group(2)) : heading.group(1))
        .toList();
  }

  private static String anchorOf(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
  }

  @Test
  void everyRequirementHasOneRowAndWhatIsMetSaysByWhat() {
    Map<String, Integer> rows = new HashMap<>();
    Set<String> ids = new HashSet<>();
    Matcher row = ROW.matcher(document);
    while (row.find()) {
      assertThat(ids.add(row.group(1))).as(row.group(1)).isTrue();
      rows.merge(row.group(2), 1, Integer::sum);
      assertThat(row.group(4)).as(row.group(1)).isIn("met", "partly", "not met", "not applicable");
      if (row.group(4).equals("met")) {
        assertThat(row.group(5)).as(row.group(1)).containsPattern("Test\\.|by reading|\\]\\(|sbom");
      }
    }
    assertThat(rows).isEqualTo(REQUIREMENTS);
  }

  private record TestSource(String module, String name, String text) {}

  private List<TestSource> testSources() throws IOException {
    List<TestSource> sources = new ArrayList<>();
    try (Stream<Path> modules = Files.list(root)) {
      for (Path module :
          modules.filter(one -> Files.isDirectory(one.resolve("src/test/java"))).toList()) {
        try (Stream<Path> files = Files.walk(module.resolve("src/test/java"))) {
          for (Path file : files.filter(one -> one.toString().endsWith("Test.java")).toList()) {
            sources.add(
                new TestSource(
                    module.getFileName().toString(),
                    file.getFileName().toString().replace(".java", ""),
                    Files.readString(file)));
          }
        }
      }
    }
    return sources;
  }
}
