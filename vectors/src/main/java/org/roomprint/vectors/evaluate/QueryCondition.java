package org.roomprint.vectors.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was done to the pictures of a query before it is asked.
 *
 * @param occlusion how much is hidden by people
 * @param maskGiven whether the ranker is told what is hidden
 * @param light how much the light differs; changed before anything is hidden
 */
public record QueryCondition(Occlusion occlusion, boolean maskGiven, LightChange light) {
  /** Pictures as they are. */
  public static final QueryCondition AS_IT_IS =
      new QueryCondition(Occlusion.NONE, false, LightChange.NONE);

  public QueryCondition {
    if (maskGiven && occlusion == Occlusion.NONE) {
      throw new IllegalArgumentException("Where nothing is hidden there is no mask to give");
    }
  }

  /** Every occlusion, without and with its mask, in every light; each once. */
  public static List<QueryCondition> grid(List<Occlusion> occlusions, List<LightChange> lights) {
    List<QueryCondition> grid = new ArrayList<>();
    for (LightChange light : lights) {
      for (Occlusion occlusion : occlusions) {
        grid.add(new QueryCondition(occlusion, false, light));
        if (occlusion != Occlusion.NONE) {
          grid.add(new QueryCondition(occlusion, true, light));
        }
      }
    }
    return grid.stream().distinct().toList();
  }

  /** In words, as "low hidden, mask given, strong change of light". */
  public String words() {
    return occlusion.name().toLowerCase(Locale.ROOT)
        + " hidden"
        + (maskGiven ? ", mask given" : "")
        + (light == LightChange.NONE
            ? ""
            : ", " + light.name().toLowerCase(Locale.ROOT) + " change of light");
  }
}
