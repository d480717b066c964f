package org.roomprint.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
  private static final Pattern NAMED_TEST = Pattern.compile("\\b([A-Z]\\w*Test)\\.(\\w+)");
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
    Map<String, String> sources = testSources();
    List<String> missing = new ArrayList<>();
    for (MatchResult named : NAMED_TEST.matcher(document).results().toList()) {
      String source = sources.getOrDefault(named.group(1), "");
      if (!source.contains(" " + named.group(2) + "(")) {
        missing.add(named.group());
      }
    }
    assertThat(missing).isEmpty();
    assertThat(NAMED_TEST.matcher(document).results()).hasSizeGreaterThan(100);
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
        assertThat(row.group(5))
            .as(row.group(1))
            .containsPattern("Test\\.|by reading|\\.md|below|sbom|the same");
      }
    }
    assertThat(rows).isEqualTo(REQUIREMENTS);
  }

  private Map<String, String> testSources() throws IOException {
    Map<String, String> sources = new HashMap<>();
    try (Stream<Path> modules = Files.list(root)) {
      for (Path tests :
          modules.map(one -> one.resolve("src/test/java")).filter(Files::isDirectory).toList()) {
        try (Stream<Path> files = Files.walk(tests)) {
          for (Path file : files.filter(one -> one.toString().endsWith("Test.java")).toList()) {
            String name = file.getFileName().toString().replace(".java", "");
            sources.merge(name, Files.readString(file), String::concat);
          }
        }
      }
    }
    return sources;
  }
}
