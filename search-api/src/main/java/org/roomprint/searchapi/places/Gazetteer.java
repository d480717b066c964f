package org.roomprint.searchapi.places;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Finds the places that a name, as an ad writes it, may mean. All of them are named, those of the
 * country that the ad states first and then the largest: none is chosen. Names count in every
 * language that GeoNames has them in, without case and accents.
 *
 * <p>It holds a hash of each name instead of the name, and takes some 35 MB of memory; two names
 * that share one are not expected among a million (64 bits).
 */
public final class Gazetteer {
  /** Most candidates of one name. */
  public static final int MAX_CANDIDATES = 20;

  private static final String RESOURCE = "gazetteer.tsv.gz";

  /** Longest name that is looked up, in characters: a sentence names no place. */
  private static final int MAX_NAME_LENGTH = 200;

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern BETWEEN_PARTS = Pattern.compile("[,;/()|\\n]|\\s[-–—]\\s");
  private static final Pattern POSTCODE = Pattern.compile("\\b[\\p{L}-]{0,3}\\d[\\d-]{2,9}\\b");
  private static final Pattern TAB = Pattern.compile("\t");
  private static final Pattern BAR = Pattern.compile("\\|");
  private static final int FIELDS = 8;

  private final List<PlaceCandidate> places;

  /** Hashes of names in order, each with the place that has it at the same index. */
  private final long[] keys;

  private final int[] placeOfKey;

  private Gazetteer(List<PlaceCandidate> places, long[] keys, int[] placeOfKey) {
    this.places = places;
    this.keys = keys;
    this.placeOfKey = placeOfKey;
  }

  private static final class Bundled {
    private static final Optional<Gazetteer> GAZETTEER = load();

    private static Optional<Gazetteer> load() {
      try (InputStream in = Gazetteer.class.getResourceAsStream(RESOURCE)) {
        return in == null ? Optional.empty() : Optional.of(read(in));
      } catch (IOException e) {
        throw new UncheckedIOException("The bundled gazetteer cannot be read", e);
      }
    }
  }

  /**
   * The one that comes with the program, read when it is first asked for; empty where the program
   * was built without its pages.
   */
  public static Optional<Gazetteer> bundled() {
    return Bundled.GAZETTEER;
  }

  /**
   * Reads a gazetteer.
   *
   * @param compressed lines as {@code .mvn/gazetteer.mjs} writes them, the largest place first
   */
  static Gazetteer read(InputStream compressed) throws IOException {
    List<PlaceCandidate> places = new ArrayList<>();
    List<Named> names = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(compressed), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = TAB.split(line, -1);
        if (fields.length != FIELDS) {
          throw new IOException("A line of the gazetteer has " + fields.length + " fields");
        }
        int place = places.size();
        places.add(
            new PlaceCandidate(
                Integer.parseInt(fields[0]),
                fields[1],
                fields[2].intern(),
                fields[3].intern(),
                Long.parseLong(fields[4]),
                Double.parseDouble(fields[5]),
                Double.parseDouble(fields[6]),
                false));
        Set<String> plain = new LinkedHashSet<>();
        plain.add(plain(fields[1]));
        BAR.splitAsStream(fields[7]).map(Gazetteer::plain).forEach(plain::add);
        plain.stream()
            .filter(name -> !name.isEmpty())
            .forEach(name -> names.add(new Named(hash(name), place)));
      }
    }
    names.sort(Comparator.comparingLong(Named::key).thenComparingInt(Named::place));
    long[] keys = new long[names.size()];
    int[] placeOfKey = new int[names.size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = names.get(i).key();
      placeOfKey[i] = names.get(i).place();
    }
    return new Gazetteer(List.copyOf(places), keys, placeOfKey);
  }

  private record Named(long key, int place) {}

  /**
   * The places that a name may mean: of the whole of it, or else of the first of its parts that is
   * one, such as of {@code Köln} in {@code Köln, Innenstadt}.
   *
   * @param written as an ad writes it
   * @param country that the ad states, ISO 3166-1 alpha-2
   * @return at most {@value #MAX_CANDIDATES}
   */
  public List<PlaceCandidate> candidates(String written, Optional<String> country) {
    if (written.length() > MAX_NAME_LENGTH) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    names.add(written);
    BETWEEN_PARTS.splitAsStream(written).forEach(names::add);
    List.copyOf(names).forEach(name -> names.add(POSTCODE.matcher(name).replaceAll(" ")));
    for (String name : names) {
      List<PlaceCandidate> found = named(plain(name), country);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private List<PlaceCandidate> named(String name, Optional<String> country) {
    if (name.isEmpty()) {
      return List.of();
    }
    long key = hash(name);
    int at = Arrays.binarySearch(keys, key);
    if (at < 0) {
      return List.of();
    }
    while (at > 0 && keys[at - 1] == key) {
      at--;
    }
    List<PlaceCandidate> found = new ArrayList<>();
    for (; at < keys.length && keys[at] == key; at++) {
      PlaceCandidate place = places.get(placeOfKey[at]);
      found.add(
          new PlaceCandidate(
              place.geonameId(),
              place.name(),
              place.country(),
              place.division(),
              place.population(),
              place.latitude(),
              place.longitude(),
              country.filter(place.country()::equals).isPresent()));
    }
    found.sort(
        Comparator.comparing(PlaceCandidate::inStatedCountry)
            .thenComparingLong(PlaceCandidate::population)
            .reversed());
    return List.copyOf(found.subList(0, Math.min(MAX_CANDIDATES, found.size())));
  }

  /** Letters and digits without marks, in lower case, a space between words. */
  private static String plain(String name) {
    String bare = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
    return BETWEEN_WORDS.matcher(bare.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
  }

  /** FNV-1a with 64 bits, over the characters, and mixed at the end. */
  private static long hash(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    return hash ^ (hash >>> 29);
  }
}
