package org.roomprint.inbox.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.inbox.InboxFullException;
import org.roomprint.inbox.files.UploadFiles;

class FileSpooledPhotoTest {
  private static final int MEBIBYTE = 1 << 20;

  @TempDir private Path folder;

  /** As a disk that has room for so many checks. */
  private static Runnable roomFor(int checks) {
    int[] left = {checks};
    return () -> {
      if (--left[0] < 0) {
        throw new InboxFullException("The disk of the inbox has no more room for photos");
      }
    };
  }

  @Test
  void asksForRoomAgainWhileALongPhotoComes() {
    UploadFiles files = UploadFiles.open(folder);
    assertThatThrownBy(() -> FileSpooledPhoto.open(files, new Random(1), roomFor(0)))
        .isInstanceOf(InboxFullException.class);
    byte[] piece = new byte[MEBIBYTE];
    try (FileSpooledPhoto photo = FileSpooledPhoto.open(files, new Random(2), roomFor(1))) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 64; i++) {
                  photo.write(piece, 0, piece.length);
                }
              })
          .isInstanceOf(InboxFullException.class);
      assertThat(photo.bytes()).isEqualTo(8L * MEBIBYTE);
    }
  }
}
