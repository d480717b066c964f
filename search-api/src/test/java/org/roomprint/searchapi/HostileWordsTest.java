package org.roomprint.searchapi;

import static org.roomprint.searchapi.SampleService.SAMPLE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.catalog.access.Role;
import org.roomprint.inbox.InboxLimits;
import org.roomprint.inbox.InboxSettings;
import org.roomprint.inbox.PublicInbox;
import org.roomprint.inbox.SubmittedHotel;
import org.roomprint.inbox.sql.SqlInbox;
import org.roomprint.indexer.cli.RoomprintCommand;

/**
 * Markup and scripts in every field that a list, an ad or the public can fill: the pages show them
 * as letters, and none runs.
 */
class HostileWordsTest {
  /** Ends an attribute, an element, a script and a comment. */
  private static final String WORDS =
      "'><img src=x onerror='document.body.dataset.ran=1'></script><svg onload=window.ran=1>-->";

  @TempDir private Path folder;

  /** The field's name comes first, so that the page can be asked which one it shows. */
  private static String words(String field) {
    return field + WORDS;
  }

  @Test
  void areLettersOnEveryPage() throws Exception {
    BrowserScript script = BrowserScript.named("hostile-words.e2e.mjs");
    Path data = folder.resolve("data");
    Path photo = SAMPLE.resolve("photos/h01/r1/1.jpg");
    Files.copy(photo, folder.resolve("1.jpg"));
    write(
        data,
        "hotels",
        "hotels.csv",
        """
        hotel_id,name,chain,latitude,longitude,country,city,address
        h01,"hotelW","chainW",10,10,NG,"cityW","addressW"
        """);
    write(data, "photos", "photos.csv", "file,hotel_id,room,view\n1.jpg,h01,\"roomW\",\"viewW\"\n");
    write(
        data,
        "ads",
        "ads.jsonl",
        """
        {"ad_id":"a1","title":"titleW","text":"textW","place":"placeW","images":["1.jpg"],"selectors":[{"kind":"url","value":"javascript:window.ran=1"},{"kind":"email","value":"rose@example.com"}]}
        {"ad_id":"a2","title":"titleW","text":"textW","place":"placeW","images":["1.jpg"],"selectors":[{"kind":"url","value":"javascript:window.ran=1"},{"kind":"email","value":"rose@example.com"}]}
        """);
    give(data, Files.readAllBytes(SAMPLE.resolve("photos/h02/r1/1.jpg")));
    try (SampleService sample = SampleService.over(folder)) {
      script.run(
          folder.resolve("hostile-words.log"),
          sample.address(),
          sample.key(Role.INVESTIGATOR, Role.ANALYST),
          photo.toString(),
          sample.key(Role.OPERATOR));
    }
  }

  private void write(Path data, String what, String name, String text) throws IOException {
    Path list = Files.writeString(folder.resolve(name), text.replace("W\"", WORDS + "\""));
    int code =
        RoomprintCommand.run("import", what, list.toString(), "--data", data.toString(), "--json");
    if (code != 0) {
      throw new IllegalStateException(name + " ended with " + code);
    }
  }

  private static void give(Path data, byte[] photo) throws IOException {
    try (PublicInbox inbox =
        SqlInbox.openPublic(
            InboxSettings.inFolder(data.resolve("inbox")),
            InboxLimits.defaults(),
            Clock.systemUTC(),
            new Random(7))) {
      PublicGift.send(
          inbox,
          "c0000000",
          new SubmittedHotel.Missing(words("given"), Optional.of(words("town")), Optional.of("NG")),
          Optional.empty(),
          photo);
    }
    RoomprintCommand.run("drain", "--data", data.toString());
  }
}
