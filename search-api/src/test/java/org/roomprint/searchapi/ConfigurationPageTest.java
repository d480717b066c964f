package org.roomprint.searchapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.roomprint.base.configuration.Settings;

/** The page of the configuration names every key that there is, and no other. */
class ConfigurationPageTest {
  /** Where the settings of each section are declared; not all of them are on our class path. */
  private static final Map<String, String> RECORDS =
      Map.of(
          "catalog", "catalog/src/main/java/org/roomprint/catalog/CatalogSettings.java",
          "inbox", "inbox/src/main/java/org/roomprint/inbox/InboxSettings.java",
          "vectors", "vectors/src/main/java/org/roomprint/vectors/VectorsSettings.java",
          "indexer", "indexer/src/main/java/org/roomprint/indexer/intake/IntakeSettings.java",
          "search", "search-api/src/main/java/org/roomprint/searchapi/ServiceSettings.java",
          "mobile", "mobile-upload/src/main/java/org/roomprint/mobileupload/MobileSettings.java");

  private static final Pattern COMPONENTS =
      Pattern.compile("record \\w+Settings\\(([^)]*)\\)", Pattern.DOTALL);
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|");

  @Test
  void describesEveryKeyOfEverySectionAndNoOther() throws IOException {
    String page = Files.readString(SampleService.ROOT.resolve("docs/configuration.md"));

    assertThat(RECORDS.keySet()).isEqualTo(Settings.SECTIONS);
    for (String section : Settings.SECTIONS) {
      assertThat(keysOnPage(page, section)).as(section).isEqualTo(keysOf(section));
    }
  }

  @Test
  void saysWhatTheNumbersOfTheDeskAreWhereTheyAreNotSet() throws Exception {
    String table =
        tableOf(Files.readString(SampleService.ROOT.resolve("docs/configuration.md")), "search");
    int numbers = 0;
    for (RecordComponent one : ServiceSettings.class.getRecordComponents()) {
      Matcher row =
          Pattern.compile("(?m)^\\| `" + one.getName() + "` \\|.*\\| (\\d+) \\|$").matcher(table);
      if (row.find()) {
        assertThat(one.getAccessor().invoke(ServiceSettings.defaults()))
            .as(one.getName())
            .isEqualTo(Integer.valueOf(row.group(1)));
        numbers++;
      }
    }
    assertThat(numbers).isGreaterThan(9);
  }

  private static Set<String> keysOf(String section) throws IOException {
    Path file = SampleService.ROOT.resolve(RECORDS.getOrDefault(section, ""));
    Matcher declared = COMPONENTS.matcher(Files.readString(file));
    assertThat(declared.find()).as(section).isTrue();
    Set<String> keys = new TreeSet<>();
    for (String component : declared.group(1).split(",", -1)) {
      String[] words = component.strip().split("\\s+", -1);
      keys.add(words[words.length - 1]);
    }
    return keys;
  }

  private static Set<String> keysOnPage(String page, String section) {
    Matcher rows = ROW.matcher(tableOf(page, section));
    Set<String> keys = new TreeSet<>();
    while (rows.find()) {
      keys.add(rows.group(1));
    }
    return keys;
  }

  private static String tableOf(String page, String section) {
    String table = page.substring(page.indexOf("\n## " + section + "\n") + 1);
    int end = table.indexOf("\n## ");
    return end < 0 ? table : table.substring(0, end);
  }
}
