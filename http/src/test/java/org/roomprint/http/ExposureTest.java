package org.roomprint.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExposureTest {
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.8.9.1", "::1", "localhost"})
  void saysNothingOfAServiceForThisMachineOnly(String host) {
    assertThat(Exposure.warning(host, false)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7", "2001:db8::7"})
  void warnsOfAServiceThatOthersReachWithoutAProxy(String host) {
    assertThat(Exposure.warning(host, false).orElseThrow())
        .contains("without TLS")
        .contains("docs/deployment.md")
        .doesNotContain("\n");
  }

  @Test
  void saysNothingWhereAProxyIsDeclared() {
    assertThat(Exposure.warning("0.0.0.0", true)).isEmpty();
  }
}
