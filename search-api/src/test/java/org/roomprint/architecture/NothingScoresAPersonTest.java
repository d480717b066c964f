package org.roomprint.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * No field of a class, of an answer or of a table says what a person is: how old, from where, at
 * which risk, or how likely exploited. Ads and pictures are found and linked; people are not
 * judged.
 */
final class NothingScoresAPersonTest {
  private static final Set<String> WORDS =
      Set.of(
          "risk",
          "risks",
          "age",
          "ages",
          "underage",
          "minor",
          "minors",
          "ethnicity",
          "ethnic",
          "race",
          "racial",
          "skin",
          "nationality",
          "gender",
          "sex",
          "victim",
          "victims",
          "vulnerability",
          "vulnerable",
          "trafficking",
          "trafficked",
          "exploitation",
          "exploited",
          "suspicion",
          "suspicious");

  private static final Pattern WORD_BORDER =
      Pattern.compile("[^A-Za-z]+|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

  /** A column: its name, and that a type follows. */
  private static final Pattern COLUMN =
      Pattern.compile(
          "^\\s+(\\w+) (?:\\$\\{text}|BIGINT|INTEGER|SMALLINT|DOUBLE)|ADD COLUMN (\\w+)",
          Pattern.MULTILINE);

  private static final Path ROOT =
      Path.of(System.getProperty("roomprint.root", "..")).toAbsolutePath().normalize();

  private static boolean judges(String name) {
    return Stream.of(WORD_BORDER.split(name, -1))
        .anyMatch(word -> WORDS.contains(word.toLowerCase(Locale.ROOT)));
  }

  @Test
  void noFieldOfAnyClassDoes() {
    List<Path> found = new ArrayList<>();
    for (String module :
        List.of("vectors", "base", "catalog", "ads", "inbox", "http", "indexer", "search-api")) {
      Path classes = ROOT.resolve(module).resolve("target").resolve("classes");
      Assumptions.assumeTrue(
          Files.isDirectory(classes),
          () -> module + " is not compiled: run the build of all modules, without -pl");
      found.add(classes);
    }
    Set<String> judging = new TreeSet<>();
    for (JavaClass type : new ClassFileImporter().importPaths(found)) {
      for (JavaField field : type.getFields()) {
        // What is not an enum's is a constant of the program, such as the age of a file.
        boolean isData = type.isEnum() || !field.getModifiers().contains(JavaModifier.STATIC);
        if (isData && judges(field.getName())) {
          judging.add(field.getFullName());
        }
      }
    }
    assertThat(judging).isEmpty();
  }

  @Test
  void noFieldOfAnyAnswerOrRequestDoes() throws IOException {
    Path described =
        ROOT.resolve("search-api/src/main/resources/org/roomprint/searchapi/openapi.yaml");
    JsonNode schemas =
        YAMLMapper.builder().build().readTree(Files.readString(described)).path("components");
    Set<String> names = new TreeSet<>();
    addNames(schemas, names);
    assertThat(names).as("properties that were read").contains("adId", "edges", "weight");
    assertThat(names).noneMatch(NothingScoresAPersonTest::judges);
  }

  private static void addNames(JsonNode node, Set<String> names) {
    node.path("properties").propertyNames().forEach(names::add);
    node.path("enum").forEach(value -> names.add(value.asString()));
    node.forEach(inner -> addNames(inner, names));
  }

  @Test
  void noColumnOfAnyTableDoes() throws IOException {
    Set<String> columns = new TreeSet<>();
    try (Stream<Path> files =
        Files.walk(ROOT.resolve("catalog/src/main/resources/org/roomprint/catalog/sql"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Matcher column = COLUMN.matcher(Files.readString(file));
        while (column.find()) {
          columns.add(column.group(1) == null ? column.group(2) : column.group(1));
        }
      }
    }
    assertThat(columns).as("columns that were read").contains("ad_id", "weight", "given");
    assertThat(columns).noneMatch(NothingScoresAPersonTest::judges);
  }
}
