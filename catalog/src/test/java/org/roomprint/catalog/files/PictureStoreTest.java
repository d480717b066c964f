package org.roomprint.catalog.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roomprint.base.files.DiskAccess;
import org.roomprint.catalog.picture.PictureId;

class PictureStoreTest {
  @TempDir Path folder;

  @Test
  void keepsAPictureUnderTheHashOfItsContent() throws IOException {
    PictureStore store = PictureStore.open(folder.resolve("pictures"));
    byte[] content = bytes(1, 10_000);

    PictureId id = store.put(content);

    assertThat(id).isEqualTo(PictureId.of(content));
    assertThat(store.contains(id)).isTrue();
    assertThat(store.read(id)).hasValueSatisfying(read -> assertThat(read).isEqualTo(content));
    assertThat(files())
        .containsExactly(
            "pictures/"
                + id.hex().substring(0, 2)
                + "/"
                + id.hex().substring(2, 4)
                + "/"
                + id.hex());
  }

  @Test
  void changesNothingWhenTheSameIsPutAgain() throws IOException {
    PictureStore store = PictureStore.open(folder);
    PictureId id = store.put(bytes(1, 100));

    assertThat(store.put(bytes(1, 100))).isEqualTo(id);
    assertThat(files()).hasSize(1);
  }

  @Test
  void putsAPictureAnewWhoseFileWasCutShort() throws IOException {
    PictureStore store = PictureStore.open(folder);
    PictureId id = store.put(bytes(1, 100));
    Files.write(folder.resolve(files().getFirst()), new byte[10]);

    store.put(bytes(1, 100));

    assertThat(store.read(id)).isPresent();
  }

  @Test
  void noticesAFileThatHasChanged() throws IOException {
    PictureStore store = PictureStore.open(folder);
    PictureId id = store.put(bytes(1, 100));
    Files.write(folder.resolve(files().getFirst()), bytes(2, 100));

    assertThatThrownBy(() -> store.read(id))
        .isInstanceOf(DamagedPictureException.class)
        .hasMessageContaining(id.hex());
  }

  @Test
  void knowsNothingOfAPictureThatWasDeleted() {
    PictureStore store = PictureStore.open(folder);
    PictureId id = store.put(bytes(1, 100));

    assertThat(store.delete(id)).isTrue();

    assertThat(store.contains(id)).isFalse();
    assertThat(store.read(id)).isEmpty();
    assertThat(store.delete(id)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"write", "rename", "force"})
  void leavesNothingBehindWhenTheDiskIsFull(String step) throws IOException {
    FailingDisk disk = new FailingDisk(step, "No space left on device");
    PictureStore store = PictureStore.open(folder, disk);
    byte[] content = bytes(1, 5_000);

    assertThatThrownBy(() -> store.put(content))
        .isInstanceOf(PictureStoreFullException.class)
        .hasMessageContaining("5000 bytes");

    assertThat(files()).noneMatch(name -> name.endsWith(DiskAccess.TEMPORARY_SUFFIX));
    assertThat(store.read(PictureId.of(content)).isPresent()).isEqualTo(step.equals("force"));
    disk.heal();
    assertThat(store.read(store.put(content))).isPresent();
  }

  @Test
  void tellsAnotherFailureFromAFullDisk() {
    PictureStore store = PictureStore.open(folder, new FailingDisk("write", "Input/output error"));

    assertThatThrownBy(() -> store.put(bytes(1, 10)))
        .isExactlyInstanceOf(PictureStoreException.class)
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void sweepsWhatAnInterruptedWriteLeftButNotWhatIsBeingWritten() throws IOException {
    PictureStore store = PictureStore.open(folder);
    PictureId id = store.put(bytes(1, 10));
    Path beside = DiskAccess.parentOf(folder.resolve(files().getFirst()));
    Files.write(beside.resolve(id.hex() + ".x" + DiskAccess.TEMPORARY_SUFFIX), new byte[3]);

    assertThat(store.sweepLeftovers(Instant.EPOCH)).isZero();
    assertThat(store.sweepLeftovers(Instant.now().plusSeconds(10))).isEqualTo(1);

    assertThat(files()).hasSize(1);
    List<PictureId> named = new ArrayList<>();
    store.forEachOlderThan(Instant.now().plusSeconds(10), named::add);
    assertThat(named).containsExactly(id);
  }

  @Test
  void letsManyThreadsPutTheSamePicturesAtOnce() throws Exception {
    PictureStore store = PictureStore.open(folder);
    CountDownLatch begin = new CountDownLatch(1);
    List<Throwable> failures = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  begin.await();
                  for (int i = 0; i < 20; i++) {
                    store.put(bytes(i, 1_000));
                  }
                } catch (InterruptedException | RuntimeException e) {
                  synchronized (failures) {
                    failures.add(e);
                  }
                }
              }));
    }
    begin.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(failures).isEmpty();
    assertThat(files()).hasSize(20);
    for (int i = 0; i < 20; i++) {
      assertThat(store.read(PictureId.of(bytes(i, 1_000)))).isPresent();
    }
  }

  @Test
  void keepsThumbnailsBySizeAndDeletesThemTogether() {
    ThumbnailStore store = ThumbnailStore.open(folder.resolve("thumbnails"));
    PictureId id = PictureId.of(bytes(1, 10));
    store.put(id, 160, new byte[] {1});
    store.put(id, 320, new byte[] {2});
    store.put(id, 160, new byte[] {3});

    assertThat(store.read(id, 160)).hasValueSatisfying(b -> assertThat(b).containsExactly(3));
    assertThat(store.read(id, 640)).isEmpty();

    store.deleteAll(id);
    assertThat(store.read(id, 160)).isEmpty();
    assertThat(store.read(id, 320)).isEmpty();
    assertThatThrownBy(() -> store.read(id, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] bytes(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private List<String> files() throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> folder.relativize(path).toString())
          .sorted()
          .toList();
    }
  }

  /** A disk that fails at one step, after half of a write is done. */
  private static final class FailingDisk implements DiskAccess {
    private final String failingStep;
    private final String message;
    private boolean healed;

    FailingDisk(String failingStep, String message) {
      this.failingStep = failingStep;
      this.message = message;
    }

    void heal() {
      healed = true;
    }

    @Override
    public void writeDurably(Path file, byte[] content) throws IOException {
      if (!healed && failingStep.equals("write")) {
        Files.write(file, Arrays.copyOf(content, content.length / 2));
        throw new IOException(message);
      }
      REAL.writeDurably(file, content);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
      fail("rename");
      REAL.rename(from, to);
    }

    @Override
    public void forceFolder(Path forced) throws IOException {
      try (Stream<Path> entries = Files.list(forced)) {
        if (entries.anyMatch(Files::isRegularFile)) {
          fail("force");
        }
      }
      REAL.forceFolder(forced);
    }

    private void fail(String step) throws IOException {
      if (!healed && failingStep.equals(step)) {
        throw new IOException(message);
      }
    }
  }
}
