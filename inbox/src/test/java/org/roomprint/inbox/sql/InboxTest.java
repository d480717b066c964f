package org.roomprint.inbox.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.roomprint.base.Database;
import org.roomprint.base.Digests;
import org.roomprint.base.Place;
import org.roomprint.base.StoreUnavailableException;
import org.roomprint.base.keys.ApiKeySecret;
import org.roomprint.base.keys.KeyRefusal;
import org.roomprint.base.sql.DatabaseConnections;
import org.roomprint.base.sql.TestDatabase;
import org.roomprint.inbox.AnnouncedPhoto;
import org.roomprint.inbox.AppendOutcome;
import org.roomprint.inbox.CompletionOutcome;
import org.roomprint.inbox.CompletionOutcome.PhotoFault;
import org.roomprint.inbox.ExpectedDigest;
import org.roomprint.inbox.HotelList;
import org.roomprint.inbox.InboxFullException;
import org.roomprint.inbox.InboxIntake;
import org.roomprint.inbox.InboxLimits;
import org.roomprint.inbox.InboxSettings;
import org.roomprint.inbox.OpenOutcome;
import org.roomprint.inbox.PartnerKey;
import org.roomprint.inbox.PartnerOutcome;
import org.roomprint.inbox.PublicHotel;
import org.roomprint.inbox.PublicInbox;
import org.roomprint.inbox.ReceiptStatus;
import org.roomprint.inbox.ShotLabel;
import org.roomprint.inbox.SpooledPhoto;
import org.roomprint.inbox.Submission;
import org.roomprint.inbox.SubmissionFacts;
import org.roomprint.inbox.SubmissionState;
import org.roomprint.inbox.SubmittedHotel;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class InboxTest {
  private static final Instant NOW = Instant.parse("2026-11-22T09:30:00Z");
  private static final String KEY = "3f0e6f8e-9d1c-4b57-9a46-0d7f5b1c2e3a";
  private static final SubmissionFacts FACTS =
      new SubmissionFacts(
          new SubmittedHotel.Known("h-1"),
          Optional.of("412"),
          Optional.of(YearMonth.of(2026, 10)),
          Optional.of(new Place(48.85123, 2.35456)),
          Optional.of("0123456789abcdef0123456789abcdef"),
          "es",
          Optional.empty());

  private final TestDatabase kind;
  @TempDir Path folder;
  private final Random random = new Random(20_261_122);
  private InboxSettings settings = InboxSettings.inFolder(Path.of("unused"));
  private PublicInbox inbox;
  private InboxIntake intake;
  private Instant now = NOW;

  @SuppressWarnings("NullAway.Init") // set before each test
  InboxTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() {
    settings =
        switch (kind.empty(folder.resolve("inbox").resolve("inbox.sqlite"))) {
          case Database.Sqlite _ -> InboxSettings.inFolder(folder.resolve("inbox"));
          case Database.PostgreSql(String url, String user, String password) ->
              new InboxSettings(
                  folder.resolve("inbox"),
                  Optional.of(url),
                  Optional.of(user),
                  Optional.of(password));
        };
    inbox = openPublic(new InboxLimits(10_000_000, 0, 10, Duration.ofDays(3)));
    intake = SqlInbox.openIntake(settings);
  }

  private PublicInbox openPublic(InboxLimits limits) {
    InstantSource clock = () -> now;
    return SqlInbox.openPublic(settings, limits, clock, random);
  }

  @AfterEach
  void close() {
    intake.close();
    inbox.close();
  }

  @Test
  void handsASubmissionOverOnlyWhenItIsWhole() throws IOException {
    byte[] one = picture(100_000);
    byte[] other = picture(70_000);
    OpenOutcome.Opened opened = begin(KEY, one, other);
    send(opened, 0, one);

    assertThat(inbox.complete(opened.submissionToken()))
        .isEqualTo(
            new CompletionOutcome.Incomplete(
                List.of(new CompletionOutcome.FaultyPhoto("photo-00001", PhotoFault.NOT_WHOLE))));
    assertThat(intake.list(SubmissionState.RECEIVED, 0, 10)).isEmpty();
    assertThat(intake.claim()).isEmpty();

    send(opened, 1, other);
    String receipt = receipt(opened);

    assertThat(receipt).matches("([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}");
    Submission submission = intake.list(SubmissionState.RECEIVED, 0, 10).getFirst();
    assertThat(submission.hotel()).contains(new SubmittedHotel.Known("h-1"));
    assertThat(submission.room()).contains("412");
    assertThat(submission.place()).contains(new Place(48.85123, 2.35456));
    assertThat(submission.receivedAt()).contains(NOW);
    assertThat(submission.takenMonth()).contains(YearMonth.of(2026, 10));
    assertThat(submission.photos())
        .extracting(AnnouncedPhoto::label)
        .containsExactly(ShotLabel.BED, ShotLabel.CARPET);
    assertThat(intake.photo(submission.submissionId(), "photo-00000")).contains(one);
    assertThat(intake.photo(submission.submissionId(), "photo-00001")).contains(other);
    assertThat(inbox.counts().open()).isZero();
  }

  @Test
  void givesTheSameAnswerToTheSameQuestion() throws IOException {
    byte[] one = picture(1_000);
    OpenOutcome.Opened opened = begin(KEY, one);
    assertThat(begin(KEY, one)).isEqualTo(opened);
    assertThat(inbox.open(KEY, FACTS, List.of(announce(0, picture(999)))))
        .isInstanceOf(OpenOutcome.OtherContent.class);
    assertThat(inbox.counts().open()).isEqualTo(1);

    send(opened, 0, one);
    String receipt = receipt(opened);
    assertThat(inbox.complete(opened.submissionToken()))
        .isEqualTo(new CompletionOutcome.ReceiptGiven());
    assertThat(inbox.complete(opened.submissionToken(), Optional.of(KEY)))
        .isEqualTo(new CompletionOutcome.Completed(receipt));
    assertThat(
            ((OpenOutcome.Opened) inbox.open(KEY, FACTS, List.of(announce(0, one))))
                .submissionToken())
        .isEqualTo(opened.submissionToken());
    assertThat(intake.list(SubmissionState.RECEIVED, 0, 10)).hasSize(1);
  }

  @Test
  void goesOnWhereASenderBrokeOff() throws IOException {
    byte[] one = picture(200_000);
    OpenOutcome.Opened opened = begin(KEY, one);
    String token = opened.uploads().getFirst().uploadToken();

    assertThatThrownBy(() -> inbox.append(token, 0, breaking(one, 130_000), Optional.empty()))
        .isInstanceOf(IOException.class);
    assertThat(inbox.upload(token).orElseThrow().offset()).isEqualTo(130_000);
    assertThat(inbox.append(token, 0, new ByteArrayInputStream(one), Optional.empty()))
        .isInstanceOf(AppendOutcome.WrongOffset.class);

    reopen();
    byte[] rest = Arrays.copyOfRange(one, 130_000, one.length);
    assertThat(inbox.append(token, 130_000, new ByteArrayInputStream(rest), Optional.empty()))
        .isInstanceOf(AppendOutcome.Appended.class);
    receipt(opened);
    assertThat(intake.photo(intake.claim().orElseThrow().submissionId(), "photo-00000"))
        .contains(one);
  }

  @Test
  void keepsAllOrNothingOfBytesThatHaveADigest() throws IOException {
    byte[] one = picture(100_000);
    OpenOutcome.Opened opened = begin(KEY, one);
    String token = opened.uploads().getFirst().uploadToken();
    ExpectedDigest right = new ExpectedDigest("SHA-256", Digests.sha256().digest(one));
    byte[] changed = one.clone();
    changed[50_000]++;

    assertThat(inbox.append(token, 0, new ByteArrayInputStream(changed), Optional.of(right)))
        .isEqualTo(new AppendOutcome.WrongDigest());
    assertThat(inbox.upload(token).orElseThrow().offset()).isZero();
    assertThatThrownBy(() -> inbox.append(token, 0, breaking(one, 90_000), Optional.of(right)))
        .isInstanceOf(IOException.class);
    assertThat(inbox.upload(token).orElseThrow().offset()).isZero();
    assertThat(inbox.append(token, 0, new ByteArrayInputStream(one), Optional.of(right)))
        .isInstanceOf(AppendOutcome.Appended.class);
  }

  @Test
  void refusesMoreBytesThanWereAnnounced() throws IOException {
    byte[] one = picture(100_000);
    OpenOutcome.Opened opened = begin(KEY, one);
    String token = opened.uploads().getFirst().uploadToken();

    InputStream more = new ByteArrayInputStream(Arrays.copyOf(one, one.length + 1));
    assertThat(inbox.append(token, 0, more, Optional.empty()))
        .isEqualTo(new AppendOutcome.TooMany());
    assertThat(inbox.upload(token).orElseThrow().offset()).isZero();
  }

  @Test
  void cutsAnOlderSenderOffWhenANewOneComes() throws IOException {
    byte[] one = picture(100_000);
    OpenOutcome.Opened opened = begin(KEY, one);
    String token = opened.uploads().getFirst().uploadToken();
    InputStream hanging =
        new SequenceInputStream(
            new ByteArrayInputStream(one, 0, 40_000),
            new InputStream() {
              @Override
              public int read() {
                throw new UnsupportedOperationException();
              }

              @Override
              public int read(byte[] into, int from, int count) {
                // While this request waits for its next bytes, the sender comes back.
                assertThat(inbox.upload(token).orElseThrow().offset()).isEqualTo(40_000);
                System.arraycopy(one, 40_000, into, from, 10);
                return 10;
              }
            });

    assertThat(inbox.append(token, 0, hanging, Optional.empty()))
        .isEqualTo(new AppendOutcome.CutOff());
    assertThat(inbox.upload(token).orElseThrow().offset()).isEqualTo(40_000);
  }

  @Test
  void throwsAwayAPhotoThatIsNotAsAnnouncedAndTakesItAgain() throws IOException {
    byte[] one = picture(50_000);
    byte[] changed = one.clone();
    changed[25_000]++;
    OpenOutcome.Opened opened = begin(KEY, one);
    send(opened, 0, changed);

    assertThat(faults(opened)).containsExactly(PhotoFault.WRONG_SHA256);
    send(opened, 0, one);
    receipt(opened);
  }

  @Test
  void takesNothingThatDoesNotBeginLikeAPicture() throws IOException {
    byte[] page = "<html>no picture</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    byte[] one = picture(5_000);
    OpenOutcome.Opened opened = begin(KEY, page, one);
    send(opened, 0, page);
    send(opened, 1, one);

    assertThat(faults(opened)).containsExactly(PhotoFault.NOT_A_PICTURE);
    assertThat(inbox.terminate(opened.uploads().getFirst().uploadToken())).isTrue();
    receipt(opened);
    assertThat(intake.claim().orElseThrow().photos()).hasSize(1);
    assertThat(files()).hasSize(1);
  }

  @Test
  void endsASubmissionWithItsLastPhoto() throws IOException {
    OpenOutcome.Opened opened = begin(KEY, picture(10));
    String token = opened.uploads().getFirst().uploadToken();

    assertThat(inbox.terminate(token)).isTrue();
    assertThat(inbox.terminate(token)).isFalse();
    assertThat(inbox.upload(token)).isEmpty();
    assertThat(inbox.complete(opened.submissionToken()))
        .isEqualTo(new CompletionOutcome.NoSubmission());
    assertThat(inbox.counts().open()).isZero();
    assertThat(inbox.counts().reservedBytes()).isZero();
  }

  @Test
  void tellsTheStateToWhoeverHasTheReceiptHoweverItIsWritten() throws IOException {
    String receipt = submit(KEY, picture(10));

    assertThat(inbox.lookUp(receipt.toLowerCase(java.util.Locale.ROOT).replace("-", " ")))
        .contains(new ReceiptStatus(SubmissionState.RECEIVED, 1, YearMonth.of(2026, 11)));
    assertThat(inbox.lookUp("0000-0000-0000-0000")).isEmpty();
    assertThat(inbox.lookUp("' OR 1=1 --")).isEmpty();
    Submission claimed = intake.claim().orElseThrow();
    assertThat(inbox.lookUp(receipt).orElseThrow().state()).isEqualTo(SubmissionState.IN_REVIEW);
    assertThat(
            intake.move(
                claimed.submissionId(), SubmissionState.IN_REVIEW, SubmissionState.ACCEPTED))
        .isTrue();
    assertThat(inbox.lookUp(receipt).orElseThrow().state()).isEqualTo(SubmissionState.ACCEPTED);
  }

  @Test
  void withdrawsAtOnceWhatNobodyClaimed() throws IOException {
    String receipt = submit(KEY, picture(10));

    assertThat(inbox.withdraw(receipt).orElseThrow().state()).isEqualTo(SubmissionState.WITHDRAWN);
    assertThat(inbox.withdraw(receipt).orElseThrow().state()).isEqualTo(SubmissionState.WITHDRAWN);
    assertThat(intake.claim()).isEmpty();
    assertThat(intake.withdrawn(10)).isEmpty();
    assertThat(files()).isEmpty();
    assertThat(inbox.counts().reservedBytes()).isZero();
  }

  @Test
  void tellsTheTrustedSideWhatWasWithdrawnAfterItWasClaimed() throws IOException {
    String receipt = submit(KEY, picture(10));
    String id = intake.claim().orElseThrow().submissionId();

    inbox.withdraw(receipt);

    assertThat(intake.move(id, SubmissionState.IN_REVIEW, SubmissionState.ACCEPTED)).isFalse();
    assertThat(intake.withdrawn(10)).extracting(Submission::submissionId).containsExactly(id);
    intake.forget(id);
    assertThat(intake.withdrawn(10)).isEmpty();
    assertThat(inbox.lookUp(receipt).orElseThrow().state()).isEqualTo(SubmissionState.WITHDRAWN);
    assertThat(files()).isEmpty();
  }

  @Test
  void forgetsWhatWasUsed() throws IOException {
    String receipt = submit(KEY, picture(10));
    String id = intake.claim().orElseThrow().submissionId();

    intake.dropPlaceAndDay(id);
    Submission dropped = intake.find(id).orElseThrow();
    assertThat(dropped.place()).isEmpty();
    assertThat(dropped.receivedAt()).isEmpty();
    assertThat(dropped.receivedMonth()).isEqualTo(YearMonth.of(2026, 11));
    assertThat(intake.ofDevice(dropped.deviceHash().orElseThrow(), 10)).hasSize(1);

    intake.forget(id);
    intake.forget(id);
    Submission forgotten = intake.find(id).orElseThrow();
    assertThat(forgotten.hotel()).isEmpty();
    assertThat(forgotten.room()).isEmpty();
    assertThat(forgotten.deviceHash()).isEmpty();
    assertThat(intake.photo(id, "photo-00000")).isEmpty();
    assertThat(files()).isEmpty();
    assertThat(inbox.counts().reservedBytes()).isZero();
    assertThat(inbox.lookUp(receipt).orElseThrow().photos()).isEqualTo(1);
  }

  @Test
  void handsOutTheOldestFirstAndEachOnce() throws IOException {
    submit(UUID.nameUUIDFromBytes(new byte[] {1}).toString(), picture(10));
    submit(UUID.nameUUIDFromBytes(new byte[] {2}).toString(), picture(20));

    Submission first = intake.claim().orElseThrow();
    Submission second = intake.claim().orElseThrow();
    assertThat(first.number()).isLessThan(second.number());
    assertThat(first.photos().getFirst().bytes()).isEqualTo(10);
    assertThat(intake.claim()).isEmpty();
  }

  @Test
  void handsEachOutOnceToDrainsThatAskAtOnce() throws Exception {
    int submissions = 12;
    for (int i = 0; i < submissions; i++) {
      submit(UUID.nameUUIDFromBytes(new byte[] {(byte) i}).toString(), picture(10));
    }
    List<Long> claimed = new ArrayList<>();
    try (InboxIntake other = SqlInbox.openIntake(settings);
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<List<Long>>> claiming = new ArrayList<>();
      CyclicBarrier start = new CyclicBarrier(4);
      for (InboxIntake one : List.of(intake, other, intake, other)) {
        claiming.add(
            threads.submit(() -> {
              start.await();
              List<Long> mine = new ArrayList<>();
              for (Optional<Submission> next = one.claim(); next.isPresent(); next = one.claim()) {
                mine.add(next.get().number());
              }
              return mine;
            }));
      }
      for (Future<List<Long>> one : claiming) {
        claimed.addAll(one.get());
      }
    }
    assertThat(claimed).hasSize(submissions).doesNotHaveDuplicates();
  }

  @Test
  void forgetsWhatWasNeverCompleted() throws IOException {
    byte[] one = picture(10_000);
    OpenOutcome.Opened opened = begin(KEY, one);
    send(opened, 0, one);
    String other = submit("0b8dd6a6-54dc-4c06-9d8c-3dbb2de0f2f3", picture(10));

    now = NOW.plus(Duration.ofDays(3)).plusSeconds(1);
    assertThat(inbox.expire()).isEqualTo(1);

    assertThat(inbox.upload(opened.uploads().getFirst().uploadToken())).isEmpty();
    assertThat(inbox.counts().open()).isZero();
    assertThat(files()).hasSize(1);
    assertThat(inbox.lookUp(other)).isPresent();
  }

  @Test
  void takesNoMoreThanItsLimits() {
    begin(KEY, picture(10));
    assertThatThrownBy(() ->
            inbox.open(
                "0b8dd6a6-54dc-4c06-9d8c-3dbb2de0f2f3", FACTS, List.of(announced(9_999_991))))
        .isInstanceOf(InboxFullException.class);
    for (int i = 1; i < 10; i++) {
      begin(UUID.nameUUIDFromBytes(new byte[] {(byte) i}).toString(), picture(10));
    }
    assertThatThrownBy(() -> begin("0b8dd6a6-54dc-4c06-9d8c-3dbb2de0f2f3", picture(10)))
        .isInstanceOf(InboxFullException.class);
    reopenWith(new InboxLimits(10_000_000, Long.MAX_VALUE / 2, 100, Duration.ofDays(3)));
    assertThatThrownBy(() -> begin("0b8dd6a6-54dc-4c06-9d8c-3dbb2de0f2f3", picture(10)))
        .isInstanceOf(InboxFullException.class);
  }

  @Test
  void adoptsAPhotoWhoseLengthIsKnownOnlyAtItsEnd() throws IOException {
    byte[] one = picture(100_000);
    try (SpooledPhoto spooled = inbox.spool()) {
      spooled.write(one, 0, one.length);
      assertThat(spooled.sha256()).isEqualTo(Digests.sha256Hex(one));
      OpenOutcome.Opened opened = begin(KEY, one);
      assertThat(inbox.adopt(opened.uploads().getFirst().uploadToken(), spooled)).isTrue();
      receipt(opened);
    }
    assertThat(intake.photo(intake.claim().orElseThrow().submissionId(), "photo-00000"))
        .contains(one);
    inbox.spool().write(one, 0, one.length); // and never closed
    reopen();
    assertThat(files()).hasSize(1);
  }

  @Test
  void isOpenForReceivingInOneProcessOnly() {
    assertThatThrownBy(() -> openPublic(InboxLimits.defaults()))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void findsPublishedHotelsByNameAndPlace() {
    List<PublicHotel> hotels =
        List.of(
            hotel("a", "Hôtel de la Gare", "Genève", 46.2101, 6.1425),
            hotel("b", "Gare Inn", "Lyon", 45.7606, 4.8600),
            hotel("c", "Taveuni West", "Fiji", -16.8, 179.999),
            hotel("d", "Taveuni East", "Fiji", -16.8, -179.999),
            new PublicHotel("e", "Nowhere", Optional.empty(), Optional.empty(), Optional.empty()));
    assertThat(intake.publishHotels(hotels.iterator())).isEqualTo(5);

    assertThat(names(inbox.hotels().named("GARE geneve"))).containsExactly("a");
    assertThat(names(inbox.hotels().named("gar"))).containsExactly("b", "a");
    assertThat(inbox.hotels().named("%' OR 1=1")).isEmpty();
    assertThat(names(inbox.hotels().near(new Place(46.21, 6.14)))).containsExactly("a");
    assertThat(names(inbox.hotels().near(new Place(-16.8, 179.9999)))).containsExactly("c", "d");
    assertThat(
            inbox.hotels().near(new Place(-16.8, 179.9999)).getFirst().distanceMetres().orElse(0))
        .isBetween(50.0, 150.0);
    assertThat(inbox.hotels().near(new Place(90, 0))).isEmpty();
    assertThat(inbox.hotels().contains("e")).isTrue();

    intake.publishHotels(hotels.subList(1, 2).iterator());
    assertThat(names(inbox.hotels().named("gare"))).containsExactly("b");
    assertThat(inbox.hotels().contains("e")).isFalse();
    intake.publishHotels(List.<PublicHotel>of().iterator());
    assertThat(inbox.hotels().named("gare")).isEmpty();
  }

  @Test
  void publishesManyHotelsAndFindsTheNearest() {
    List<PublicHotel> many =
        IntStream.range(0, 1_234)
            .mapToObj(i -> hotel("h-" + i, "Hotel " + i, "Town", 40 + i * 0.001, 3))
            .toList();
    intake.publishHotels(many.iterator());
    intake.publishHotels(many.iterator());

    assertThat(names(inbox.hotels().near(new Place(40.5, 3))))
        .hasSize(20)
        .startsWith("h-500")
        .contains("h-490", "h-509");
  }

  @Test
  void knowsPartnersByTheirPublishedKeysAlone() {
    ApiKeySecret partner = ApiKeySecret.make(random);
    ApiKeySecret brief = ApiKeySecret.make(random);
    ApiKeySecret other = ApiKeySecret.make(random);
    intake.publishPartnerKeys(
        List.of(
            published(partner, Optional.empty()),
            published(brief, Optional.of(NOW.plusSeconds(60)))));

    assertThat(inbox.partnerOf(partner.reveal()))
        .isEqualTo(new PartnerOutcome.Partner(partner.keyId()));
    assertThat(inbox.partnerOf(brief.reveal()))
        .isEqualTo(new PartnerOutcome.Partner(brief.keyId()));
    assertThat(inbox.partnerOf(other.reveal())).isEqualTo(refused(KeyRefusal.UNKNOWN_KEY));
    assertThat(inbox.partnerOf(partner.reveal().replace('_', '-')))
        .isEqualTo(refused(KeyRefusal.MALFORMED_KEY));
    String secretOfAnother = partner.reveal().substring(0, 16) + other.reveal().substring(16);
    assertThat(inbox.partnerOf(secretOfAnother)).isEqualTo(refused(KeyRefusal.UNKNOWN_KEY));
    assertThat(inbox.partnerOf(" ")).isEqualTo(refused(KeyRefusal.NO_KEY));
    now = NOW.plusSeconds(60);
    assertThat(inbox.partnerOf(brief.reveal())).isEqualTo(refused(KeyRefusal.EXPIRED_KEY));
    intake.publishPartnerKeys(List.of());
    assertThat(inbox.partnerOf(partner.reveal())).isEqualTo(refused(KeyRefusal.UNKNOWN_KEY));
  }

  private static PartnerKey published(ApiKeySecret secret, Optional<Instant> expires) {
    return new PartnerKey(secret.keyId(), secret.hash(), NOW, expires);
  }

  private static PartnerOutcome refused(KeyRefusal reason) {
    return new PartnerOutcome.Refused(reason);
  }

  /**
   * An inbox that is there goes on being used: a migration whose number, script or content became
   * another one would be refused.
   */
  @Test
  void itsTablesHaveTheHistoryOfEveryInboxThatThereIs() {
    DatabaseConnections connections =
        DatabaseConnections.open(settings.database(), InboxDatabase.SCHEMA);
    List<String> history =
        connections
            .reader()
            .withHandle(handle ->
                handle
                    .createQuery(
                        "SELECT version, script, checksum FROM schema_version"
                            + " WHERE version IS NOT NULL ORDER BY installed_rank")
                    .map((row, _) ->
                        row.getString("version")
                            + " "
                            + row.getString("script")
                            + " "
                            + row.getInt("checksum"))
                    .list());
    connections.close();

    assertThat(history)
        .startsWith("1 V1__inbox.sql 49845712", "2 V2__senders_and_room.sql 1913173470");
  }

  private static List<String> names(List<HotelList.Found> found) {
    return found.stream().map(one -> one.hotel().hotelId()).toList();
  }

  private static PublicHotel hotel(String id, String name, String town, double lat, double lon) {
    return new PublicHotel(
        id, name, Optional.of(town), Optional.empty(), Optional.of(new Place(lat, lon)));
  }

  private void reopen() {
    reopenWith(new InboxLimits(10_000_000, 0, 10, Duration.ofDays(3)));
  }

  private void reopenWith(InboxLimits limits) {
    inbox.close();
    inbox = openPublic(limits);
  }

  private String submit(String key, byte[] picture) throws IOException {
    OpenOutcome.Opened opened = begin(key, picture);
    send(opened, 0, picture);
    return receipt(opened);
  }

  private OpenOutcome.Opened begin(String key, byte[]... pictures) {
    List<AnnouncedPhoto> photos =
        IntStream.range(0, pictures.length).mapToObj(i -> announce(i, pictures[i])).toList();
    return (OpenOutcome.Opened) inbox.open(key, FACTS, photos);
  }

  private static AnnouncedPhoto announce(int number, byte[] picture) {
    return new AnnouncedPhoto(
        "photo-0000" + number,
        number == 0 ? ShotLabel.BED : ShotLabel.CARPET,
        picture.length,
        Digests.sha256Hex(picture),
        false);
  }

  private static AnnouncedPhoto announced(long bytes) {
    return new AnnouncedPhoto("photo-00000", ShotLabel.BED, bytes, "0".repeat(64), false);
  }

  @Test
  void roomThatIsNotFilledIsGivenBackWithinMinutes() throws IOException {
    reopenWith(
        new InboxLimits(1_000_000, 0, 10, Duration.ofDays(3), 1_000_000, Duration.ofMinutes(10)));
    byte[] one = picture(400_000);
    byte[] other = picture(400_000);
    OpenOutcome.Opened empty = open(1, picture(300_000), "a");
    OpenOutcome.Opened half = open(2, one, "b");
    inbox.append(
        half.uploads().getFirst().uploadToken(),
        0,
        new ByteArrayInputStream(one, 0, 100_000),
        Optional.empty());
    assertThatThrownBy(() -> open(3, other, "c")).isInstanceOf(InboxFullException.class);

    now = now.plus(Duration.ofMinutes(2));
    OpenOutcome.Opened third = open(3, other, "c"); // whoever was silent for a minute makes way
    assertThat(inbox.counts().reservedBytes()).isEqualTo(500_000);
    assertThat(inbox.upload(empty.uploads().getFirst().uploadToken())).isEmpty();
    assertThat(inbox.upload(half.uploads().getFirst().uploadToken()).orElseThrow().offset())
        .isEqualTo(100_000);

    now = now.plus(Duration.ofMinutes(11));
    assertThat(inbox.expire()).isEqualTo(1);
    assertThat(inbox.upload(third.uploads().getFirst().uploadToken())).isEmpty();
    assertThat(inbox.counts().reservedBytes()).isEqualTo(100_000);

    now = now.plus(Duration.ofDays(1));
    inbox.append(
        half.uploads().getFirst().uploadToken(),
        100_000,
        new ByteArrayInputStream(one, 100_000, 300_000),
        Optional.empty());
    assertThat(inbox.counts().reservedBytes()).isEqualTo(400_000);
    assertThat(receipt(half)).isNotEmpty();
    assertThat(inbox.counts().open()).isZero();
  }

  @Test
  void aSenderTakesNoMoreThanItsShareAndIsForgottenAfterTheNextDay() throws IOException {
    reopenWith(
        new InboxLimits(10_000_000, 0, 10, Duration.ofDays(3), 500_000, Duration.ofMinutes(10)));
    byte[] one = picture(300_000);
    OpenOutcome.Opened first = open(1, one, "a");
    assertThatThrownBy(() -> open(2, picture(300_000), "a")).isInstanceOf(InboxFullException.class);
    OpenOutcome.Opened other = open(3, picture(300_000), "b");
    send(first, 0, one);
    receipt(first);
    assertThatThrownBy(() -> open(4, picture(300_000), "a")).isInstanceOf(InboxFullException.class);
    byte[] small = picture(1_000);
    OpenOutcome.Opened more = open(5, small, "a");
    send(more, 0, small);
    receipt(more);
    List<Submission> all = intake.list(SubmissionState.RECEIVED, 0, 10);
    assertThat(intake.ofSender(all.getFirst().submissionId(), 10))
        .extracting(Submission::submissionId)
        .containsExactly(all.getLast().submissionId());
    assertThat(inbox.terminate(other.uploads().getFirst().uploadToken())).isTrue();

    now = now.plus(Duration.ofDays(2));
    inbox.expire();
    assertThat(intake.ofSender(all.getFirst().submissionId(), 10)).isEmpty();
  }

  private OpenOutcome.Opened open(int key, byte[] picture, String network) {
    return (OpenOutcome.Opened)
        inbox.open(
            new UUID(0, key).toString(),
            FACTS,
            List.of(announce(0, picture)),
            Optional.of(network));
  }

  private void send(OpenOutcome.Opened opened, int number, byte[] picture) throws IOException {
    assertThat(
            inbox.append(
                opened.uploads().get(number).uploadToken(),
                0,
                new ByteArrayInputStream(picture),
                Optional.empty()))
        .isInstanceOf(AppendOutcome.Appended.class);
  }

  private String receipt(OpenOutcome.Opened opened) {
    return switch (inbox.complete(opened.submissionToken())) {
      case CompletionOutcome.Completed(String receipt) -> receipt;
      case CompletionOutcome.Incomplete(List<CompletionOutcome.FaultyPhoto> photos) ->
          throw new AssertionError("not complete: " + photos);
      case CompletionOutcome.ReceiptGiven _ -> throw new AssertionError("given before");
      case CompletionOutcome.NoSubmission _ -> throw new AssertionError("no submission");
    };
  }

  private List<PhotoFault> faults(OpenOutcome.Opened opened) {
    return ((CompletionOutcome.Incomplete) inbox.complete(opened.submissionToken()))
        .photos().stream().map(CompletionOutcome.FaultyPhoto::fault).toList();
  }

  private static InputStream breaking(byte[] bytes, int after) {
    return new SequenceInputStream(
        new ByteArrayInputStream(bytes, 0, after),
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }

          @Override
          public int read(byte[] into, int from, int count) throws IOException {
            throw new IOException("connection reset");
          }
        });
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("inbox").resolve("uploads"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** Bytes that begin like a JPEG. */
  private byte[] picture(int bytes) {
    byte[] picture = new byte[bytes];
    random.nextBytes(picture);
    byte[] head = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0};
    System.arraycopy(head, 0, picture, 0, head.length);
    return picture;
  }
}
