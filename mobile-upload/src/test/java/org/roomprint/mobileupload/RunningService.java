package org.roomprint.mobileupload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.roomprint.base.Place;
import org.roomprint.base.configuration.Settings;
import org.roomprint.inbox.InboxIntake;
import org.roomprint.inbox.InboxSettings;
import org.roomprint.inbox.PublicHotel;
import org.roomprint.inbox.sql.SqlInbox;

/** A service in this process on a free port, its inbox, and the trusted side of that. */
final class RunningService implements AutoCloseable {
  final ReceivingService service;
  final InboxIntake intake;
  final Phone phone;
  final String address;

  /**
   * Starts it.
   *
   * @param lines of section {@code mobile} of the configuration
   */
  RunningService(Path folder, String... lines) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("roomprint.conf"), "mobile {\n" + String.join("\n", lines) + "\n}\n");
    MobileSettings settings =
        Settings.load(file, Map.of()).read("mobile", MobileSettings.defaults()).withPort(0);
    InboxSettings inbox = InboxSettings.inFolder(folder.resolve("inbox"));
    service = new ReceivingService(inbox, settings, Clock.systemUTC());
    intake = SqlInbox.openIntake(inbox);
    intake.publishHotels(
        List.of(
                new PublicHotel(
                    "h-1",
                    "Hôtel <Étoile> & Co",
                    Optional.of("Lyon"),
                    Optional.of("FR"),
                    Optional.of(new Place(45.7606, 4.86))),
                new PublicHotel(
                    "h-2", "Gare Inn", Optional.of("Lyon"), Optional.empty(), Optional.empty()))
            .iterator());
    address = "http://127.0.0.1:" + service.port();
    phone = new Phone(address);
  }

  @Override
  public void close() {
    phone.close();
    intake.close();
    service.close();
  }
}
