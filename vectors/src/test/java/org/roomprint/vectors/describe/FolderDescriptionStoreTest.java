package org.roomprint.vectors.describe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.vectors.image.ContentHash;
import org.roomprint.vectors.index.SeededPictures;

final class FolderDescriptionStoreTest {
  private static final String MODEL = "m".repeat(64);
  private static final ContentHash PICTURE =
      ContentHash.of("kept".getBytes(StandardCharsets.UTF_8));

  private final SeededPictures seeded = new SeededPictures(20261130, 24);
  private final PictureDescription one = seeded.description("a");
  private final PictureDescription other = seeded.description("b");
  @TempDir private Path folder;

  private FolderDescriptionStore store() {
    return new FolderDescriptionStore(folder);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void givesWhatWasLeftForAPictureAndAModel() throws IOException {
    store().put(PICTURE, MODEL, one);

    assertThat(store().find(PICTURE, MODEL)).contains(one);
    assertThat(store().find(PICTURE, "another")).isEmpty();
    assertThat(files()).hasSize(1);

    store().put(PICTURE, MODEL, other);
    assertThat(store().find(PICTURE, MODEL)).contains(other);

    store().delete(PICTURE, MODEL);
    store().delete(PICTURE, MODEL);
    assertThat(store().find(PICTURE, MODEL)).isEmpty();
    assertThat(files()).isEmpty();
  }

  @Test
  void takesATornOrChangedDescriptionForNone() throws IOException {
    store().put(PICTURE, MODEL, one);
    Path file = files().getFirst();
    byte[] whole = Files.readAllBytes(file);

    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertThat(store().find(PICTURE, MODEL)).isEmpty();

    byte[] changed = whole.clone();
    changed[whole.length / 2] ^= 1;
    Files.write(file, changed);
    assertThat(store().find(PICTURE, MODEL)).isEmpty();

    store().put(PICTURE, MODEL, one);
    assertThat(store().find(PICTURE, MODEL)).contains(one);
  }

  @Test
  void showsAReaderTheWholeOrNothingWhileOthersWrite() throws Exception {
    List<PictureDescription> both = List.of(one, other);
    try (ExecutorService writers = Executors.newFixedThreadPool(2)) {
      List<Future<?>> writing =
          both.stream()
              .<Future<?>>map(description ->
                  writers.submit(() -> {
                    for (int i = 0; i < 200; i++) {
                      store().put(PICTURE, MODEL, description);
                    }
                    return null;
                  }))
              .toList();
      boolean found = false;
      while (!writing.stream().allMatch(Future::isDone)) {
        var now = store().find(PICTURE, MODEL);
        assertThat(now.isPresent() || !found).as("once there, always whole").isTrue();
        now.ifPresent(description -> assertThat(both).contains(description));
        found = now.isPresent();
      }
      for (Future<?> writer : writing) {
        writer.get();
      }
    }
    assertThat(files()).hasSize(1);
  }

  @Test
  void sweepsWhatIsOldAndNotAwaited() throws IOException {
    ContentHash awaited = ContentHash.of("awaited".getBytes(StandardCharsets.UTF_8));
    store().put(PICTURE, MODEL, one);
    store().put(awaited, MODEL, other);
    Path torn =
        Files.writeString(
            files().getFirst().resolveSibling("x.part"), "half", StandardCharsets.UTF_8);
    Instant now = Instant.parse("2026-11-30T06:00:00Z");
    for (Path file : files()) {
      Files.setLastModifiedTime(file, FileTime.from(now.minusSeconds(10)));
    }

    assertThat(store().sweep(now.minusSeconds(60), (_, picture) -> picture.equals(awaited)))
        .isZero();
    assertThat(store().sweep(now, (_, picture) -> picture.equals(awaited))).isEqualTo(2);

    assertThat(torn).doesNotExist();
    assertThat(store().find(PICTURE, MODEL)).isEmpty();
    assertThat(store().find(awaited, MODEL)).isPresent();
  }
}
