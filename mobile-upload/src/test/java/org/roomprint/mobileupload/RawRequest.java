package org.roomprint.mobileupload;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes written to a socket as they are, and what came back. */
record RawRequest(String text) {
  private static final int PATIENCE_MILLIS = 20_000;
  private static final int PIECE_BYTES = 64 * 1024;
  private static final Pattern STATUS = Pattern.compile("^HTTP/1\\.1 ([0-9]{3})");

  /** Writes all of a request, closes nothing, and reads until the other side closes. */
  static RawRequest send(int port, byte[] all) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(all);
      socket.getOutputStream().flush();
      return new RawRequest(answer(socket.getInputStream()));
    }
  }

  /** The same of a text in ISO 8859-1. */
  static RawRequest send(int port, String all) throws IOException {
    return send(port, all.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The status, head and whole body of one answer. */
  static String answer(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] piece = new byte[PIECE_BYTES];
    int count = in.read(piece);
    while (count >= 0) {
      all.write(piece, 0, count);
      if (isWhole(all.toString(StandardCharsets.UTF_8), all.size())) {
        break;
      }
      count = in.read(piece);
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  private static boolean isWhole(String text, int bytes) {
    int head = text.indexOf("\r\n\r\n");
    if (head < 0) {
      return false;
    }
    Matcher length =
        Pattern.compile("(?i)\r\nContent-Length: ([0-9]+)").matcher(text.substring(0, head));
    int headBytes = text.substring(0, head).getBytes(StandardCharsets.UTF_8).length + 4;
    return length.find() && bytes >= headBytes + Integer.parseInt(length.group(1));
  }

  int status() {
    Matcher matcher = STATUS.matcher(text);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  String header(String name) {
    Matcher matcher =
        Pattern.compile("(?im)^" + Pattern.quote(name) + ": ([^\r\n]*)").matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }
}
