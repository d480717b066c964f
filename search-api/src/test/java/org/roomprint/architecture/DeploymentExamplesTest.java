package org.roomprint.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.roomprint.base.configuration.Settings;
import org.roomprint.searchapi.ServiceSettings;

/** That the examples for operators declare what the services need to know. */
final class DeploymentExamplesTest {
  private static final Pattern VARIABLE = Pattern.compile("(?m)^Environment=(\\w+)=(.*)$");

  private final Path examples =
      Path.of(System.getProperty("roomprint.root", ".."))
          .toAbsolutePath()
          .normalize()
          .resolve("docs/deployment");

  /** A service that knows no proxy takes all people behind it for one client. */
  @Test
  void theUnitsDeclareTheProxyInFrontOfThem() throws IOException {
    assertThat(variables("roomprint-receive")).containsKey("ROOMPRINT_MOBILE_TRUSTED_PROXIES");
    ServiceSettings desk =
        Settings.find(Optional.empty(), variables("roomprint-search"))
            .read("search", ServiceSettings.defaults());
    assertThat(desk.trustedProxies()).containsExactly("127.0.0.1");
    assertThat(desk.host()).isEqualTo("127.0.0.1");
  }

  private Map<String, String> variables(String unit) throws IOException {
    Map<String, String> variables = new HashMap<>();
    VARIABLE
        .matcher(Files.readString(examples.resolve("systemd").resolve(unit + ".service")))
        .results()
        .forEach(set -> variables.put(set.group(1), set.group(2)));
    return variables;
  }
}
