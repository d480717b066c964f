package org.roomprint.vectors.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.roomprint.vectors.image.RasterImage;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TextReaderTest {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;

  private final TextReader reader = new TextReader();

  @AfterAll
  void close() {
    reader.close();
  }

  private static RasterImage written(String... lines) {
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(new Color(190, 170, 150));
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    graphics.setColor(new Color(20, 20, 60));
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 40));
    for (int i = 0; i < lines.length; i++) {
      graphics.drawString(lines[i], 40, 120 + 90 * i);
    }
    graphics.dispose();
    byte[] rgb = new byte[WIDTH * HEIGHT * RasterImage.CHANNELS];
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      int pixel = picture.getRGB(i % WIDTH, i / WIDTH);
      rgb[3 * i] = (byte) (pixel >> 16);
      rgb[3 * i + 1] = (byte) (pixel >> 8);
      rgb[3 * i + 2] = (byte) pixel;
    }
    return RasterImage.copyOf(WIDTH, HEIGHT, rgb);
  }

  private List<String> read(RasterImage picture) {
    return reader.read(picture).stream().map(TextLine::text).toList();
  }

  @Test
  void readsLinesFromTopToBottomAndSaysWhereTheyAre() {
    List<TextLine> lines = reader.read(written("New in town", "+1 212 555 0123"));

    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).text().replace(" ", "")).isEqualTo("Newintown");
    assertThat(lines.get(1).text().replace(" ", "")).isEqualTo("+12125550123");
    TextLine number = lines.get(1);
    assertThat(number.confidence()).isBetween(0.8, 1.0);
    assertThat(number.left()).isBetween(15, 40);
    assertThat(number.top()).isBetween(160, 185);
    assertThat(number.left() + number.width()).isBetween(370, 460);
    assertThat(number.top() + number.height()).isBetween(205, 235);
  }

  @Test
  void readsWhatIsTurned() {
    RasterImage upright = written("212 555 0123", "call or text");
    for (int quarters = 1; quarters < 4; quarters++) {
      assertThat(read(upright.turned(quarters)))
          .as(quarters + " quarters")
          .anyMatch(line -> line.replace(" ", "").equals("2125550123"));
    }
  }

  @Test
  void readsNothingWhereNothingIsWritten() {
    assertThat(read(written())).isEmpty();
    assertThat(read(RasterImage.copyOf(1, 1, new byte[] {1, 2, 3}))).isEmpty();
    assertThat(read(RasterImage.copyOf(3000, 2, new byte[3000 * 2 * 3]))).isEmpty();
  }

  @Test
  void isNotHeldUpByNoise() {
    SplittableRandom random = new SplittableRandom(5);
    byte[] rgb = new byte[WIDTH * HEIGHT * RasterImage.CHANNELS];
    random.nextBytes(rgb);
    assertThat(reader.read(RasterImage.copyOf(WIDTH, HEIGHT, rgb)))
        .hasSizeLessThanOrEqualTo(TextDetector.MOST_LINES);
  }
}
