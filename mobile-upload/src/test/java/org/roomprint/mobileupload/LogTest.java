package org.roomprint.mobileupload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.inbox.InboxIntake;
import org.roomprint.inbox.InboxSettings;
import org.roomprint.inbox.sql.SqlInbox;
import org.roomprint.mobileupload.Phone.Answer;
import org.roomprint.mobileupload.Phone.Gift;

/**
 * Many submissions, all of whose addresses, names, coordinates, file names, tokens and receipts are
 * known here, to the real service with the logging it ships with; some are refused, malformed or
 * too large for the inbox, since faults are what is logged. None of it may be in any log.
 */
class LogTest {
  private static final int SENDERS = 8;

  @TempDir Path folder;
  private final Set<String> secrets = ConcurrentHashMap.newKeySet();

  @Test
  void holdsNothingOfAHundredSubmissions() throws Exception {
    sendAndSearch(100);
  }

  @Test
  @Tag("slow")
  void holdsNothingOfTenThousandSubmissions() throws Exception {
    sendAndSearch(10_000);
  }

  private void sendAndSearch(int submissions) throws Exception {
    Path data = folder.resolve("data");
    Path log = folder.resolve("log");
    int port = ReceiverProcess.freePort();
    Map<String, String> settings = new HashMap<>(ReceiverProcess.WITHOUT_LIMITS);
    settings.put("ROOMPRINT_MOBILE_TRUSTED_PROXIES", "127.0.0.1");
    settings.put("ROOMPRINT_MOBILE_MAX_INBOX_BYTES", "60000000");
    try (ReceiverProcess service = ReceiverProcess.start(data, port, log, settings);
        Phone waiting = new Phone("http://127.0.0.1:" + port);
        ExecutorService threads = Executors.newFixedThreadPool(SENDERS)) {
      service.awaitReady(waiting);
      List<Future<Integer>> sending = new ArrayList<>();
      for (int sender = 0; sender < SENDERS; sender++) {
        int first = sender;
        sending.add(
            threads.submit(() -> {
              int sent = 0;
              try (Phone phone = new Phone("http://127.0.0.1:" + port)) {
                for (int i = first; i < submissions; i += SENDERS) {
                  send(phone, i);
                  sent++;
                }
              }
              return sent;
            }));
      }
      int sent = 0;
      for (Future<Integer> one : sending) {
        sent += one.get();
      }
      assertThat(sent).isEqualTo(submissions);
      try (InboxIntake intake =
          SqlInbox.openIntake(InboxSettings.inFolder(data.resolve("inbox")))) {
        assertThat(intake.counts().received()).isEqualTo(submissions);
      }
      lookAtOpenFiles(service.pid(), data);
      service.stop();
    }
    List<Path> logs = filesOutsideOfTheInbox(data);
    List<String> found = new ArrayList<>();
    int lines = 0;
    for (Path one : logs) {
      List<String> all = Files.readAllLines(one);
      lines += all.size();
      found.addAll(search(all));
    }
    assertThat(found).isEmpty();
    assertThat(Files.readString(log))
        .as("something was logged")
        .contains("was refused")
        .doesNotContain("ERROR", "/api/", "hotel");
    if (submissions > 1_000) {
      print(
          submissions
              + " submissions, "
              + lines
              + " lines in "
              + logs.size()
              + " files outside of the inbox: none of "
              + secrets.size()
              + " known addresses, names, coordinates, file names, tokens and receipts in any");
    }
  }

  /** What the system says that the process has open, and the libraries it has loaded. */
  private static void lookAtOpenFiles(long pid, Path data) throws IOException {
    Path open = Path.of("/proc", Long.toString(pid), "fd");
    if (!Files.isDirectory(open)) {
      return; // not Linux
    }
    List<String> names = new ArrayList<>();
    try (Stream<Path> descriptors = Files.list(open)) {
      for (Path descriptor : descriptors.toList()) {
        if (Files.isSymbolicLink(descriptor)) {
          names.add(Files.readSymbolicLink(descriptor).toString());
        }
      }
    }
    String folder = data.toRealPath().toString();
    assertThat(names)
        .anyMatch(name -> name.startsWith(folder + "/inbox/"))
        .noneMatch(name -> name.startsWith(folder + "/") && !name.startsWith(folder + "/inbox/"));
    assertThat(Files.readString(Path.of("/proc", Long.toString(pid), "maps")))
        .doesNotContain("opencv", "onnxruntime", "openblas");
  }

  @SuppressWarnings("SystemOut") // the figures of a slow test are read by a person
  private static void print(String line) {
    System.out.println(line);
  }

  private void send(Phone phone, int i) throws IOException, InterruptedException {
    Random random = new Random(i);
    String address =
        i % 2 == 0
            ? "198.18." + i / 250 + "." + i % 250
            : "2001:db8:" + Integer.toHexString(i) + "::77";
    String hotel = "Zimtstern" + i + "palast";
    String town = "Nirgendheim" + i;
    String room = "Zi" + i + "mmer";
    String latitude = String.format(Locale.ROOT, "%.6f", 40 + random.nextDouble());
    String longitude = String.format(Locale.ROOT, "%.6f", 3 + random.nextDouble());
    String token = "device" + String.format(Locale.ROOT, "%026d", i);
    secrets.addAll(List.of(address, hotel, town, room, latitude, longitude, token));
    phone.comeFrom(address);
    String facts =
        "\"newHotel\":{\"name\":\"%s\",\"town\":\"%s\"},\"room\":\"%s\","
            + "\"place\":{\"latitude\":%s,\"longitude\":%s},\"deviceToken\":\"%s\",\"language\":\"en\"";
    facts = String.format(Locale.ROOT, facts, hotel, town, room, latitude, longitude, token);
    Gift gift =
        new Gift(
            new java.util.UUID(random.nextLong(), random.nextLong()).toString(),
            facts,
            List.of(Phone.picture(random, 2_000)));
    secrets.add(gift.key);
    phone.post("/api/v1/hotel-searches", "{\"name\":\"" + hotel + "\"}");
    phone.post(
        "/api/v1/hotel-searches",
        "{\"latitude\":" + latitude + ",\"longitude\":" + longitude + "}");
    switch (i % 10) {
      case 0 -> phone.open(new Gift(gift.key, facts + ",\"" + hotel + "\":1", gift.photos));
      case 1 -> phone.post("/api/v1/receipt-lookups", "{\"receipt\":\"" + room + "\"}");
      case 2 -> {
        // More than the inbox takes; this is logged.
        String body = gift.body().replace("\"bytes\":2000", "\"bytes\":15000000");
        StringBuilder photos = new StringBuilder();
        for (int photo = 0; photo < 4; photo++) {
          photos.append(
              String.format(
                  Locale.ROOT,
                  ",{\"id\":\"photo-x%d\",\"label\":\"BED\",\"bytes\":15000000,\"sha256\":\"%s\"}",
                  10 + photo,
                  "0".repeat(64)));
        }
        Answer full = phone.open(gift.key, body.replace("]}", photos + "]}"));
        assertThat(full.status()).isEqualTo(507);
      }
      default -> {}
    }
    if (i % 10 == 3) {
      Answer answer = new PlainGift(gift.key, gift.photos.getFirst()).send(phone);
      assertThat(answer.status()).isEqualTo(200);
      secrets.add("IMG_20261122");
    } else {
      String receipt = phone.give(gift, 1_500);
      secrets.add(receipt);
      phone.post("/api/v1/receipt-lookups", "{\"receipt\":\"" + receipt + "\"}");
    }
    if (i % 10 == 4) {
      phone.get("/api/v1/uploads/" + hotel + "?" + town + "=" + latitude);
      phone.patch("/api/v1/uploads/" + token, 5, new byte[9]);
    }
  }

  /** The log, and whatever else the service may have written. */
  private List<Path> filesOutsideOfTheInbox(Path data) throws IOException {
    Set<Path> inbox = new HashSet<>();
    try (Stream<Path> kept = Files.walk(data.resolve("inbox"))) {
      kept.filter(Files::isRegularFile).forEach(inbox::add);
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).filter(file -> !inbox.contains(file)).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Every word of the log that is one of the secrets, and every secret that a line has in it. */
  private List<String> search(List<String> lines) {
    Pattern between = Pattern.compile("[^A-Za-z0-9.:_-]+");
    List<String> found = new ArrayList<>();
    for (String line : lines) {
      for (String word : between.splitAsStream(line).toList()) {
        if (secrets.contains(word)) {
          found.add(word);
        }
      }
    }
    String text = String.join("\n", lines);
    if (text.getBytes(StandardCharsets.UTF_8).length < 5_000_000) {
      secrets.stream().filter(text::contains).forEach(found::add);
    }
    return found;
  }
}
