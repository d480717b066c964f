package org.roomprint.catalog.selectors;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The messengers and networks where people have names: how they are called, and which links lead to
 * somebody's page there ({@code platforms.txt}).
 */
public final class Platforms {
  /**
   * How a platform is called.
   *
   * @param platform its name in a selector
   * @param isWeak whether the word also means something else
   */
  public record Alias(String platform, boolean isWeak) {}

  /** A place on the web whose path goes on with somebody's name. */
  private record Profile(String prefix, String platform) {}

  /** Words of the longest alias. */
  public static final int MOST_WORDS = 3;

  private static final Map<String, Alias> ALIASES = new HashMap<>();
  private static final List<Profile> PROFILES = new ArrayList<>();
  private static final List<String> PHONE_LINKS = new ArrayList<>();
  private static final Set<String> RESERVED = new HashSet<>();

  static {
    for (WordLists.Entry entry : WordLists.read(Platforms.class, "platforms.txt")) {
      String key = entry.key();
      if (key.startsWith("words ")) {
        for (String word : entry.words()) {
          boolean isWeak = word.endsWith("~");
          String name = Folding.fold(isWeak ? word.substring(0, word.length() - 1) : word);
          ALIASES.putIfAbsent(name, new Alias(key.substring("words ".length()), isWeak));
        }
      } else if (key.startsWith("links ")) {
        for (String prefix : entry.words()) {
          PROFILES.add(new Profile(prefix, key.substring("links ".length())));
        }
      } else if (key.equals("phonelinks")) {
        PHONE_LINKS.addAll(entry.words());
      } else {
        RESERVED.addAll(entry.words());
      }
    }
    PROFILES.sort(
        Comparator.comparingInt((Profile profile) -> profile.prefix().length()).reversed());
  }

  private Platforms() {}

  /** The platform that is called so, in lower case and without accents. */
  public static Optional<Alias> called(String words) {
    return Optional.ofNullable(ALIASES.get(words));
  }

  /** All aliases, for those that stand in a row of letters without spaces. */
  public static Set<String> aliases() {
    return ALIASES.keySet();
  }

  /** Whether a link leads to somebody's page or opens a chat. */
  public static boolean isKnown(String address) {
    return phoneOf(address).isPresent() || handleOf(address).isPresent();
  }

  /** The digits in a link that opens a chat with a phone number. */
  public static Optional<String> phoneOf(String address) {
    String lower = address.toLowerCase(Locale.ROOT);
    for (String prefix : PHONE_LINKS) {
      if (lower.startsWith(prefix)) {
        String rest = address.substring(prefix.length()).replaceFirst("^(?:\\+|%2[bB]|/)+", "");
        int end = 0;
        while (end < rest.length() && "0123456789-()".indexOf(rest.charAt(end)) >= 0) {
          end++;
        }
        String digits = rest.substring(0, end).replaceAll("\\D", "");
        if (digits.length() >= 7
            && (end == rest.length() || "/?&# ".indexOf(rest.charAt(end)) >= 0)) {
          return Optional.of(digits);
        }
      }
    }
    return Optional.empty();
  }

  /** The name in a link to somebody's page, with its platform before it. */
  public static Optional<String> handleOf(String address) {
    String lower = address.toLowerCase(Locale.ROOT);
    int slash = lower.indexOf('/');
    return pageOf(lower)
        .or(() -> slash < 0 ? Optional.empty() : pageOf(plain(lower, slash, 'i')))
        .or(() -> slash < 0 ? Optional.empty() : pageOf(plain(lower, slash, 'l')));
  }

  private static String plain(String address, int slash, char one) {
    return plain(address.substring(0, slash), one) + address.substring(slash);
  }

  /** With the letters that digits and signs stand for, as in "1nst4gram". */
  public static String plain(String written, char one) {
    StringBuilder plain = new StringBuilder(written.length());
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      plain.append(
          switch (c) {
            case '0' -> 'o';
            case '1', '|' -> one;
            case '!' -> 'i';
            case '3' -> 'e';
            case '4', '@' -> 'a';
            case '5', '$' -> 's';
            case '7' -> 't';
            default -> c;
          });
    }
    return plain.toString();
  }

  private static Optional<String> pageOf(String lower) {
    for (Profile profile : PROFILES) {
      if (lower.startsWith(profile.prefix())) {
        String rest = lower.substring(profile.prefix().length());
        int end = 0;
        while (end < rest.length() && "/?#&".indexOf(rest.charAt(end)) < 0) {
          end++;
        }
        String name = rest.substring(0, end).replaceFirst("^(?:[@$~]|%40)+", "");
        boolean isName =
            name.matches("[\\p{L}\\d_](?:[\\p{L}\\d._-]{0,62}[\\p{L}\\d_-])?")
                && !RESERVED.contains(name);
        return isName ? Optional.of(profile.platform() + ":" + name) : Optional.empty();
      }
    }
    return Optional.empty();
  }
}
