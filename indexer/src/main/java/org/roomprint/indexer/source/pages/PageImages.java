package org.roomprint.indexer.source.pages;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * The pictures that a page names: those that it states for machines, and those that are shown in
 * its main part, each in the largest size that is named.
 */
final class PageImages {
  /** Most pictures of one page. */
  static final int MAX_PICTURES = 200;

  /** A picture that is to be shown smaller on a side is an icon, in pixels. */
  private static final int ICON_PIXELS = 64;

  private static final List<String> LAZY =
      List.of("data-src", "data-original", "data-lazy-src", "data-full", "src");
  private static final Set<String> EXTENSIONS =
      Set.of("jpg", "jpeg", "png", "webp", "avif", "heic", "gif", "bmp", "tif", "tiff");

  private PageImages() {}

  /** Those that are stated for machines. */
  static Set<String> ofData(StructuredData data) {
    Set<String> names = new LinkedHashSet<>();
    data.texts("image", "url").forEach(name -> add(names, name));
    data.texts("image", "contentUrl").forEach(name -> add(names, name));
    data.metas("og:image").forEach(name -> add(names, name));
    return names;
  }

  /** Those that are shown in an element. */
  static Set<String> in(Element element) {
    Set<String> names = new LinkedHashSet<>();
    for (Element shown : element.select("img, a[href], source[srcset]")) {
      switch (shown.normalName()) {
        case "a" -> {
          if (EXTENSIONS.contains(extension(shown.attr("href")))) {
            add(names, shown.attr("href"));
          }
        }
        case "source" -> largest(shown.attr("srcset")).ifPresent(name -> add(names, name));
        default -> {
          if (!isIcon(shown)) {
            Optional<String> large = largest(shown.attr("srcset"));
            large.ifPresent(name -> add(names, name));
            LAZY.stream()
                .filter(shown::hasAttr)
                .findFirst()
                .ifPresent(attribute -> add(names, shown.attr(attribute)));
            if (shown.hasAttr("src")) {
              add(names, shown.attr("src"));
            }
          }
        }
      }
    }
    return names;
  }

  private static void add(Set<String> names, String name) {
    String plain = name.strip();
    if (!plain.isEmpty()
        && names.size() < MAX_PICTURES
        && !plain.startsWith("data:image/svg")
        && !(plain.startsWith("data:") && plain.length() < PageBytes.SMALLEST_PICTURE_BYTES)
        && !extension(plain).equals("svg")
        && !plain.startsWith("blob:")) {
      names.add(plain);
    }
  }

  private static boolean isIcon(Element image) {
    return isSmall(image.attr("width")) || isSmall(image.attr("height"));
  }

  private static boolean isSmall(String pixels) {
    return pixels.matches("\\d{1,4}") && Integer.parseInt(pixels) < ICON_PIXELS;
  }

  /** The largest of a {@code srcset}: the last number of its descriptor says how large it is. */
  private static Optional<String> largest(String srcset) {
    return Arrays.stream(srcset.split(",\\s+"))
        .map(String::strip)
        .filter(candidate -> !candidate.isEmpty() && !candidate.startsWith("data:"))
        .max((a, b) -> Double.compare(size(a), size(b)))
        .map(candidate -> candidate.split("\\s+", -1)[0]);
  }

  private static double size(String candidate) {
    String[] parts = candidate.split("\\s+", -1);
    String last = parts[parts.length - 1];
    return parts.length > 1 && last.matches("\\d{1,6}(\\.\\d{1,3})?[wx]")
        ? Double.parseDouble(last.substring(0, last.length() - 1))
        : 1;
  }

  /** What stands behind the last dot of the path, in lower case. */
  private static String extension(String address) {
    if (address.startsWith("data:")) {
      return "";
    }
    String path = address.replaceFirst("[?#].*$", "").toLowerCase(Locale.ROOT);
    int dot = path.lastIndexOf('.');
    return dot < 0 || path.length() - dot > 6 ? "" : path.substring(dot + 1);
  }
}
