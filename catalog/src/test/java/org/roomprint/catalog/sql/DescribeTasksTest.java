package org.roomprint.catalog.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.roomprint.base.sql.TestDatabase;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.CatalogConfiguration;
import org.roomprint.catalog.describing.DescribeTasks;
import org.roomprint.catalog.describing.DescribeTasks.State;
import org.roomprint.catalog.describing.DescribeTasks.Wanted;
import org.roomprint.catalog.picture.PictureId;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class DescribeTasksTest {
  private static final String MODEL = "model";
  private static final Instant NOW = Instant.parse("2026-11-30T06:00:00Z");
  private static final Duration LEASE = Duration.ofMinutes(10);

  private final TestDatabase database;
  @TempDir Path folder;
  private CatalogConfiguration configuration;
  private Catalog catalog;
  private DescribeTasks tasks;

  DescribeTasksTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void open() {
    configuration = Samples.configuration(database, folder);
    catalog = SqlCatalog.open(configuration, Samples.CLOCK);
    tasks = catalog.describeTasks();
  }

  @AfterEach
  void close() {
    if (catalog != null) {
      catalog.close();
    }
  }

  private static PictureId picture(int number) {
    return PictureId.of(Integer.toString(number).getBytes(StandardCharsets.UTF_8));
  }

  private static List<Wanted> wanted(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> new Wanted(picture(number), number))
        .toList();
  }

  private List<PictureId> claim(String owner, int limit, Instant now) {
    return tasks.claim(MODEL, owner, limit, LEASE, now);
  }

  @Test
  void givesWhatIsWantedInTheOrderOfTheChangesAndToOneOwnerOnly() {
    tasks.want(MODEL, wanted(3).reversed());

    assertThat(claim("a", 2, NOW)).containsExactly(picture(1), picture(2));
    assertThat(claim("b", 2, NOW)).containsExactly(picture(3));
    assertThat(claim("a", 2, NOW)).isEmpty();
    assertThat(tasks.claim("another model", "a", 2, LEASE, NOW)).isEmpty();
    assertThat(tasks.owners(NOW)).containsExactlyInAnyOrder("a", "b");
    assertThat(tasks.waiting()).isEqualTo(3);
    assertThat(tasks.wantedModels()).containsExactly(MODEL);
  }

  @Test
  void givesALeaseThatRanOutToAnotherAndNoSooner() {
    tasks.want(MODEL, wanted(1));
    assertThat(claim("a", 1, NOW)).containsExactly(picture(1));

    assertThat(claim("b", 1, NOW.plus(LEASE).minusMillis(1))).isEmpty();
    assertThat(tasks.owners(NOW.plus(LEASE).minusMillis(1))).containsExactly("a");
    assertThat(claim("b", 1, NOW.plus(LEASE))).containsExactly(picture(1));
    assertThat(tasks.owners(NOW.plus(LEASE))).containsExactly("b");

    tasks.described(MODEL, "a", List.of(picture(1))); // it is b's now
    assertThat(tasks.state(MODEL, picture(1))).contains(new State.Waiting());
    tasks.described(MODEL, "b", List.of(picture(1)));
    assertThat(tasks.state(MODEL, picture(1))).contains(new State.Described());
    assertThat(claim("a", 1, NOW.plus(LEASE).plus(LEASE))).isEmpty();
  }

  @Test
  void givesBackWhatItsOwnerReleased() {
    tasks.want(MODEL, wanted(2));
    claim("a", 2, NOW);
    tasks.described(MODEL, "a", List.of(picture(1)));

    tasks.release("a");

    assertThat(claim("b", 2, NOW)).containsExactly(picture(2));
  }

  @Test
  void remembersWhyAPictureWasLeftOut() {
    tasks.want(MODEL, wanted(1));
    claim("a", 1, NOW);

    tasks.leftOut(MODEL, "b", picture(1), DescribeTasks.Reason.MISSING, "not b's");
    assertThat(tasks.state(MODEL, picture(1))).contains(new State.Waiting());
    tasks.leftOut(MODEL, "a", picture(1), DescribeTasks.Reason.DAMAGED, "torn");

    assertThat(tasks.state(MODEL, picture(1)))
        .contains(new State.LeftOut(DescribeTasks.Reason.DAMAGED, "torn"));
    assertThat(claim("b", 1, NOW.plus(LEASE))).isEmpty();
    tasks.wantAgain(MODEL, List.of(picture(1)));
    assertThat(claim("b", 1, NOW.plus(LEASE))).as("only what was described").isEmpty();
  }

  @Test
  void describesAgainWhatWasLostAndNothingThatIsBeingDescribed() {
    tasks.want(MODEL, wanted(2));
    claim("a", 2, NOW);
    tasks.described(MODEL, "a", List.of(picture(1)));

    tasks.want(MODEL, wanted(2)); // asked for already
    tasks.wantAgain(MODEL, List.of(picture(1), picture(2)));

    assertThat(claim("b", 2, NOW)).containsExactly(picture(1));
  }

  @Test
  void forgetsWhatTheIndexHoldsAndOtherModels() {
    tasks.want(MODEL, wanted(2));
    tasks.want("former", wanted(1));

    tasks.forget(MODEL, List.of(picture(1)));
    assertThat(tasks.state(MODEL, picture(1))).isEmpty();
    assertThat(tasks.state("former", picture(1))).isPresent();
    tasks.want(MODEL, wanted(3));
    tasks.forgetUpTo(MODEL, 1);
    assertThat(tasks.state(MODEL, picture(1))).isEmpty();
    tasks.forgetOtherModels(MODEL);

    assertThat(tasks.state("former", picture(1))).isEmpty();
    assertThat(tasks.state(MODEL, picture(2))).contains(new State.Waiting());
  }

  @Test
  void neverGivesOnePictureToTwoThatClaimAtOnce() throws Exception {
    int pictures = 600;
    int claimers = 4;
    tasks.want(MODEL, wanted(pictures));
    List<Catalog> opened = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(claimers)) {
      CountDownLatch together = new CountDownLatch(claimers);
      List<Future<List<PictureId>>> claims = new ArrayList<>();
      for (int i = 0; i < claimers; i++) {
        // As in processes of their own: each has its connections.
        Catalog own = SqlCatalog.open(configuration, Samples.CLOCK);
        opened.add(own);
        String owner = "owner " + i;
        claims.add(
            threads.submit(() -> {
              List<PictureId> all = new ArrayList<>();
              together.countDown();
              together.await();
              int left = pictures; // an empty claim may only mean that others hold the first ones
              while (all.size() < pictures && left > 0) {
                all.addAll(own.describeTasks().claim(MODEL, owner, 7, LEASE, NOW));
                left--;
              }
              return all;
            }));
      }
      List<PictureId> all = new ArrayList<>();
      for (Future<List<PictureId>> claim : claims) {
        all.addAll(claim.get());
      }
      assertThat(all).hasSize(pictures).doesNotHaveDuplicates();
    } finally {
      opened.forEach(Catalog::close);
    }
  }
}
