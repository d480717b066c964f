package org.roomprint.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Tells an operator when a service can be reached from elsewhere without the shelter it needs. */
public final class Exposure {
  private Exposure() {}

  /**
   * One line for a service that other machines can reach although no proxy is declared: the
   * services speak plain HTTP.
   *
   * @param host address that is listened on
   * @param hasProxy whether a proxy is declared, which is taken to speak TLS
   */
  public static Optional<String> warning(String host, boolean hasProxy) {
    return hasProxy || isLoopback(host)
        ? Optional.empty()
        : Optional.of(
            "roomprint: Other machines can reach this service, and it speaks HTTP without TLS:"
                + " listen on 127.0.0.1 behind a proxy that speaks TLS (docs/deployment.md)");
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
