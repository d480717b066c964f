package org.roomprint.catalog.selectors;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the lists of words that lie beside classes: {@code key: word, word}, {@code #} for remarks.
 */
public final class WordLists {
  /** One line: what stands before the colon, and what is listed behind it. */
  public record Entry(String key, List<String> words) {
    public Entry {
      words = List.copyOf(words);
    }
  }

  private WordLists() {}

  /** The lines of a list that lies beside this class. */
  public static List<Entry> read(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The list " + name + " is missing from the program");
      }
      List<Entry> entries = new ArrayList<>();
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          int colon = line.indexOf(": ");
          if (colon < 0) {
            throw new IllegalStateException(name + " has a line without 'key: words': " + line);
          }
          entries.add(
              new Entry(
                  line.substring(0, colon).strip(),
                  Arrays.stream(line.substring(colon + 2).split(","))
                      .map(String::strip)
                      .filter(word -> !word.isEmpty())
                      .toList()));
        }
      }
      return entries;
    } catch (IOException e) {
      throw new UncheckedIOException("The list " + name + " cannot be read", e);
    }
  }
}
