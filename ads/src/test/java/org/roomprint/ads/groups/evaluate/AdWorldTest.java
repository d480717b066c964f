package org.roomprint.ads.groups.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roomprint.ads.groups.AdGrouping;
import org.roomprint.ads.groups.KeyedAd;
import org.roomprint.ads.groups.Level;

class AdWorldTest {
  @Test
  void theSameSeedGivesTheSameWorldAndAnotherAnother() {
    assertThat(AdWorld.of(1, 300)).isEqualTo(AdWorld.of(1, 300)).hasSize(300);
    assertThat(AdWorld.of(1, 300)).isNotEqualTo(AdWorld.of(2, 300));
  }

  @Test
  void aPosterIsOfOneOperation() {
    Map<String, Set<String>> operations =
        AdWorld.of(4, 1000).stream()
            .collect(
                Collectors.groupingBy(
                    WorldAd::poster, Collectors.mapping(WorldAd::operation, Collectors.toSet())));

    assertThat(operations.values()).allSatisfy(of -> assertThat(of).hasSize(1));
  }

  @Test
  void manyWorldsAreSummedUpByMedianAndWorst() {
    String table = GroupWorlds.markdown(1, 3, 200, WorldRegime.Kind.THIEVES);

    assertThat(table).contains("| poster precision | ").contains("| operation recall | ");
    assertThat(table.lines().filter(line -> line.startsWith("| "))).hasSize(3 + 1 + 6 + 1);
  }

  /** Far below what is measured, so that only what breaks grouping fails here. */
  @ParameterizedTest
  @ValueSource(longs = {1, 4, 8})
  void groupsAreRightWhereWhatHangsTogetherIsOneHeap(long seed) {
    List<WorldAd> world = AdWorld.of(seed, 1500);
    List<KeyedAd> ads = WorldAd.keyed(world);
    Map<String, GroupMeasures.Truth> truth =
        world.stream()
            .collect(
                Collectors.toMap(
                    WorldAd::id, ad -> new GroupMeasures.Truth(ad.poster(), ad.operation())));

    List<GroupMeasures.Line> lines = GroupMeasures.of(ads, AdGrouping.of(ads, List.of()), truth);

    assertThat(lines).hasSize(6);
    for (Level level : Level.values()) {
      PartitionScores groups = scores(lines, level, "groups");
      assertThat(groups.precision()).isGreaterThan(0.93);
      assertThat(groups.recall()).isGreaterThan(0.75);
      assertThat(groups.largest()).isLessThan((int) (1.5 * groups.trueLargest()) + 1);
      assertThat(scores(lines, level, "all that hangs together").precision()).isLessThan(0.7);
    }
    assertThat(GroupMeasures.markdown(lines)).contains("| poster | groups | 0.9");
  }

  private static PartitionScores scores(List<GroupMeasures.Line> lines, Level level, String way) {
    return lines.stream()
        .filter(line -> line.level() == level && line.way().equals(way))
        .findFirst()
        .orElseThrow()
        .scores();
  }
}
