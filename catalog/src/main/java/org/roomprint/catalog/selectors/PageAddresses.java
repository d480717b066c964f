package org.roomprint.catalog.selectors;

import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How the address of a page is written, so that one page is one text. */
public final class PageAddresses {
  /** What senders of links add to see where a reader came from. */
  private static final Set<String> TRACKING = Set.of("fbclid", "gclid", "igsh", "igshid", "mc_eid");

  private PageAddresses() {}

  /**
   * Without scheme, {@code www.}, usual port, fragment, tracking parameters and slashes at the end.
   *
   * @param host as written
   * @param rest what follows it: port, path, query, fragment
   */
  public static String of(String host, String rest) {
    String name = hostInAscii(host);
    if (name.startsWith("www.") && name.indexOf('.', 4) > 0) {
      name = name.substring(4);
    }
    String tail = rest;
    int fragment = tail.indexOf('#');
    if (fragment >= 0) {
      tail = tail.substring(0, fragment);
    }
    String query = "";
    int question = tail.indexOf('?');
    if (question >= 0) {
      query = withoutTracking(tail.substring(question + 1));
      tail = tail.substring(0, question);
    }
    if (tail.matches(":(?:80|443)(?:/.*)?")) {
      tail = tail.substring(tail.startsWith(":80") ? 3 : 4);
    }
    while (tail.endsWith("/")) {
      tail = tail.substring(0, tail.length() - 1);
    }
    return name + tail + (query.isEmpty() ? "" : "?" + query);
  }

  /**
   * The name of a host in lower case and ASCII, international labels in Punycode; empty where it
   * has no such form.
   */
  public static String hostInAscii(String name) {
    try {
      return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static String withoutTracking(String query) {
    List<String> kept = new ArrayList<>();
    for (String parameter : query.split("&", -1)) {
      int equals = parameter.indexOf('=');
      String name =
          (equals < 0 ? parameter : parameter.substring(0, equals)).toLowerCase(Locale.ROOT);
      if (!parameter.isEmpty() && !name.startsWith("utm_") && !TRACKING.contains(name)) {
        kept.add(parameter);
      }
    }
    return String.join("&", kept);
  }
}
