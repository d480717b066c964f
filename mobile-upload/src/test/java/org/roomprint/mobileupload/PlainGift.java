package org.roomprint.mobileupload;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;

/** A photo given with the form that needs no JavaScript. */
final class PlainGift {
  private static final String BOUNDARY = "----roomprint-7MA4YWxkTrZu0gW";

  private final byte[] body;

  PlainGift(String key, byte[] photo) {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    add(form, "name=\"key\"", key.getBytes(StandardCharsets.UTF_8));
    add(form, "name=\"hotel\"", "h-1".getBytes(StandardCharsets.UTF_8));
    add(form, "name=\"photo-bed\"; filename=\"IMG_20261122.jpg\"", photo);
    form.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    body = form.toByteArray();
  }

  private static void add(ByteArrayOutputStream form, String disposition, byte[] content) {
    form.writeBytes(
        ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    form.writeBytes(content);
    form.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
  }

  Phone.Answer send(Phone phone) throws IOException, InterruptedException {
    return phone.send(
        phone
            .to("/plain/submissions")
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }
}
