package org.roomprint.indexer.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.CatalogSettings;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.ad.Seen;
import org.roomprint.catalog.importing.ImportRun;
import org.roomprint.catalog.importing.RefusedFile;
import org.roomprint.catalog.sql.SqlCatalog;
import org.roomprint.indexer.StepTimes;
import org.roomprint.indexer.source.AdRecord;
import org.roomprint.indexer.source.SourceItem;
import org.roomprint.indexer.source.SourceNote;
import org.roomprint.indexer.source.SourceReader;
import org.roomprint.vectors.image.InProcessDecoder;
import org.roomprint.vectors.image.PictureLimits;

class AdImporterTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-04T05:06:07Z"));
  private static final int STOPPED_AFTER = 2 * AdImporter.BATCH + 100;
  private static final int ALL = 4 * AdImporter.BATCH;

  @TempDir Path folder;
  private Catalog catalog;
  private InProcessDecoder decoder;
  private ExecutorService workers;

  @BeforeEach
  void open() {
    catalog = SqlCatalog.open(CatalogSettings.inFolder(folder).configuration(), CLOCK);
    decoder = new InProcessDecoder();
    workers = Executors.newSingleThreadExecutor();
  }

  @AfterEach
  void close() {
    workers.shutdown();
    decoder.close();
    catalog.close();
  }

  /** Every tenth entry is refused; hands out no more after some, as a process that is killed. */
  private static SourceReader<AdRecord> ads(int entries, int stopsAfter) {
    return new SourceReader<>() {
      private int next;

      @Override
      public Optional<SourceItem<AdRecord>> next() {
        if (next == stopsAfter) {
          throw new IllegalStateException("killed");
        }
        if (next == entries) {
          return Optional.empty();
        }
        next++;
        return Optional.of(
            next % 10 == 0
                ? new SourceItem.Unreadable<>("line " + next, "NO_JSON", "It is none")
                : new SourceItem.Read<>("line " + next, ad("x" + next, Optional.empty(), false)));
      }

      @Override
      public void close() {}
    };
  }

  private static AdRecord ad(String siteAdId, Optional<String> url, boolean isNamedByUrl) {
    Ad ad =
        new Ad(
            Ad.idOf("s", siteAdId),
            "s",
            siteAdId,
            Optional.empty(),
            "title",
            "text of " + siteAdId,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            url,
            Optional.empty(),
            List.of());
    return new AdRecord(
        ad,
        List.of(),
        Set.of(Ad.Detail.TITLE, Ad.Detail.TEXT, Ad.Detail.URL),
        Seen.AT_SOME_TIME,
        isNamedByUrl);
  }

  private ImportRun run(SourceReader<AdRecord> source, String state, boolean isAgain)
      throws IOException {
    ImportSession session = session(state, isAgain);
    importer().run(source, session, new Silent());
    return session.finish();
  }

  private int runs;

  private ImportSession session(String state, boolean isAgain) {
    runs++;
    return ImportSession.continuing(
        catalog,
        InstantSource.offset(CLOCK, java.time.Duration.ofSeconds(runs)),
        new Silent(),
        ImportRun.Kind.ADS,
        "run-" + runs,
        "source",
        state,
        isAgain);
  }

  private AdImporter importer() {
    StepTimes times = new StepTimes();
    return new AdImporter(
        catalog,
        new PictureIngest(decoder, PictureLimits.defaults(), catalog.pictures(), times),
        workers,
        times);
  }

  private void stopped() {
    assertThatThrownBy(() -> run(ads(ALL, STOPPED_AFTER), "state", false)).hasMessage("killed");
  }

  @Test
  void aRunThatWasStoppedGoesOnWhereItWasAndNothingIsLostOrThereTwice() throws IOException {
    stopped();
    assertThat(catalog.counts().ads()).isEqualTo(2 * AdImporter.BATCH * 9 / 10);

    ImportRun second = run(ads(ALL, -1), "state", false);

    assertThat(second.counts().added()).isEqualTo(2L * AdImporter.BATCH * 9 / 10);
    assertThat(second.counts().unchanged()).as("nothing is put again").isZero();
    assertThat(second.counts().refused()).isEqualTo(2L * AdImporter.BATCH / 10);
    assertThat(second.dealtWith()).isEqualTo(ALL);
    assertThat(catalog.counts().ads()).isEqualTo(ALL * 9L / 10);
    List<String> refused = new ArrayList<>();
    for (String id : List.of("run-1", "run-2")) {
      catalog.imports().refusedBy(id, Optional.empty(), 500).items().stream()
          .map(RefusedFile::reference)
          .forEach(refused::add);
    }
    assertThat(refused).hasSize(ALL / 10).doesNotHaveDuplicates();

    ImportRun third = run(ads(ALL, -1), "state", false);
    assertThat(third.counts().unchanged())
        .as("a run that came to its end is not gone on with")
        .isEqualTo(ALL * 9L / 10);
  }

  @Test
  void aListThatWasChangedSinceOrIsToBeReadAgainIsReadFromItsBeginning() throws IOException {
    stopped();
    assertThat(run(ads(ALL, -1), "other state", false).counts().unchanged())
        .isEqualTo(2L * AdImporter.BATCH * 9 / 10);

    catalog.write(writer -> {
      writer.putImportRun(
          ImportRun.begin(
              "stopped", ImportRun.Kind.ADS, "source", CLOCK.instant().plusSeconds(90), "s", 7));
      return true;
    });
    assertThat(session("s", true).dealtWithBefore()).isZero();
  }

  @Test
  void aPageOfAnAdThatIsKnownByItsAddressIsThatAd() throws IOException {
    run(
        SourceReader.of(
            List.of(
                new SourceItem.Read<>(
                    "1", ad("17", Optional.of("https://www.s.example/a/17/"), false)))),
        "",
        false);
    run(
        SourceReader.of(
            List.of(
                new SourceItem.Read<>(
                    "1", ad("/a/17", Optional.of("http://s.example/a/17#top"), true)),
                new SourceItem.Read<>(
                    "2", ad("/a/18", Optional.of("http://s.example/a/18"), true)))),
        "",
        false);

    assertThat(catalog.ads().list(Optional.empty(), 9).items())
        .extracting(Ad::siteAdId)
        .containsExactlyInAnyOrder("17", "/a/18");
    assertThat(catalog.ads().sightingsOf(Ad.idOf("s", "17"), Optional.empty(), 9).items())
        .extracting(sighting -> sighting.text().orElse(""))
        .containsExactlyInAnyOrder("text of 17", "text of /a/17");
  }

  private static final class Silent implements ImportProgress {
    @Override
    public void advanced(int items) {}

    @Override
    public void refused(RefusedFile file) {}

    @Override
    public void noted(SourceNote note) {}

    @Override
    public void passedOver(SourceNote what) {}

    @Override
    public void indexed(long pictures) {}

    @Override
    public void toBeIndexed(long pictures) {}
  }
}
