package org.roomprint.ads.groups.evaluate;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.roomprint.ads.groups.AdKey;
import org.roomprint.ads.groups.KeyKind;
import org.roomprint.ads.groups.KeyedAd;
import org.roomprint.ads.groups.NearCopies;

/**
 * One ad of a made-up world, with who is behind it.
 *
 * @param id unique in its world
 * @param site on which it is posted
 * @param title as written
 * @param text as written
 * @param posted when
 * @param place the town it names; empty where it names none
 * @param selectors by which its poster is reached
 * @param images identities of its pictures, in their order
 * @param poster who wrote it
 * @param operation that the poster belongs to
 */
public record WorldAd(
    String id,
    String site,
    String title,
    String text,
    Instant posted,
    String place,
    List<AdKey> selectors,
    List<String> images,
    String poster,
    String operation) {
  public WorldAd {
    selectors = List.copyOf(selectors);
    images = List.copyOf(images);
  }

  /**
   * What grouping looks at in it.
   *
   * @param further keys that are found by comparing it with others, as a copied text is
   */
  public KeyedAd keyed(Set<AdKey> further) {
    Set<AdKey> keys = new HashSet<>(selectors);
    images.forEach(image -> keys.add(new AdKey(KeyKind.PICTURE, image)));
    keys.addAll(further);
    return new KeyedAd(id, Optional.of(posted), site, place, keys);
  }

  /** What grouping looks at in a whole world, copied texts too. */
  public static List<KeyedAd> keyed(List<WorldAd> world) {
    Map<String, String> templates =
        NearCopies.templates(world.stream().collect(Collectors.toMap(WorldAd::id, WorldAd::text)));
    return world.stream()
        .map(ad ->
            ad.keyed(
                Stream.ofNullable(templates.get(ad.id()))
                    .map(template -> new AdKey(KeyKind.TEXT, template))
                    .collect(Collectors.toSet())))
        .toList();
  }
}
