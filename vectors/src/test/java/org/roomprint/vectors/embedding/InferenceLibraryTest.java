package org.roomprint.vectors.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** See docs/decisions/0008-inference-library-without-telemetry.md. */
class InferenceLibraryTest {
  @Test
  void holdsNoAddressToReportTo() throws Exception {
    URL jar = OrtEnvironment.class.getProtectionDomain().getCodeSource().getLocation();
    int libraries = 0;
    try (JarFile file = new JarFile(Path.of(jar.toURI()).toFile())) {
      for (var entries = file.entries(); entries.hasMoreElements(); ) {
        var entry = entries.nextElement();
        if (entry.getName().matches(".*/(lib)?onnxruntime\\.(so|dylib|dll)")) {
          try (InputStream in = Objects.requireNonNull(file.getInputStream(entry))) {
            assertThat(holds(in, "events.data.microsoft.com")).as(entry.getName()).isFalse();
          }
          libraries++;
        }
      }
    }
    assertThat(libraries).isPositive();
  }

  private static boolean holds(InputStream in, String text) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).contains(text);
  }
}
