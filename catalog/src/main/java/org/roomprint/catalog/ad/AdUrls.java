package org.roomprint.catalog.ad;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.roomprint.base.Digests;

/** Addresses of ads: two spellings of one are told to be the same. */
public final class AdUrls {
  /** Longest address that is kept, in UTF-16 characters. */
  public static final int MAX_LENGTH = 4_000;

  private static final String WWW = "www.";

  private AdUrls() {}

  /**
   * A key that is the same for every spelling of an address: the scheme, the case of the host, a
   * leading {@code www.}, the port that goes without saying, a slash at the end and what stands
   * behind {@code #} make no difference. What stands behind {@code ?} does.
   *
   * @return 32 lower-case hexadecimal digits
   */
  public static String keyOf(String url) {
    return Digests.derivedId("url", plain(url));
  }

  private static String plain(String url) {
    String text = url.strip();
    int fragment = text.indexOf('#');
    text = fragment < 0 ? text : text.substring(0, fragment);
    int scheme = text.indexOf("://");
    text = scheme < 0 ? text : text.substring(scheme + "://".length());
    int path = text.indexOf('/');
    int query = text.indexOf('?');
    int end = path < 0 ? query : query < 0 ? path : Math.min(path, query);
    String host = (end < 0 ? text : text.substring(0, end)).toLowerCase(Locale.ROOT);
    String rest = end < 0 ? "" : text.substring(end);
    host = host.replaceFirst(":(80|443)$", "");
    host = host.startsWith(WWW) ? host.substring(WWW.length()) : host;
    return host + (rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest);
  }

  /** The host of an address without {@code www.}, in lower case; empty where it has none. */
  public static Optional<String> site(String url) {
    try {
      return Optional.ofNullable(new URI(url.strip()).getHost())
          .map(host -> host.toLowerCase(Locale.ROOT))
          .map(host -> host.startsWith(WWW) ? host.substring(WWW.length()) : host)
          .filter(host -> !host.isEmpty());
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }
}
