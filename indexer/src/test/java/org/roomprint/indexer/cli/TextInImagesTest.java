package org.roomprint.indexer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.roomprint.indexer.cli.Workbench.done;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.ad.AdImage;
import org.roomprint.catalog.ad.AdImageText;
import org.roomprint.catalog.ad.AdSelector;
import org.roomprint.catalog.selectors.Selector;
import org.roomprint.catalog.selectors.SelectorKind;
import org.roomprint.indexer.evaluating.DrawnAds;
import org.roomprint.indexer.linking.ImageReading;
import org.roomprint.vectors.image.InProcessDecoder;

/** From an imported picture with a number in it to the ad that is found by the number. */
class TextInImagesTest {
  @TempDir Path folder;

  @Test
  void anAdIsFoundByANumberThatStandsInItsPictureAlone() throws IOException {
    DrawnAds.write(7, 1, folder, List.of());
    String[] truth = Files.readAllLines(folder.resolve("truth.csv")).get(1).split(",", -1);
    Selector phone = new Selector(SelectorKind.PHONE, truth[1].split(" ", -1)[0]);
    Workbench bench = new Workbench(folder.resolve("data"));
    Path list = folder.resolve("ads.jsonl");
    Files.writeString(
        list,
        "{\"ad_id\":\"a\",\"site\":\"s.example\",\"country\":\""
            + truth[2]
            + "\",\"text\":\"see my picture\",\"images\":[\"ad000.jpg\"]}\n");
    done(bench.run("import", "ads", list.toString()));

    try (Catalog catalog = bench.catalog();
        InProcessDecoder decoder = new InProcessDecoder();
        ImageReading reading = new ImageReading(catalog, decoder)) {
      assertThat(found(catalog, phone)).isEmpty();
      reading.run();

      String adId = Ad.idOf("s.example", "a");
      AdImage image = catalog.ads().imagesOf(adId).getFirst();
      assertThat(found(catalog, phone)).extracting(Ad::adId).containsExactly(adId);
      assertThat(catalog.ads().selectorsOf(List.of(adId)).get(adId))
          .contains(new AdSelector(phone, false, Optional.empty(), List.of(image.imageId())));
      AdImageText text = catalog.ads().textIn(image.imageId()).orElseThrow();
      assertThat(String.join("", text.lines())).isNotBlank();

      done(bench.run("import", "ads", list.toString()));
      assertThat(found(catalog, phone)).as("after the list came again").hasSize(1);
    }
  }

  private static List<Ad> found(Catalog catalog, Selector selector) {
    return catalog.ads().withSelector(selector, Optional.empty(), 9).items();
  }
}
