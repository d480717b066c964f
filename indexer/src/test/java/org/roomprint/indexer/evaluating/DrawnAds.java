package org.roomprint.indexer.evaluating;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Draws pictures as they are put into ads: a room, and over it a phone number and other words in
 * many fonts, colours, sizes and turns, compressed and sometimes blurred.
 *
 * <p>The numbers are of ranges that the regulators of their countries keep for fiction: they are
 * nobody's.
 */
public final class DrawnAds {
  private static final List<String> FONTS =
      List.of(Font.SANS_SERIF, Font.SERIF, Font.MONOSPACED, Font.DIALOG);
  private static final List<String> WORDS =
      List.of(
          "call or text",
          "New in town",
          "OPEN 24/7",
          "Ask for Lena",
          "No blocked calls",
          "2 days only!!",
          "Room 214, 9 pm",
          "incall 80 / outcall 120",
          "Visit me today");
  private static final List<String> AREAS = List.of("212", "305", "312", "415", "702", "713");

  private final SplittableRandom random;
  private final List<Path> rooms;

  private DrawnAds(long seed, List<Path> rooms) {
    this.random = new SplittableRandom(seed);
    this.rooms = rooms;
  }

  /** A number as it is dialled everywhere, and as it is written. */
  private record Phone(String e164, String written) {}

  /**
   * Takes the seed, the number of pictures, the folder that they go to and, where rooms are not to
   * be drawn, a folder of photographs of rooms.
   */
  public static void main(String[] args) throws IOException {
    List<Path> rooms = List.of();
    if (args.length > 3) {
      try (Stream<Path> files = Files.walk(Path.of(args[3]))) {
        rooms = files.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
      }
    }
    write(Long.parseLong(args[0]), Integer.parseInt(args[1]), Path.of(args[2]), rooms);
  }

  /**
   * Writes pictures and {@code truth.csv} into a folder.
   *
   * @param rooms photographs to write upon; none for drawn rooms
   */
  public static void write(long seed, int count, Path folder, List<Path> rooms) throws IOException {
    Files.createDirectories(folder);
    DrawnAds ads = new DrawnAds(seed, rooms);
    List<String> lines = new ArrayList<>(List.of("file,phones,country"));
    for (int i = 0; i < count; i++) {
      String name = String.format(Locale.ROOT, "ad%03d.jpg", i);
      lines.add(name + "," + ads.draw(folder.resolve(name)));
    }
    Files.write(folder.resolve("truth.csv"), lines, StandardCharsets.UTF_8);
  }

  private String draw(Path file) throws IOException {
    int width = random.nextInt(480, 1200);
    int height = random.nextBoolean() ? width * 4 / 3 : width * 3 / 4;
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = graphicsOf(picture);
    if (rooms.isEmpty()) {
      room(graphics, width, height);
    } else {
      BufferedImage room = ImageIO.read(rooms.get(random.nextInt(rooms.size())).toFile());
      height = Math.max(1, width * room.getHeight() / room.getWidth());
      graphics.dispose();
      picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      graphics = graphicsOf(picture);
      graphics.drawImage(room, 0, 0, width, height, null);
    }
    String country = List.of("US", "US", "GB", "FR").get(random.nextInt(4));
    List<Phone> phones = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (int i = random.nextInt(10) == 0 ? 2 : 1; i > 0; i--) {
      Phone phone = phone(country);
      phones.add(phone);
      texts.add((random.nextInt(3) == 0 ? "Call " : "") + phone.written());
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      texts.add(random.nextInt(texts.size() + 1), WORDS.get(random.nextInt(WORDS.size())));
    }
    lines(graphics, texts, width, height);
    graphics.dispose();
    jpeg(random.nextInt(10) < 3 ? blurred(picture) : picture, file);
    return phones.stream().map(Phone::e164).distinct().collect(Collectors.joining(" "))
        + ","
        + country;
  }

  private Phone phone(String country) {
    return switch (country) {
      case "US" -> {
        String area = AREAS.get(random.nextInt(AREAS.size()));
        String last = String.format(Locale.ROOT, "%04d", 100 + random.nextInt(100));
        String digits = area + "555" + last;
        yield new Phone(
            "+1" + digits,
            switch (random.nextInt(7)) {
              case 0 -> "(" + area + ") 555-" + last;
              case 1 -> area + "-555-" + last;
              case 2 -> area + ".555." + last;
              case 3 -> "+1 " + area + " 555 " + last;
              case 4 -> digits;
              case 5 -> area + " 555 " + last;
              default -> String.join(" ", digits.split(""));
            });
      }
      case "GB" -> {
        String last = String.format(Locale.ROOT, "%03d", random.nextInt(1000));
        yield new Phone(
            "+442079460" + last,
            switch (random.nextInt(3)) {
              case 0 -> "020 7946 0" + last;
              case 1 -> "+44 20 7946 0" + last;
              default -> "02079460" + last;
            });
      }
      default -> {
        String last = String.format(Locale.ROOT, "%04d", random.nextInt(10_000));
        String pairs = last.substring(0, 2) + " " + last.substring(2);
        yield new Phone(
            "+3319900" + last,
            switch (random.nextInt(3)) {
              case 0 -> "01 99 00 " + pairs;
              case 1 -> "+33 1 99 00 " + pairs;
              default -> "01.99.00." + pairs.replace(' ', '.');
            });
      }
    };
  }

  private Color colour(int least, int most) {
    return new Color(
        random.nextInt(least, most), random.nextInt(least, most), random.nextInt(least, most));
  }

  /** Walls, furniture, a bed, and noise over all of it. */
  private void room(Graphics2D graphics, int width, int height) {
    graphics.setPaint(new GradientPaint(0, 0, colour(90, 230), width, height, colour(90, 230)));
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(colour(40, 160));
    graphics.fillRect(0, height * 3 / 4, width, height / 4);
    for (int i = 0; i < 6; i++) {
      graphics.setColor(colour(30, 250));
      graphics.fillRect(
          random.nextInt(width),
          random.nextInt(height),
          random.nextInt(width / 12, width / 3),
          random.nextInt(height / 12, height / 3));
    }
    graphics.setColor(colour(150, 255));
    graphics.fillRoundRect(width / 5, height / 2, width * 3 / 5, height / 3, 30, 30);
    for (int i = 0; i < width * height / 12; i++) {
      graphics.setColor(
          new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256), 50));
      graphics.fillRect(random.nextInt(width), random.nextInt(height), 2, 2);
    }
  }

  private void lines(Graphics2D graphics, List<String> texts, int width, int height) {
    double turn =
        switch (random.nextInt(10)) {
          case 0 -> random.nextBoolean() ? 90 : -90;
          case 1, 2, 3 -> random.nextDouble(-12, 12);
          default -> 0;
        };
    boolean isUpright = Math.abs(turn) < 45;
    int along = isUpright ? width : height;
    Font font =
        new Font(
            FONTS.get(random.nextInt(FONTS.size())),
            random.nextInt(4),
            Math.max(14, (int) (along * random.nextDouble(0.03, 0.1))));
    List<TextLayout> layouts =
        texts.stream()
            .map(text -> new TextLayout(text, font, graphics.getFontRenderContext()))
            .toList();
    double widest = layouts.stream().mapToDouble(TextLayout::getAdvance).max().orElse(1);
    double shrink = Math.min(1, 0.85 * along / widest);
    double step = font.getSize() * 1.4;
    AffineTransform before = graphics.getTransform();
    graphics.translate(width / 2.0, height * (isUpright ? random.nextDouble(0.3, 0.7) : 0.5));
    graphics.rotate(Math.toRadians(turn));
    graphics.scale(shrink, shrink);
    graphics.translate(-widest / 2, -step * layouts.size() / 2);
    int style = random.nextInt(3);
    if (style == 0) {
      graphics.setColor(new Color(255, 255, 255, random.nextInt(150, 255)));
      graphics.fill(new Rectangle2D.Double(-10, -4, widest + 20, step * layouts.size() + 8));
    }
    for (int i = 0; i < layouts.size(); i++) {
      Shape outline =
          layouts.get(i).getOutline(AffineTransform.getTranslateInstance(0, step * (i + 0.8)));
      switch (style) {
        case 0 -> graphics.setColor(colour(0, 110));
        case 1 -> {
          graphics.setColor(Color.BLACK);
          graphics.setStroke(new BasicStroke(Math.max(2, font.getSize() / 8f)));
          graphics.draw(outline);
          graphics.setColor(colour(200, 256));
        }
        default -> {
          // Without a shadow it would vanish where the room is bright.
          graphics.setColor(new Color(0, 0, 0, 170));
          double off = Math.max(1.5, font.getSize() / 14.0);
          graphics.fill(
              AffineTransform.getTranslateInstance(off, off).createTransformedShape(outline));
          graphics.setColor(random.nextBoolean() ? new Color(255, 230, 40) : Color.WHITE);
        }
      }
      graphics.fill(outline);
    }
    graphics.setTransform(before);
  }

  private static BufferedImage blurred(BufferedImage picture) {
    BufferedImage small =
        new BufferedImage(
            picture.getWidth() * 3 / 5, picture.getHeight() * 3 / 5, BufferedImage.TYPE_INT_RGB);
    scale(picture, small);
    BufferedImage large =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
    scale(small, large);
    return large;
  }

  private static Graphics2D graphicsOf(BufferedImage picture) {
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    return graphics;
  }

  private static void scale(BufferedImage from, BufferedImage to) {
    Graphics2D graphics = graphicsOf(to);
    graphics.drawImage(from, 0, 0, to.getWidth(), to.getHeight(), null);
    graphics.dispose();
  }

  private void jpeg(BufferedImage picture, Path file) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    param.setCompressionQuality(random.nextInt(40, 91) / 100f);
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(picture, null, null), param);
    } finally {
      writer.dispose();
    }
  }
}
