package org.roomprint.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.jetty.util.InetAddressSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells clients apart by their network addresses, without keeping one.
 *
 * <p>An IPv6 client is its /64, of which it may have all addresses, and its /48 is counted too. A
 * forwarded address counts only as far as configured proxies vouch for it: the header is read from
 * its end, and the first address that is none of ours is the client, whatever stands before it.
 */
public final class ClientAddresses {
  /** What Jetty writes around an IPv6 address, and after it. */
  private static final Pattern BRACKETS_AND_ZONE = Pattern.compile("[\\[\\]]|%[^\\]]*");

  private static final String ALGORITHM = "HmacSHA256";
  private static final int SALT_BYTES = 32;
  private static final int KEY_BYTES = 12;
  private static final int IPV6_NETWORK_BYTES = 8;
  private static final int IPV6_SITE_BYTES = 6;
  private static final int MAX_HOPS = 10;

  private static final Logger LOG = LoggerFactory.getLogger(ClientAddresses.class);

  private final AtomicBoolean undeclaredProxy = new AtomicBoolean();
  private final InetAddressSet proxies = new InetAddressSet();
  private final SecretKeySpec salt;

  /**
   * With a fresh salt.
   *
   * @param trustedProxies addresses or networks such as {@code 10.0.0.0/8}
   */
  public ClientAddresses(List<String> trustedProxies, RandomGenerator random) {
    trustedProxies.forEach(one -> proxies.add(network(one.strip())));
    byte[] bytes = new byte[SALT_BYTES];
    random.nextBytes(bytes);
    this.salt = new SecretKeySpec(bytes, ALGORITHM);
  }

  /** The same text, once it is sure that it can be read and that nobody is asked for a name. */
  private static String network(String text) {
    try {
      InetAddress _ = InetAddress.ofLiteral(text.split("/", 2)[0]);
      new InetAddressSet().add(text);
      return text;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "trustedProxies holds addresses or networks such as 10.0.0.0/8, not '" + text + "'", e);
    }
  }

  /** Whether this is one of the trusted proxies. */
  public boolean isProxy(InetAddress address) {
    return proxies.test(address);
  }

  /**
   * A key that is the same for all requests of one client, as long as this process runs.
   *
   * @param peer the other end of the connection
   * @param forwardedFor all values of {@code X-Forwarded-For}, in their order
   */
  public String keyOf(InetAddress peer, List<String> forwardedFor) {
    return keyOf(clientOf(peer, forwardedFor));
  }

  /** Whose request it is: the other end, or whom trusted proxies forward for. */
  public InetAddress clientOf(InetAddress peer, List<String> forwardedFor) {
    InetAddress client = peer;
    List<String> hops = Arrays.asList(String.join(",", forwardedFor).split(",", -1));
    for (int i = hops.size() - 1; i >= 0 && hops.size() - i <= MAX_HOPS && isProxy(client); i--) {
      Optional<InetAddress> hop = literal(hops.get(i).strip());
      if (hop.isEmpty()) {
        break;
      }
      client = hop.get();
    }
    return client;
  }

  /**
   * The key of the network that a client may have as a whole: of IPv6 its /48, of which one
   * customer may have every /64; empty for IPv4, where it is the client itself.
   */
  public Optional<String> networkKeyOf(InetAddress client) {
    return client instanceof Inet6Address
        ? Optional.of(hash(Arrays.copyOf(client.getAddress(), IPV6_SITE_BYTES)))
        : Optional.empty();
  }

  /**
   * That network in digits, the same whenever and wherever it is asked for: personal data, to be
   * hashed before it is kept.
   */
  public static String networkOf(InetAddress client) {
    byte[] address = client.getAddress();
    return HexFormat.of()
        .formatHex(
            client instanceof Inet6Address ? Arrays.copyOf(address, IPV6_SITE_BYTES) : address);
  }

  /**
   * Notes whether a request came through a proxy that nobody declared: then all of its clients look
   * like one, and share one limit. Said once in the log, without an address.
   *
   * @param peer the other end of the connection
   * @param forwarded whether the request has a header that proxies add
   */
  public void noteForwarding(InetAddress peer, boolean forwarded) {
    if (forwarded && !isProxy(peer) && undeclaredProxy.compareAndSet(false, true)) {
      LOG.warn(
          "A request says that it was forwarded, but not by a proxy of trustedProxies. If you have a"
              + " proxy or an onion service before this one, declare its address there: until then all"
              + " of its clients count as one and share one limit (docs/deployment.md)");
    }
  }

  /** Whether a request came that says it was forwarded by somebody who is not declared. */
  public boolean hasUndeclaredProxy() {
    return undeclaredProxy.get();
  }

  /**
   * The same, for the other end as a server names it.
   *
   * @param peer an address, perhaps in brackets and with a zone, as Jetty writes IPv6
   */
  public String keyOf(String peer, List<String> forwardedFor) {
    InetAddress address = InetAddress.ofLiteral(BRACKETS_AND_ZONE.matcher(peer).replaceAll(""));
    noteForwarding(address, !forwardedFor.isEmpty());
    return keyOf(address, forwardedFor);
  }

  /** The key of the client at this address. */
  public String keyOf(InetAddress client) {
    byte[] address = client.getAddress();
    byte[] network =
        client instanceof Inet6Address ? Arrays.copyOf(address, IPV6_NETWORK_BYTES) : address;
    return hash(network);
  }

  private String hash(byte[] network) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(salt);
      mac.update((byte) network.length);
      return HexFormat.of().formatHex(mac.doFinal(network), 0, KEY_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC with SHA-256", e);
    }
  }

  /** Reads an address without asking anybody for a name; mapped IPv4 becomes IPv4. */
  private static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
