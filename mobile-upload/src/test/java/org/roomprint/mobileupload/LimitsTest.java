package org.roomprint.mobileupload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.mobileupload.Phone.Answer;

/** Clients that want more than their share. */
class LimitsTest {
  @TempDir Path folder;

  @Test
  void aForgedHeaderBuysNoRequestMore() throws Exception {
    try (RunningService running = new RunningService(folder, "receiptsPerHour = 5")) {
      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Answer answer =
            running.phone.send(
                running
                    .phone
                    .to("/api/v1/receipt-lookups")
                    .header("Content-Type", "application/json")
                    .header("X-Forwarded-For", "198.51.100." + i)
                    .header("Forwarded", "for=198.51.100." + i)
                    .header("X-Real-IP", "198.51.100." + i)
                    .POST(
                        HttpRequest.BodyPublishers.ofString("{\"receipt\":\"0000000000000000\"}")));
        statuses.add(answer.status());
        if (answer.status() == 429) {
          assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 3_600);
          assertThat(answer.problem()).isEqualTo("too-many-requests");
        }
      }
      assertThat(statuses).containsExactly(404, 404, 404, 404, 404, 429, 429, 429);
      assertThat(running.phone.get("/api/v1/settings").status()).isEqualTo(200);
    }
  }

  @Test
  void aTrustedProxysClientsAreCountedApart() throws Exception {
    try (RunningService running =
        new RunningService(folder, "receiptsPerHour = 1", "trustedProxies = \"127.0.0.1\"")) {
      for (String client : List.of("198.51.100.1", "198.51.100.2")) {
        for (int status : List.of(404, 429)) {
          Answer answer =
              running.phone.send(
                  running
                      .phone
                      .to("/api/v1/withdrawals")
                      .header("Content-Type", "application/json")
                      .header("X-Forwarded-For", "7.7.7." + status % 9 + ", " + client)
                      .POST(HttpRequest.BodyPublishers.ofString("{\"receipt\":\"x\"}")));
          assertThat(answer.status()).isEqualTo(status);
        }
      }
    }
  }

  @Test
  void noMoreSubmissionsAndBytesThanAllowed() throws Exception {
    Random random = new Random(3);
    try (RunningService running =
        new RunningService(
            folder, "submissionsPerHour = 3", "bytesPerHour = 1000", "minFreeBytes = 0")) {
      assertThat(running.phone.open(Phone.gift(random, 1, 600)).status()).isEqualTo(201);
      assertThat(running.phone.open(Phone.gift(random, 1, 600)).status()).isEqualTo(429);
      assertThat(running.phone.open(Phone.gift(random, 1, 100)).status()).isEqualTo(201);
      assertThat(running.phone.open(Phone.gift(random, 1, 10)).status()).isEqualTo(429);
    }
  }

  @Test
  void announcementsWithoutAPhotoDoNotCloseTheInboxToOthers() throws Exception {
    Random random = new Random(5);
    try (RunningService running =
        new RunningService(
            folder,
            "trustedProxies = \"127.0.0.1\"",
            "maxInboxBytes = 20000000",
            "maxInboxBytesPerClient = 1000000",
            "maxBytesPerPhoto = 300000",
            "minFreeBytes = 0")) {
      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i < 66; i++) {
        running.phone.comeFrom(i % 2 == 0 ? "198.51.100." + i / 12 : "2001:db8:7:" + i + "::1");
        statuses.add(running.phone.open(Phone.gift(random, 1, 300_000)).status());
      }
      assertThat(statuses.stream().filter(status -> status == 201).count())
          .as("three of each of six addresses and of one IPv6 network")
          .isEqualTo(7 * 3);
      assertThat(statuses).containsOnly(201, 507);
      running.phone.comeFrom("203.0.113.9");
      assertThat(running.phone.give(Phone.gift(random, 3, 300_000), 300_000)).isNotEmpty();
    }
  }

  @Test
  void allClientsOfAnIpv6NetworkAreCountedTogetherToo() throws Exception {
    try (RunningService running =
        new RunningService(folder, "receiptsPerHour = 2", "trustedProxies = \"127.0.0.1\"")) {
      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        running.phone.comeFrom("2001:db8:7:" + Integer.toHexString(i) + "::1");
        statuses.add(running.phone.post("/api/v1/receipt-lookups", "{\"receipt\":\"x\"}").status());
      }
      assertThat(statuses.subList(0, 8)).containsOnly(404);
      assertThat(statuses.subList(8, 12)).containsOnly(429);
      running.phone.comeFrom("2001:db8:8::1");
      assertThat(running.phone.post("/api/v1/receipt-lookups", "{\"receipt\":\"x\"}").status())
          .isEqualTo(404);
    }
  }

  @Test
  void aRequestWhoseHeadTricklesInIsCutOff() throws Exception {
    try (RunningService running =
            new RunningService(folder, "requestSeconds = 2", "idleSeconds = 60");
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), running.service.port())) {
      byte[] head = "GET /api/v1/settings HTTP/1.1\r\nHost: x\r\n".getBytes(StandardCharsets.UTF_8);
      socket.getOutputStream().write(head);
      assertThat(isCutOffWhileTrickling(socket, 200)).isTrue();
    }
  }

  @Test
  void aBodyThatTricklesInIsCutOffAndWhatCameIsKept() throws Exception {
    try (RunningService running =
            new RunningService(folder, "minBytesPerSecond = 2000", "minFreeBytes = 0");
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), running.service.port())) {
      Answer opened = running.phone.open(Phone.gift(new Random(4), 1, 100_000));
      String url = opened.json().path("uploads").path(0).path("url").asString();
      socket
          .getOutputStream()
          .write(
              ("PATCH "
                      + url
                      + " HTTP/1.1\r\n"
                      + "Host: x\r\n"
                      + "Tus-Resumable: 1.0.0\r\n"
                      + "Upload-Offset: 0\r\n"
                      + "Content-Type: application/offset+octet-stream\r\n"
                      + "Content-Length: 100000\r\n\r\n")
                  .getBytes(StandardCharsets.UTF_8));
      assertThat(isCutOffWhileTrickling(socket, 200)).isTrue();
      long kept = Long.parseLong(running.phone.head(url).header("Upload-Offset"));
      assertThat(kept).isBetween(1L, 1_000L);
    }
  }

  @Test
  void aClientHasNoMoreConnectionsThanAllowed() throws Exception {
    try (RunningService running =
        new RunningService(folder, "maxConnectionsPerClient = 5", "requestSeconds = 60")) {
      List<Socket> sockets = new ArrayList<>();
      try {
        for (int i = 0; i < 8; i++) {
          sockets.add(new Socket(InetAddress.getLoopbackAddress(), running.service.port()));
        }
        int open = 0;
        for (Socket socket : sockets) {
          open += answers(socket) ? 1 : 0;
        }
        assertThat(open).isEqualTo(5);
      } finally {
        for (Socket socket : sockets) {
          socket.close();
        }
      }
    }
  }

  private static boolean answers(Socket socket) throws IOException {
    try {
      socket.setSoTimeout(5_000);
      socket
          .getOutputStream()
          .write("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      return socket.getInputStream().read() == 'H';
    } catch (SocketException _) {
      return false;
    }
  }

  /** Sends a byte every tenth of a second; true once the other side has had enough. */
  private static boolean isCutOffWhileTrickling(Socket socket, int bytes) throws Exception {
    socket.setSoTimeout(1);
    InputStream in = socket.getInputStream();
    for (int i = 0; i < bytes; i++) {
      try {
        socket.getOutputStream().write('x');
        if (in.read() >= 0) {
          return true; // an answer before the request was whole
        }
        return true;
      } catch (java.net.SocketTimeoutException _) {
        Thread.sleep(100);
      } catch (SocketException _) {
        return true;
      }
    }
    return false;
  }
}
