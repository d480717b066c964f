package org.roomprint.searchapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.roomprint.searchapi.SampleService.SAMPLE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.base.Place;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.access.Action;
import org.roomprint.catalog.access.Role;
import org.roomprint.inbox.InboxLimits;
import org.roomprint.inbox.InboxSettings;
import org.roomprint.inbox.PublicInbox;
import org.roomprint.inbox.SubmittedHotel;
import org.roomprint.inbox.sql.SqlInbox;
import org.roomprint.indexer.cli.RoomprintCommand;

/** The operator's pages in a real headless Chromium; pictures are left in {@code target/pages}. */
class ModerationPagesTest {
  @TempDir private Path folder;

  @Test
  void letAnOperatorMergeRefuseUndoAndAccept() throws Exception {
    BrowserScript script = BrowserScript.named("moderation.e2e.mjs");
    try (SampleService sample = new SampleService(folder, 2)) {
      fill(sample.data());
      script.run(folder.resolve("moderation.log"), sample.address(), sample.key(Role.OPERATOR));
      try (Catalog catalog = sample.openCatalog()) {
        assertThat(catalog.auditLog().list(Optional.empty(), 100).items())
            .filteredOn(record -> record.entry().action() == Action.MODERATE)
            .as("merge, undo, refuse, undo, accept")
            .hasSize(5);
      }
      assertThat(sample.get("api/v1/contributions", sample.key(Role.INVESTIGATOR)).status())
          .isEqualTo(403);
    }
    assertThat(BrowserScript.pictures().resolve("moderation.png")).isNotEmptyFile();
  }

  /** Sends two submissions as the public does, and drains them. */
  private static void fill(Path data) throws IOException {
    try (PublicInbox inbox =
        SqlInbox.openPublic(
            InboxSettings.inFolder(data.resolve("inbox")),
            InboxLimits.defaults(),
            Clock.systemUTC(),
            new Random(3))) {
      PublicGift.send(
          inbox,
          "a0000000",
          new SubmittedHotel.Missing("Larkspur Hal.", Optional.of("Halifax"), Optional.of("CA")),
          Optional.empty(),
          photo("h01/r1/3"));
      PublicGift.send(
          inbox,
          "b0000000",
          new SubmittedHotel.Known("h01"),
          Optional.of(new Place(43.65, -70.26)),
          photo("h01/r1/4"));
    }
    assertThat(RoomprintCommand.run("drain", "--data", data.toString())).isZero();
  }

  private static byte[] photo(String name) throws IOException {
    return Files.readAllBytes(SAMPLE.resolve("photos").resolve(name + ".jpg"));
  }
}
