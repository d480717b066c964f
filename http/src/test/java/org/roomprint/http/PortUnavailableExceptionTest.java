package org.roomprint.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import org.junit.jupiter.api.Test;

class PortUnavailableExceptionTest {
  @Test
  void aPortInUseIsToldInWhateverLanguageTheSystemSaysIt() {
    assertThat(
            new PortUnavailableException(
                8480, new BindException("Die Adresse wird bereits verwendet")))
        .hasMessageStartingWith("Port 8480 is in use");
    assertThat(new PortUnavailableException(80, new BindException("Address already in use")))
        .hasMessageStartingWith("Port 80 is in use");
  }

  @Test
  void aPortThatNeedsARightIsToldAsSuch() {
    assertThat(new PortUnavailableException(80, new BindException("Permission denied")))
        .hasMessageStartingWith("Port 80 cannot be listened on by this account");
  }
}
