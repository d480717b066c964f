package org.roomprint.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClientAddressesTest {
  private final ClientAddresses none = new ClientAddresses(List.of(), new Random(1));
  private final ClientAddresses proxied =
      new ClientAddresses(List.of("10.0.0.0/8", "fd00::1"), new Random(1));

  @Test
  void believesNobodyUnlessConfigured() {
    assertThat(none.keyOf(ip("203.0.113.5"), List.of("198.51.100.7")))
        .isEqualTo(none.keyOf(ip("203.0.113.5")));
  }

  @Test
  void believesAProxyAboutItsOwnClientAndNothingThatStandsBefore() {
    String client = proxied.keyOf(ip("198.51.100.7"));
    assertThat(proxied.keyOf(ip("10.1.2.3"), List.of("198.51.100.7"))).isEqualTo(client);
    assertThat(proxied.keyOf(ip("10.1.2.3"), List.of("1.2.3.4, 198.51.100.7"))).isEqualTo(client);
    assertThat(proxied.keyOf(ip("10.1.2.3"), List.of("9.9.9.9", "1.2.3.4,198.51.100.7, 10.9.9.9")))
        .isEqualTo(client);
    assertThat(proxied.keyOf(ip("fd00::1"), List.of("198.51.100.7"))).isEqualTo(client);
    assertThat(proxied.keyOf(ip("198.51.100.7"), List.of("1.2.3.4"))).isEqualTo(client);
  }

  @Test
  void countsTheProxyWhereItSaysNothingThatCanBeRead() {
    String proxy = proxied.keyOf(ip("10.1.2.3"));
    assertThat(proxied.keyOf(ip("10.1.2.3"), List.of())).isEqualTo(proxy);
    assertThat(proxied.keyOf(ip("10.1.2.3"), List.of("unknown"))).isEqualTo(proxy);
    assertThat(proxied.keyOf(ip("10.1.2.3"), List.of("example.org"))).isEqualTo(proxy);
    assertThat(proxied.keyOf(ip("10.1.2.3"), List.of("1.2.3.4, _hidden"))).isEqualTo(proxy);
  }

  @Test
  void takesAWholeSixtyFourForOneClient() {
    assertThat(none.keyOf(ip("2001:db8:1:2::1"))).isEqualTo(none.keyOf(ip("2001:db8:1:2:ffff::9")));
    assertThat(none.keyOf(ip("2001:db8:1:2::1"))).isNotEqualTo(none.keyOf(ip("2001:db8:1:3::1")));
    assertThat(none.keyOf(ip("::ffff:203.0.113.5"))).isEqualTo(none.keyOf(ip("203.0.113.5")));
  }

  @Test
  void saysNothingOfTheAddressAndOtherThingsInAnotherProcess() {
    assertThat(none.keyOf(ip("203.0.113.5"))).doesNotContain("203", "cb007105");
    assertThat(new ClientAddresses(List.of(), new Random(2)).keyOf(ip("203.0.113.5")))
        .isNotEqualTo(none.keyOf(ip("203.0.113.5")));
  }

  @Test
  void refusesProxiesThatAreNoAddresses() {
    for (String wrong : List.of("proxy.example.org", "10.0.0.0/33", "10.0.0.0/x", "/8")) {
      assertThatThrownBy(() -> new ClientAddresses(List.of("10.0.0.0/8", wrong), new Random(1)))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("trustedProxies")
          .hasMessageContaining("not '" + wrong + "'");
    }
  }

  private static InetAddress ip(String literal) {
    return InetAddress.ofLiteral(literal);
  }

  @Test
  void noticesAProxyThatNobodyDeclared() {
    ClientAddresses addresses = new ClientAddresses(List.of("10.0.0.0/8"), new Random(1));
    addresses.noteForwarding(InetAddress.ofLiteral("192.0.2.1"), false);
    addresses.noteForwarding(InetAddress.ofLiteral("10.1.2.3"), true);
    assertThat(addresses.hasUndeclaredProxy()).isFalse();
    addresses.noteForwarding(InetAddress.ofLiteral("192.0.2.1"), true);
    assertThat(addresses.hasUndeclaredProxy()).isTrue();
  }
}
