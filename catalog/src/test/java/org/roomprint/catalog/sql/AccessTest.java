package org.roomprint.catalog.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.roomprint.base.keys.KeyRefusal;
import org.roomprint.base.sql.TestDatabase;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.access.AccessControl;
import org.roomprint.catalog.access.AccessDecision;
import org.roomprint.catalog.access.AccessDecision.NotAuthenticated;
import org.roomprint.catalog.access.Action;
import org.roomprint.catalog.access.ApiKey;
import org.roomprint.catalog.access.CaseReference;
import org.roomprint.catalog.access.Justification;
import org.roomprint.catalog.access.NewApiKey;
import org.roomprint.catalog.access.Purpose;
import org.roomprint.catalog.access.Role;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class AccessTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  private final TestDatabase database;
  @TempDir Path folder;
  private Catalog catalog;
  private AccessControl access;
  private Instant now = NOW;

  AccessTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void open() {
    catalog = SqlCatalog.open(Samples.configuration(database, folder), Samples.CLOCK);
    access = new AccessControl(catalog.apiKeys(), () -> now, new Random(4711));
  }

  @AfterEach
  void close() {
    if (catalog != null) {
      catalog.close();
    }
  }

  @Test
  void grantsASearchToAnInvestigatorWithCaseAndPurpose() {
    NewApiKey made = access.makeKey("unit 7", Set.of(Role.INVESTIGATOR), Optional.empty());

    AccessDecision decision =
        access.decide(Optional.of(made.secret().reveal()), Action.SEARCH_HOTELS);

    assertThat(decision).isEqualTo(new AccessDecision.Granted(made.key()));
    assertThat(Justification.of(Optional.of("2026-HT/0417"), Optional.of("  identify the hotel ")))
        .isEqualTo(
            new Justification(
                new CaseReference("2026-HT/0417"), new Purpose("identify the hotel")));
  }

  @Test
  void refusesASearchWithoutAProperCaseOrPurpose() {
    assertThat(refusal(Optional.empty(), Optional.empty())).contains("both");
    assertThat(refusal(Optional.of("A-1"), Optional.empty())).contains("both");
    assertThat(refusal(Optional.empty(), Optional.of("because"))).contains("both");
    assertThat(refusal(Optional.of("A-1"), Optional.of("   "))).contains("purpose");
    assertThat(refusal(Optional.of("A-1"), Optional.of("x".repeat(501)))).contains("500");
    assertThat(refusal(Optional.of(" "), Optional.of("because"))).contains("case reference");
    assertThat(refusal(Optional.of("a\nb"), Optional.of("why"))).contains("case reference");
    assertThat(refusal(Optional.of("x".repeat(65)), Optional.of("why"))).contains("64");
  }

  private static String refusal(Optional<String> reference, Optional<String> purpose) {
    return String.valueOf(
        catchThrowableOfType(
                IllegalArgumentException.class, () -> Justification.of(reference, purpose))
            .getMessage());
  }

  @Test
  void refusesKeysThatAreMissingMalformedUnknownExpiredOrRevoked() {
    NewApiKey made =
        access.makeKey("a", Set.of(Role.OPERATOR), Optional.of(NOW.plus(Duration.ofHours(1))));
    String text = made.secret().reveal();
    char last = text.charAt(text.length() - 1);
    String otherSecret = text.substring(0, text.length() - 1) + (last == 'A' ? 'B' : 'A');

    assertThat(reason(Optional.empty())).isEqualTo(KeyRefusal.NO_KEY);
    assertThat(reason(Optional.of(" "))).isEqualTo(KeyRefusal.NO_KEY);
    assertThat(reason(Optional.of("password"))).isEqualTo(KeyRefusal.MALFORMED_KEY);
    assertThat(reason(Optional.of(otherSecret))).isEqualTo(KeyRefusal.UNKNOWN_KEY);
    assertThat(reason(Optional.of("rp_000000000000_" + "A".repeat(43))))
        .isEqualTo(KeyRefusal.UNKNOWN_KEY);

    assertThat(access.decide(Optional.of(text), Action.VIEW_STATUS))
        .isInstanceOf(AccessDecision.Granted.class);
    now = NOW.plus(Duration.ofHours(1));
    assertThat(reason(Optional.of(text))).isEqualTo(KeyRefusal.EXPIRED_KEY);
    now = NOW;
    assertThat(access.revokeKey(made.key().keyId())).isTrue();
    assertThat(access.revokeKey(made.key().keyId())).isFalse();
    assertThat(reason(Optional.of(text))).isEqualTo(KeyRefusal.REVOKED_KEY);
  }

  private KeyRefusal reason(Optional<String> presented) {
    AccessDecision decision = access.decide(presented, Action.VIEW_STATUS);
    assertThat(decision).isInstanceOf(NotAuthenticated.class);
    return ((NotAuthenticated) decision).reason();
  }

  @Test
  void permitsEachRoleWhatItsTableSaysAndNothingElse() {
    for (Role role : Role.values()) {
      String key = makeKey(role);
      for (Action action : Action.values()) {
        AccessDecision decision = access.decide(Optional.of(key), action);
        if (role.permitted().contains(action)) {
          assertThat(decision).isInstanceOf(AccessDecision.Granted.class);
        } else {
          assertThat(decision).isInstanceOf(AccessDecision.NotPermitted.class);
        }
      }
    }
    assertThat(Role.OPERATOR.permitted()).noneMatch(Action::isSearch);
    assertThat(Role.REVIEWER.permitted()).containsExactly(Action.VIEW_AUDIT);
    assertThat(Role.OPERATOR.permitted()).doesNotContain(Action.VIEW_AUDIT);
    assertThat(Role.INVESTIGATOR.permitted())
        .doesNotContain(Action.VIEW_AUDIT, Action.MANAGE_CATALOG, Action.MANAGE_KEYS);
    assertThat(Role.ANALYST.permitted())
        .doesNotContain(Action.VIEW_AUDIT, Action.MANAGE_CATALOG, Action.MANAGE_KEYS);
    EnumSet<Action> permitted = EnumSet.noneOf(Action.class);
    Arrays.stream(Role.values()).forEach(role -> permitted.addAll(role.permitted()));
    assertThat(permitted)
        .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(Action.PRESENT_KEY)));
  }

  @Test
  void keepsKeysButNeverTheirSecrets() throws Exception {
    NewApiKey made =
        access.makeKey("unit", Set.of(Role.ANALYST, Role.INVESTIGATOR), Optional.empty());
    String text = made.secret().reveal();
    String random = text.substring(text.lastIndexOf('_', 16) + 1);

    assertThat(catalog.apiKeys().find(made.key().keyId()).orElseThrow().key())
        .isEqualTo(made.key());
    assertThat(catalog.apiKeys().list(Optional.empty(), 10).items()).containsExactly(made.key());
    assertThat(made.toString()).doesNotContain(random);
    catalog.close();
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      for (Path file : all) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .doesNotContain(random);
      }
    }
  }

  @Test
  void makesADifferentKeyEachTime() {
    assertThat(makeKey(Role.ANALYST)).isNotEqualTo(makeKey(Role.ANALYST));
    assertThatThrownBy(() -> access.makeKey("x", Set.of(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("role");
    ApiKey anyKey = access.makeKey("x", Set.of(Role.ANALYST), Optional.empty()).key();
    assertThat(anyKey.created()).isEqualTo(NOW);
  }

  private String makeKey(Role role) {
    return access.makeKey("test", Set.of(role), Optional.empty()).secret().reveal();
  }
}
