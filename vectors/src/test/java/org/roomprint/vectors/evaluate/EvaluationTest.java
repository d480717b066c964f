package org.roomprint.vectors.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.image.RasterImage;
import org.roomprint.vectors.search.QueryImage;

/** With a ranker that writes down what it is asked. */
class EvaluationTest {
  private static final RasterImage GREY = RasterImage.copyOf(1, 1, new byte[] {100, 100, 100});

  private final Map<ContentHash, String> ids = new LinkedHashMap<>();
  private final Map<List<String>, Set<String>> asked = new LinkedHashMap<>();

  private Evaluation.Loaded photo(String id, String hotel, String unit) {
    ContentHash bytes = ContentHash.of(id.getBytes(StandardCharsets.UTF_8));
    ids.put(bytes, id);
    return new Evaluation.Loaded(
        new EvaluationPhoto(id, hotel, unit, Optional.empty(), false, Path.of(id)),
        bytes,
        Optional.empty(),
        () -> GREY);
  }

  private final List<QueryImage> images = new ArrayList<>();

  private void ask(PhotosPerQuery photos) {
    ask(photos, QueryCondition.AS_IT_IS);
  }

  private void ask(PhotosPerQuery photos, QueryCondition condition) {
    List<Evaluation.Loaded> set = new ArrayList<>();
    for (String id : List.of("a1", "a2", "a3", "a4")) {
      set.add(photo(id, "a", "a-suite"));
    }
    set.add(photo("b1", "b", "b-suite"));
    set.add(photo("b2", "b", "b-suite"));
    new Evaluation(set, SilhouetteOccluder.none(), Optional.empty())
        .run(
            Level.HOTEL,
            photos,
            condition,
            true,
            (query, without) -> {
              images.addAll(query);
              asked.put(
                  query.stream().map(image -> String.valueOf(ids.get(image.bytes()))).toList(),
                  new HashSet<>(without));
              return Ranker.Ranked.byPhotos(List.of());
            },
            _ -> {});
  }

  @Test
  void asksEveryPhotoForItself() {
    ask(PhotosPerQuery.ONE);

    assertThat(asked).hasSize(6);
    assertThat(asked).containsEntry(List.of("b2"), Set.of("b2"));
  }

  @Test
  void asksForTheUnitsThatKeepAPhotoWithThoseThatFollow() {
    ask(new PhotosPerQuery(3, 3));

    assertThat(asked).hasSize(4);
    assertThat(asked).containsEntry(List.of("a3", "a4", "a1"), Set.of("a1", "a3", "a4"));
  }

  @Test
  void oneOfThreeMissesAsManyPhotosAsThreeDo() {
    ask(new PhotosPerQuery(1, 3));

    assertThat(asked).hasSize(4);
    assertThat(asked).containsEntry(List.of("a3"), Set.of("a1", "a3", "a4"));
  }

  @Test
  void asksInTheLightOfTheCondition() {
    ask(PhotosPerQuery.ONE, new QueryCondition(Occlusion.NONE, false, LightChange.STRONG));

    assertThat(images).hasSize(6);
    for (QueryImage image : images) {
      String id = String.valueOf(ids.get(image.bytes()));
      assertThat(image.picture())
          .isEqualTo(LightChanger.change(GREY, id, LightChange.STRONG))
          .isNotEqualTo(GREY);
      assertThat(image.mask()).isEmpty();
    }
  }
}
