package org.roomprint.indexer.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.CatalogConfiguration;
import org.roomprint.catalog.access.AccessControl;
import org.roomprint.catalog.access.NewApiKey;
import org.roomprint.catalog.access.Role;
import org.roomprint.catalog.hotel.Hotel;
import org.roomprint.catalog.sql.SqlCatalog;
import org.roomprint.inbox.InboxIntake;
import org.roomprint.inbox.InboxLimits;
import org.roomprint.inbox.InboxSettings;
import org.roomprint.inbox.PartnerOutcome;
import org.roomprint.inbox.PublicInbox;
import org.roomprint.inbox.sql.SqlInbox;

class PublicationTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-30T06:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path folder;

  @Test
  void publishesHotelsAndTheKeysOfPartnersThatAreStillValidAndNoOthers() {
    Random random = new Random(20_261_130);
    InboxSettings settings = InboxSettings.inFolder(folder.resolve("inbox"));
    try (Catalog catalog =
            SqlCatalog.open(CatalogConfiguration.inFolder(folder.resolve("catalog")), CLOCK);
        PublicInbox inbox = SqlInbox.openPublic(settings, InboxLimits.defaults(), CLOCK, random);
        InboxIntake intake = SqlInbox.openIntake(settings)) {
      AccessControl access = new AccessControl(catalog.apiKeys(), CLOCK, random);
      Optional<Instant> tomorrow = Optional.of(CLOCK.instant().plus(Duration.ofDays(1)));
      NewApiKey partner = access.makeKey("A chain", Set.of(Role.PARTNER), tomorrow);
      NewApiKey revoked = access.makeKey("Another", Set.of(Role.PARTNER), tomorrow);
      NewApiKey operator = access.makeKey("Operator", Set.of(Role.OPERATOR), tomorrow);
      access.revokeKey(revoked.key().keyId());
      catalog.write(writer -> writer.putHotel(Hotel.of("h1", "Hotel Aurora", "test")));

      assertThat(Publication.publish(catalog, intake)).isEqualTo(1);

      assertThat(inbox.partnerOf(partner.secret().reveal()))
          .isEqualTo(new PartnerOutcome.Partner(partner.key().keyId()));
      assertThat(inbox.partnerOf(revoked.secret().reveal()))
          .isInstanceOf(PartnerOutcome.Refused.class);
      assertThat(inbox.partnerOf(operator.secret().reveal()))
          .isInstanceOf(PartnerOutcome.Refused.class);
      assertThat(inbox.hotels().contains("h1")).isTrue();
    }
  }
}
