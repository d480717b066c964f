package org.roomprint.ads.groups.evaluate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.roomprint.ads.groups.AdKey;
import org.roomprint.ads.groups.KeyKind;

/**
 * Makes a world of ads of which it is known who wrote each: the same seed and number of ads give
 * the same world.
 *
 * <p>In it are posters who tour and renew pictures, phones and accounts; agencies whose workers
 * share phones, pages, texts and some pictures; small operations behind several posters; thieves of
 * pictures; stock pictures and placeholders; texts that everyone copies; bots with rotating phones;
 * and ads with almost nothing in them. How much of each is drawn by the seed ({@link WorldRegime}).
 * Phones begin with the unassigned code +999, addresses end in {@code .example}: they are nobody's.
 */
public final class AdWorld {
  private static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");
  private static final int MAX_ADS_OF_POSTER = 400;
  private static final int MIN_WORKERS = 3;
  private static final int MAX_WORKERS = 25;
  private static final int STOCK_PICTURES = 12;
  private static final int SPAM_TEXTS = 8;
  private static final int PLATFORMS = 3;
  private static final List<String> WORDS =
      List.of(
          "new",
          "in",
          "town",
          "now",
          "call",
          "sweet",
          "friendly",
          "only",
          "today",
          "hotel",
          "visit",
          "private",
          "discreet",
          "relax",
          "massage",
          "real",
          "photos",
          "available",
          "evening",
          "weekend",
          "week",
          "days",
          "near",
          "station",
          "centre",
          "airport",
          "special",
          "price",
          "hour",
          "overnight",
          "please",
          "message",
          "first",
          "time",
          "back",
          "again",
          "short",
          "stay",
          "clean",
          "quiet",
          "place",
          "outcall",
          "incall",
          "polite",
          "gentlemen",
          "welcome",
          "warm",
          "meet",
          "me",
          "soon");
  private static final List<String> NAMES =
      List.of(
          "Anna", "Bella", "Carla", "Dora", "Elena", "Fiona", "Gina", "Hana", "Ivy", "Julia",
          "Kira", "Lola", "Mia", "Nina", "Olga", "Paula", "Rita", "Sara", "Tina", "Vera");

  private final SplittableRandom random;
  private final WorldRegime regime;
  private final int adCount;
  private final List<WorldAd> ads = new ArrayList<>();
  private final List<List<String>> postedSets = new ArrayList<>();
  private final List<String> spamTexts;
  private final List<AdKey> platforms;
  private int made;
  private int adsOfAgencies;
  private int adsOfSmallOperations;
  private int adsOfBots;

  private AdWorld(long seed, int adCount, WorldRegime.Kind kind) {
    if (adCount < 1) {
      throw new IllegalArgumentException("A world of " + adCount + " ads; it has 1 or more");
    }
    this.random = new SplittableRandom(seed);
    this.regime = WorldRegime.drawn(random, kind);
    this.adCount = adCount;
    this.spamTexts = IntStream.range(0, SPAM_TEXTS).mapToObj(i -> template()).toList();
    this.platforms = IntStream.range(0, PLATFORMS).mapToObj(i -> key(KeyKind.URL)).toList();
  }

  /** The ads of a world, in the order of their time. */
  public static List<WorldAd> of(long seed, int adCount) {
    return of(seed, adCount, WorldRegime.Kind.MIXED);
  }

  /** The same with a regime of a kind. */
  public static List<WorldAd> of(long seed, int adCount, WorldRegime.Kind kind) {
    return new AdWorld(seed, adCount, kind).make();
  }

  private List<WorldAd> make() {
    while (ads.size() < adCount) {
      double which = random.nextDouble();
      // Shares are of ads; an agency posts many at once, so it is drawn by what is still missing.
      if (which < regime.botShare() && share(adsOfBots) < regime.botShare()) {
        bot();
      } else if (share(adsOfAgencies) < regime.agencyShare()) {
        agency();
      } else if (share(adsOfSmallOperations) < regime.smallOperationShare()) {
        smallOperation();
      } else {
        independent();
      }
    }
    List<WorldAd> first = ads.subList(0, adCount);
    return first.stream()
        .sorted(Comparator.comparing(WorldAd::posted).thenComparing(WorldAd::id))
        .toList();
  }

  private double share(int adsOfKind) {
    return ads.isEmpty() ? 0 : (double) adsOfKind / ads.size();
  }

  // Who there is ------------------------------------------------------------------------------

  private void independent() {
    Poster poster = poster("poster-" + ++made, "alone-" + made, size());
    contacts(poster);
    poster.post();
  }

  private void smallOperation() {
    int before = ads.size();
    int posters = random.nextInt(2, 6);
    String operation = "small-" + ++made;
    List<AdKey> shared = new ArrayList<>();
    List<String> room = List.of();
    switch (random.nextInt(4)) {
      case 0 -> shared.add(key(KeyKind.CRYPTO_ADDRESS));
      case 1 -> shared.add(key(KeyKind.EMAIL));
      case 2 -> {
        shared.add(key(KeyKind.CRYPTO_ADDRESS));
        room = pictures(2);
      }
      default -> {
        shared.add(key(random.nextBoolean() ? KeyKind.EMAIL : KeyKind.HANDLE));
        room = pictures(1);
      }
    }
    double chance = random.nextDouble(0.4, 0.95);
    for (int i = 0; i < posters; i++) {
      Poster poster = poster("poster-" + ++made, operation, Math.max(2, size()));
      contacts(poster);
      poster.shared = shared;
      poster.sharedChance = chance;
      poster.banners = room;
      poster.bannerChance = 0.3;
      poster.post();
    }
    adsOfSmallOperations += ads.size() - before;
  }

  private void agency() {
    int before = ads.size();
    int workers =
        (int) Math.min(MAX_WORKERS, MIN_WORKERS * Math.pow(1 - random.nextDouble(), -1 / 1.3));
    String operation = "agency-" + ++made;
    List<AdKey> phones =
        IntStream.range(0, random.nextInt(1, 5)).mapToObj(i -> key(KeyKind.PHONE)).toList();
    List<AdKey> shared = new ArrayList<>();
    if (random.nextDouble() < 0.6) {
      shared.add(key(KeyKind.URL));
    }
    if (random.nextDouble() < 0.4) {
      shared.add(key(KeyKind.EMAIL));
    }
    List<String> banners =
        random.nextDouble() < regime.bannerChance() ? pictures(random.nextInt(1, 4)) : List.of();
    String text = template();
    List<Integer> towns =
        IntStream.range(0, random.nextInt(1, 4))
            .mapToObj(i -> random.nextInt(regime.towns()))
            .toList();
    double chance = random.nextDouble(0.4, 1);
    double bannerChance = random.nextDouble(0.2, 0.8);
    double length = Math.min(regime.days(), random.nextDouble(20, 300));
    double begin = random.nextDouble(0, regime.days() - length + 0.001);
    for (int i = 0; i < workers; i++) {
      Poster worker = poster("poster-" + ++made, operation, Math.max(2, 2 * size()));
      worker.begin = begin;
      worker.end = begin + length;
      worker.phones = phones;
      worker.phoneChanges = false;
      worker.shared = shared;
      worker.sharedChance = chance;
      worker.banners = banners;
      worker.bannerChance = bannerChance;
      worker.text = text;
      worker.home = towns.get(random.nextInt(towns.size()));
      worker.tours = random.nextDouble() < regime.tourChance() / 3;
      if (random.nextDouble() < regime.ownPhoneChance()) {
        worker.ownPhone = Optional.of(key(KeyKind.PHONE));
      }
      worker.post();
    }
    adsOfAgencies += ads.size() - before;
  }

  private void bot() {
    int before = ads.size();
    Poster poster = poster("poster-" + ++made, "bot-" + made, random.nextInt(20, 120));
    poster.phones =
        IntStream.range(0, random.nextInt(5, 30)).mapToObj(i -> key(KeyKind.PHONE)).toList();
    poster.phoneChanges = false;
    poster.renews = false;
    poster.roams = true;
    poster.post();
    adsOfBots += ads.size() - before;
  }

  private Poster poster(String id, String operation, int size) {
    Poster poster = new Poster(id, operation, size);
    poster.text =
        random.nextDouble() < regime.spamTextChance()
            ? spamTexts.get(random.nextInt(spamTexts.size()))
            : template();
    poster.home = random.nextInt(regime.towns());
    poster.tours = random.nextDouble() < regime.tourChance();
    return poster;
  }

  private void contacts(Poster poster) {
    poster.phones =
        random.nextDouble() < regime.secondPhone()
            ? List.of(key(KeyKind.PHONE), key(KeyKind.PHONE))
            : List.of(key(KeyKind.PHONE));
    if (random.nextDouble() < regime.handleChance()) {
      poster.handle = Optional.of(key(KeyKind.HANDLE));
    }
    if (random.nextDouble() < regime.platformChance()) {
      poster.platform = Optional.of(platforms.get(random.nextInt(platforms.size())));
    }
    if (random.nextDouble() < regime.thiefChance() && !postedSets.isEmpty()) {
      List<String> postedSet = postedSets.get(random.nextInt(postedSets.size()));
      boolean whole = random.nextDouble() < regime.wholeSetChance();
      int taken = whole ? postedSet.size() : Math.min(postedSet.size(), random.nextInt(1, 4));
      poster.stolen = postedSet.subList(0, taken);
      poster.wholeSet = whole;
    }
  }

  // What they have ----------------------------------------------------------------------------

  private int size() {
    double drawn = Math.pow(1 - random.nextDouble(), -1 / regime.tail());
    return (int) Math.min(Math.min(MAX_ADS_OF_POSTER, Math.max(4, adCount / 20)), drawn * 1.5);
  }

  private AdKey key(KeyKind kind) {
    long number = random.nextLong(100_000_000L, 1_000_000_000L);
    String letters = Long.toString(random.nextLong(1L << 40, 1L << 50), 36);
    return new AdKey(
        kind,
        switch (kind) {
          case PHONE -> "+999" + number;
          case EMAIL -> letters + "@mail.example";
          case URL -> "https://" + letters + ".example";
          case CRYPTO_ADDRESS -> "bc1q" + letters + letters + letters;
          default -> letters;
        });
  }

  private List<String> pictures(int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(Long.toString(random.nextLong(1L << 50, 1L << 60), 36) + ".jpg");
    }
    return names;
  }

  private String template() {
    StringBuilder text = new StringBuilder("Hi, I am {name}, in {town}.");
    int words = random.nextInt(12, 50);
    for (int i = 0; i < words; i++) {
      text.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
    }
    return text.append(" {price} an hour.").toString();
  }

  private static String town(int number) {
    return "Town " + number;
  }

  /** One poster while their ads are made. */
  private final class Poster {
    private final String id;
    private final String operation;
    private final int size;
    private final String name = NAMES.get(random.nextInt(NAMES.size()));
    private List<AdKey> phones = List.of();
    private boolean phoneChanges = true;
    private boolean renews = true;
    private boolean roams;
    private boolean tours;
    private boolean wholeSet;
    private int home;
    private double begin;
    private double end = regime.days();
    private Optional<AdKey> ownPhone = Optional.empty();
    private Optional<AdKey> handle = Optional.empty();
    private Optional<AdKey> platform = Optional.empty();
    private List<AdKey> shared = List.of();
    private double sharedChance;
    private List<String> banners = List.of();
    private double bannerChance;
    private List<String> stolen = List.of();
    private String text = "";

    private Poster(String id, String operation, int size) {
      this.id = id;
      this.operation = operation;
      this.size = size;
    }

    private void post() {
      double active = Math.min(end - begin, 5 + size * random.nextDouble(1, 12));
      double from = begin + random.nextDouble(0, end - begin - active + 0.001);
      double[] times = random.doubles(size, from, from + active + 0.001).sorted().toArray();
      List<String> pool = new ArrayList<>();
      if (!wholeSet) {
        pool.addAll(pictures(Math.max(1, regime.poolSize() + random.nextInt(-2, 3))));
      }
      pool.addAll(stolen);
      if (!wholeSet && stolen.isEmpty()) {
        postedSets.add(List.copyOf(pool));
      }
      double renewal = from + exponential(regime.renewDays());
      double phoneChange = from + exponential(regime.phoneDays());
      double handleChange = from + exponential(regime.phoneDays());
      double leave = from;
      int at = home;
      int first = ads.size();
      for (double time : times) {
        if (renews && time > renewal) {
          renew(pool);
          if (phoneChanges && random.nextDouble() < 0.3) {
            text = template();
          }
          renewal = time + exponential(regime.renewDays());
        }
        if (phoneChanges && time > phoneChange) {
          phones =
              phones.size() == 2
                  ? List.of(phones.get(1), key(KeyKind.PHONE))
                  : List.of(key(KeyKind.PHONE));
          phoneChange = time + exponential(regime.phoneDays());
        }
        if (handle.isPresent() && time > handleChange) {
          handle = Optional.of(key(KeyKind.HANDLE));
          handleChange = time + exponential(regime.phoneDays());
        }
        if (roams || (tours && time > leave)) {
          at = random.nextInt(regime.towns());
          leave = time + random.nextDouble(2, 12);
        }
        ad(first, time, at, pool);
      }
    }

    private void renew(List<String> pool) {
      double share = regime.renewShare() * random.nextDouble(0.5, 1.5);
      List<String> fresh = pictures(pool.size());
      for (int i = 0; i < pool.size(); i++) {
        if (random.nextDouble() < share) {
          pool.set(i, fresh.get(i));
        }
      }
    }

    private void ad(int first, double time, int at, List<String> pool) {
      Instant posted = BEGIN.plus(Duration.ofSeconds((long) (time * 86_400)));
      String number = String.format(Locale.ROOT, "a%06d", ads.size());
      String site = "site-" + random.nextInt(regime.sites());
      if (ads.size() > first && random.nextDouble() < regime.repostChance()) {
        WorldAd again = ads.get(ads.size() - 1);
        ads.add(
            new WorldAd(
                number,
                site,
                again.title(),
                again.text(),
                posted,
                town(at),
                again.selectors(),
                again.images(),
                id,
                operation));
        return;
      }
      boolean isEmpty = random.nextDouble() < regime.emptyChance();
      String written =
          text.replace("{name}", name)
              .replace("{town}", town(at))
              .replace("{price}", String.valueOf(10 * random.nextInt(5, 30)));
      ads.add(
          new WorldAd(
              number,
              site,
              name + " in " + town(at),
              isEmpty ? "" : written,
              posted,
              town(at),
              isEmpty ? List.of() : selectors(),
              isEmpty ? List.of() : images(site, pool),
              id,
              operation));
    }

    private List<AdKey> selectors() {
      Set<AdKey> said = new LinkedHashSet<>();
      if (random.nextDouble() >= regime.noPhone()) {
        said.add(phones.get(random.nextInt(phones.size())));
        if (phones.size() > 1 && random.nextDouble() < 0.2) {
          said.add(phones.get(random.nextInt(phones.size())));
        }
      }
      ownPhone.filter(phone -> random.nextDouble() < 0.4).ifPresent(said::add);
      handle.filter(name -> random.nextDouble() < 0.8).ifPresent(said::add);
      platform.ifPresent(said::add);
      shared.stream().filter(one -> random.nextDouble() < sharedChance).forEach(said::add);
      return List.copyOf(said);
    }

    private List<String> images(String site, List<String> pool) {
      Set<String> shown = new LinkedHashSet<>();
      if (random.nextDouble() < regime.noPictures()) {
        return random.nextDouble() < 0.5 ? List.of("placeholder-" + site + ".png") : List.of();
      }
      int most = regime.picturesOfAd();
      int count = Math.min(pool.size(), random.nextInt(Math.max(1, most / 2), most + 1));
      while (shown.size() < count) {
        // The first pictures of a pool are its favourites.
        double skewed = Math.pow(random.nextDouble(), 1.5);
        shown.add(pool.get((int) (skewed * pool.size())));
      }
      if (!banners.isEmpty() && random.nextDouble() < bannerChance) {
        shown.add(banners.get(random.nextInt(banners.size())));
      }
      if (random.nextDouble() < regime.stockChance()) {
        shown.add("stock-" + random.nextInt(STOCK_PICTURES) + ".jpg");
      }
      return List.copyOf(shown);
    }

    private double exponential(double mean) {
      return -mean * Math.log(1 - random.nextDouble());
    }
  }
}
