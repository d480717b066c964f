package org.roomprint.indexer.evaluating;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.roomprint.ads.groups.evaluate.WorldAd;
import tools.jackson.databind.json.JsonMapper;

/** Writes a made-up world of ads as the two files that grouping is measured on. */
public final class WorldFiles {
  private WorldFiles() {}

  /**
   * Writes {@code ADS.jsonl}, in the format of {@code import ads}, and {@code TRUTH.csv}.
   *
   * @param folder for them; made if it is not there
   */
  public static void write(List<WorldAd> world, Path folder) throws IOException {
    Files.createDirectories(folder);
    JsonMapper mapper = JsonMapper.builder().build();
    try (PrintWriter ads =
            new PrintWriter(Files.newBufferedWriter(folder.resolve("ADS.jsonl")), false);
        PrintWriter truth =
            new PrintWriter(Files.newBufferedWriter(folder.resolve("TRUTH.csv")), false)) {
      truth.print("ad_id,poster,operation\n");
      for (WorldAd ad : world) {
        ads.print(mapper.writeValueAsString(fields(ad)));
        ads.print('\n');
        truth.print(ad.id() + "," + ad.poster() + "," + ad.operation() + "\n");
      }
      if (ads.checkError() || truth.checkError()) {
        throw new IOException("The world could not be written whole to " + folder);
      }
    }
  }

  private static Map<String, Object> fields(WorldAd ad) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ad_id", ad.id());
    fields.put("site", ad.site());
    fields.put("title", ad.title());
    fields.put("text", ad.text());
    fields.put("posted", ad.posted().toString());
    fields.put("place", ad.place());
    fields.put(
        "selectors",
        ad.selectors().stream()
            .map(key -> Map.of("kind", key.kind().name(), "value", key.value()))
            .toList());
    fields.put("images", ad.images());
    return fields;
  }
}
