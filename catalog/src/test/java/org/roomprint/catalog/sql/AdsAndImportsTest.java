package org.roomprint.catalog.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.roomprint.base.Place;
import org.roomprint.base.sql.TestDatabase;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.ad.AdImage;
import org.roomprint.catalog.ad.AdImageText;
import org.roomprint.catalog.ad.AdSelector;
import org.roomprint.catalog.importing.ImportRun;
import org.roomprint.catalog.importing.RefusedFile;
import org.roomprint.catalog.outcome.PutOutcome;
import org.roomprint.catalog.outcome.UnknownReferenceException;
import org.roomprint.catalog.paging.Page;
import org.roomprint.catalog.selectors.FoundSelector;
import org.roomprint.catalog.selectors.Selector;
import org.roomprint.catalog.selectors.SelectorKind;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class AdsAndImportsTest {
  private static final Selector PHONE = new Selector(SelectorKind.PHONE, "+33123456789");
  private static final Selector HANDLE = new Selector(SelectorKind.HANDLE, "+33123456789");

  private static final Selector EMAIL = new Selector(SelectorKind.EMAIL, "rose@example.com");

  private final TestDatabase database;
  @TempDir Path folder;
  private Catalog catalog;

  AdsAndImportsTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void open() {
    catalog = SqlCatalog.open(Samples.configuration(database, folder), Samples.CLOCK);
  }

  @AfterEach
  void close() {
    if (catalog != null) {
      catalog.close();
    }
  }

  @Test
  void keepsEveryComponentOfAnAdAndItsImages() {
    Ad ad =
        new Ad(
            Ad.idOf("site.example", "17"),
            "site.example",
            "17",
            Optional.of(Instant.parse("2025-12-31T23:59:59.999Z")),
            "Титул \"x\"",
            "line\n'line'; --",
            Optional.of(new Place(48.5, 2.25)),
            Optional.of("FR"),
            Optional.of("Paris"),
            Set.of(PHONE, HANDLE));
    put(ad);
    AdImage second = Samples.adImage(catalog, ad.adId(), 1, "a");
    AdImage first = Samples.adImage(catalog, ad.adId(), 0, "b");
    put(second);
    put(first);

    assertThat(catalog.ads().find(ad.adId())).contains(ad);
    assertThat(catalog.ads().imagesOf(ad.adId())).containsExactly(first, second);
    assertThat(catalog.ads().findImage(first.imageId())).contains(first);
    assertThat(catalog.ads().imagesWithOriginalHash(first.original().contentHash()))
        .containsExactly(first);
    assertThatThrownBy(() -> catalog.ads().imagesWithOriginalHash("abc"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SHA-256");
  }

  @Test
  void puttingTheSameAdAgainChangesNothingAndAChangedOneReplacesIt() {
    Ad ad = Samples.ad("1", PHONE);
    assertThat(put(ad)).isEqualTo(PutOutcome.ADDED);
    assertThat(put(ad)).isEqualTo(PutOutcome.UNCHANGED);
    assertThat(put(ad.withSelectors(Set.of(HANDLE)))).isEqualTo(PutOutcome.CHANGED);

    assertThat(catalog.ads().find(ad.adId())).contains(ad.withSelectors(Set.of(HANDLE)));
    assertThat(catalog.ads().withSelector(PHONE, Optional.empty(), 10).items()).isEmpty();
    assertThat(catalog.counts().ads()).isEqualTo(1);
  }

  @Test
  void keepsWhatWasFoundInATextBesideWhatWasGiven() {
    Ad ad = Samples.ad("1", PHONE);
    put(ad);
    FoundSelector phone = found(PHONE, 3);
    FoundSelector handle = found(HANDLE, 30);

    assertThat(putFound(ad, phone, handle)).isTrue();

    assertThat(catalog.ads().selectorsOf(List.of(ad.adId())).get(ad.adId()))
        .containsExactly(
            new AdSelector(PHONE, true, Optional.of(phone), List.of()),
            new AdSelector(HANDLE, false, Optional.of(handle), List.of()));
    assertThat(catalog.ads().find(ad.adId()).orElseThrow().selectors()).containsExactly(PHONE);
    assertThat(catalog.ads().withSelector(HANDLE, Optional.empty(), 9).items()).containsExactly(ad);
  }

  @Test
  void keepsWhatWasReadInItsImagesBesideWhatWasGivenAndFound() {
    Ad ad = Samples.ad("1", PHONE);
    put(ad);
    putFound(ad, found(EMAIL, 3));
    AdImage one = image(ad, 0, "one");
    AdImage other = image(ad, 1, "other");
    assertThat(catalog.ads().imagesNotReadBy(1, 7, 9)).containsExactlyInAnyOrder(one, other);

    assertThat(putImageText(one, 7, PHONE, HANDLE)).isTrue();
    assertThat(putImageText(other, 7, HANDLE)).isTrue();

    List<String> both = Stream.of(one, other).map(AdImage::imageId).sorted().toList();
    assertThat(selectorsOf(ad))
        .containsExactly(
            new AdSelector(PHONE, true, Optional.empty(), List.of(one.imageId())),
            new AdSelector(EMAIL, false, Optional.of(found(EMAIL, 3)), List.of()),
            new AdSelector(HANDLE, false, Optional.empty(), both));
    assertThat(catalog.ads().withSelector(HANDLE, Optional.empty(), 9).items()).containsExactly(ad);
    assertThat(catalog.ads().textIn(one.imageId()))
        .contains(new AdImageText(one.imageId(), 1, List.of("a line", "another")));
    assertThat(catalog.ads().imagesNotReadBy(1, 7, 9)).isEmpty();
    assertThat(catalog.ads().imagesNotReadBy(2, 7, 9)).hasSize(2);
    assertThat(catalog.ads().imagesNotReadBy(1, 8, 9)).hasSize(2);
  }

  @Test
  void whatIsReadOtherwiseTheNextTimeTakesThePlaceOfWhatWasRead() {
    Ad ad = Samples.ad("1");
    put(ad);
    AdImage image = image(ad, 0, "one");
    putImageText(image, 7, PHONE, HANDLE);
    long before = catalog.ads().revision();

    putImageText(image, 8, PHONE);
    assertThat(catalog.ads().revision()).isGreaterThan(before);
    long after = catalog.ads().revision();
    putImageText(image, 9, PHONE);

    assertThat(catalog.ads().revision()).isEqualTo(after);
    assertThat(selectorsOf(ad))
        .containsExactly(new AdSelector(PHONE, false, Optional.empty(), List.of(image.imageId())));
  }

  @Test
  void imagesAreLookedThroughAgainWhenTheCountryOfTheirAdChanges() {
    Ad ad = Samples.ad("1");
    put(ad);
    putImageText(image(ad, 0, "one"), 7, PHONE);

    put(text(ad, "another text"));

    assertThat(catalog.ads().imagesNotReadBy(1, 7, 9)).hasSize(1);
  }

  @Test
  void whatWasReadGoesWithItsAd() {
    Ad ad = Samples.ad("1");
    put(ad);
    AdImage image = image(ad, 0, "one");
    putImageText(image, 7, PHONE);

    catalog.write(writer -> writer.deleteAd(ad.adId()));

    assertThat(catalog.ads().textIn(image.imageId())).isEmpty();
    assertThat(catalog.ads().withSelector(PHONE, Optional.empty(), 9).items()).isEmpty();
    assertThat(putImageText(image, 7, PHONE)).isFalse();
  }

  private List<AdSelector> selectorsOf(Ad ad) {
    return catalog.ads().selectorsOf(List.of(ad.adId())).getOrDefault(ad.adId(), List.of());
  }

  private AdImage image(Ad ad, int position, String bytes) {
    AdImage image = Samples.adImage(catalog, ad.adId(), position, bytes);
    catalog.write(writer -> writer.putAdImage(image));
    return image;
  }

  private boolean putImageText(AdImage image, int rules, Selector... found) {
    AdImageText text = new AdImageText(image.imageId(), 1, List.of("a line", "another"));
    return catalog.write(writer -> writer.putImageText(text, rules, List.of(found)));
  }

  @Test
  void aListThatSpeaksOnlyOfTheTextDeletesNoGivenSelector() {
    Ad ad = Samples.ad("1", PHONE);
    put(ad);
    putFound(ad, found(HANDLE, 3));
    Ad otherText = text(ad, "another text").withSelectors(Set.of());

    catalog.write(writer -> writer.putAd(otherText, Set.of(Ad.Detail.TEXT)));
    putFound(otherText, found(EMAIL, 5));

    assertThat(catalog.ads().selectorsOf(List.of(ad.adId())).get(ad.adId()))
        .containsExactly(
            new AdSelector(PHONE, true, Optional.empty(), List.of()),
            new AdSelector(EMAIL, false, Optional.of(found(EMAIL, 5)), List.of()));
    assertThat(catalog.ads().withSelector(HANDLE, Optional.empty(), 9).items()).isEmpty();
  }

  @Test
  void aListThatGivesOtherSelectorsDeletesNoFoundOne() {
    Ad ad = Samples.ad("1", PHONE, EMAIL);
    put(ad);
    putFound(ad, found(PHONE, 3));

    put(ad.withSelectors(Set.of(HANDLE)));

    assertThat(catalog.ads().selectorsOf(List.of(ad.adId())).get(ad.adId()))
        .containsExactly(
            new AdSelector(PHONE, false, Optional.of(found(PHONE, 3)), List.of()),
            new AdSelector(HANDLE, true, Optional.empty(), List.of()));
  }

  @Test
  void anAdIsReadAgainWhenItsTextOrTheRulesHaveChanged() {
    Ad ad = Samples.ad("1");
    put(ad);
    assertThat(catalog.ads().notReadBy(1, 9)).containsExactly(ad);
    putFound(ad);
    assertThat(catalog.ads().notReadBy(1, 9)).isEmpty();
    assertThat(catalog.ads().notReadBy(2, 9)).containsExactly(ad);

    Ad changed = text(ad, "another text");
    put(changed);
    assertThat(catalog.ads().notReadBy(1, 9)).containsExactly(changed);
    assertThat(putFound(ad, found(PHONE, 3))).as("of the text as it was").isFalse();
    assertThat(catalog.ads().selectorsOf(List.of(ad.adId()))).isEmpty();
  }

  @Test
  void tellsThatAnAdChangedAndNotThatNothingDid() {
    Ad ad = Samples.ad("1", PHONE);
    long begin = catalog.ads().revision();
    put(ad);
    long added = catalog.ads().revision();
    put(ad);
    putFound(ad);
    long unchanged = catalog.ads().revision();
    putFound(ad, found(HANDLE, 3));
    long found = catalog.ads().revision();
    put(Samples.adImage(catalog, ad.adId(), 0, "a"));
    long image = catalog.ads().revision();
    catalog.write(writer -> writer.deleteAd(ad.adId()));

    assertThat(added).isGreaterThan(begin);
    assertThat(unchanged).isEqualTo(added);
    assertThat(found).isGreaterThan(unchanged);
    assertThat(image).isGreaterThan(found);
    assertThat(catalog.ads().revision()).isGreaterThan(image);
  }

  private static Ad text(Ad ad, String text) {
    return new Ad(
        ad.adId(),
        ad.site(),
        ad.siteAdId(),
        ad.posted(),
        ad.title(),
        text,
        ad.place(),
        ad.country(),
        ad.city(),
        ad.selectors());
  }

  private static FoundSelector found(Selector selector, int start) {
    return new FoundSelector(
        selector.kind(),
        selector.value(),
        true,
        List.of(new FoundSelector.Stretch(FoundSelector.Field.TEXT, start, start + 9)));
  }

  private boolean putFound(Ad ad, FoundSelector... found) {
    return catalog.write(writer -> writer.putFoundSelectors(ad, 1, List.of(found)));
  }

  @Test
  void findsAnAdByWhatItsSiteCallsIt() {
    Ad ad = Samples.ad("A050", PHONE);
    put(ad);
    put(Samples.ad("A051", PHONE));

    assertThat(catalog.ads().withSiteAdId(ad.siteAdId())).containsExactly(ad);
    assertThat(catalog.ads().withSiteAdId("A05")).isEmpty();
  }

  @Test
  void findsTheAdsThatShareASelectorPageByPage() {
    for (int i = 0; i < 5; i++) {
      put(Samples.ad("with" + i, PHONE));
      put(Samples.ad("without" + i, HANDLE));
    }

    Page<Ad> first = catalog.ads().withSelector(PHONE, Optional.empty(), 3);
    Page<Ad> second = catalog.ads().withSelector(PHONE, first.next(), 3);

    assertThat(first.items()).hasSize(3).allMatch(ad -> ad.selectors().contains(PHONE));
    assertThat(second.items()).hasSize(2).doesNotContainAnyElementsOf(first.items());
    assertThat(second.next()).isEmpty();
    assertThat(catalog.ads().list(Optional.empty(), 100).items()).hasSize(10);
  }

  @Test
  void refusesAnImageOfAnUnknownAdAndWithholdsThatOfADeletedOne() {
    Ad ad = Samples.ad("1");
    AdImage image = Samples.adImage(catalog, ad.adId(), 0, "a");
    assertThatThrownBy(() -> put(image))
        .isInstanceOf(UnknownReferenceException.class)
        .hasMessageContaining("ad " + ad.adId());

    put(ad);
    put(image);
    catalog.write(writer -> writer.deleteAd(ad.adId()));

    assertThat(put(ad)).isEqualTo(PutOutcome.WITHHELD);
    assertThat(put(image)).isEqualTo(PutOutcome.WITHHELD);
    assertThat(catalog.ads().deletedImagesAmong(List.of(image.imageId(), "x")))
        .containsExactly(image.imageId());

    assertThat(catalog.<Boolean>write(writer -> writer.reinstateAd(ad.adId()))).isTrue();
    assertThat(put(ad)).isEqualTo(PutOutcome.ADDED);
    assertThat(put(Samples.adImage(catalog, ad.adId(), 0, "a"))).isEqualTo(PutOutcome.ADDED);
  }

  @Test
  void keepsImportRunsAndWhatTheyRefused() {
    Instant start = Samples.CLOCK.instant();
    ImportRun older =
        ImportRun.begin("r1", ImportRun.Kind.PHOTOS, "fingerprint", start.minusSeconds(9));
    ImportRun run = ImportRun.begin("r2", ImportRun.Kind.ADS, "fingerprint", start);
    RefusedFile refused = new RefusedFile("r2", "sub folder/ü.jpg", "TRUNCATED", "It ends early");
    catalog.write(writer -> {
      writer.putImportRun(run);
      writer.putImportRun(older);
      writer.putRefusedFile(refused);
      writer.putRefusedFile(refused);
      writer.putRefusedFile(new RefusedFile("r2", "a.jpg", "EMPTY", "It has no bytes"));
      return true;
    });
    assertThat(catalog.imports().find("r2")).contains(run);
    assertThat(catalog.imports().latest(10)).containsExactly(run, older);

    ImportRun finished =
        run.withCounts(ImportRun.Counts.NONE.plus(PutOutcome.ADDED).plusRefused())
            .finishedAt(start.plus(Duration.ofSeconds(5)));
    catalog.write(writer -> {
      writer.putImportRun(finished);
      return true;
    });
    assertThat(catalog.imports().find("r2")).contains(finished);

    Page<RefusedFile> first = catalog.imports().refusedBy("r2", Optional.empty(), 1);
    assertThat(first.items().getFirst().reference()).isEqualTo("a.jpg");
    assertThat(catalog.imports().refusedBy("r2", first.next(), 1).items()).containsExactly(refused);
    assertThatThrownBy(() ->
            catalog.write(writer -> {
              writer.putRefusedFile(new RefusedFile("r3", "a", "EMPTY", "none"));
              return true;
            }))
        .isInstanceOf(UnknownReferenceException.class)
        .hasMessageContaining("import run r3");
  }

  private PutOutcome put(Ad ad) {
    return catalog.write(writer -> writer.putAd(ad));
  }

  private PutOutcome put(AdImage image) {
    return catalog.write(writer -> writer.putAdImage(image));
  }
}
