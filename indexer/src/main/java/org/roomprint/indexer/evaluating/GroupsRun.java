package org.roomprint.indexer.evaluating;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.roomprint.ads.groups.AdGrouping;
import org.roomprint.ads.groups.AdGroups;
import org.roomprint.ads.groups.AdKey;
import org.roomprint.ads.groups.Cut;
import org.roomprint.ads.groups.KeyKind;
import org.roomprint.ads.groups.KeyedAd;
import org.roomprint.ads.groups.Level;
import org.roomprint.ads.groups.NearCopies;
import org.roomprint.ads.groups.evaluate.GroupMeasures;
import org.roomprint.ads.selectors.AdText;
import org.roomprint.ads.selectors.SelectorFinder;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.selectors.FoundSelector;
import org.roomprint.catalog.selectors.Selector;
import org.roomprint.indexer.source.AdRecord;
import org.roomprint.indexer.source.Ads;
import org.roomprint.indexer.source.GroupTruth;
import org.roomprint.indexer.source.ListedFile;
import org.roomprint.indexer.source.SourceException;
import org.roomprint.indexer.source.SourceItem;

/** Groups the ads of a list and measures the groups against a truth. */
public final class GroupsRun {
  private static final double NANOS_PER_SECOND = 1e9;

  private final List<KeyedAd> ads;
  private final Map<String, GroupMeasures.Truth> truth;
  private final int files;

  private GroupsRun(List<KeyedAd> ads, Map<String, GroupMeasures.Truth> truth, int files) {
    this.ads = ads;
    this.truth = truth;
    this.files = files;
  }

  /**
   * Reads a set.
   *
   * @param ads in the format of {@code import ads}; a bad one ends it, since a set that is measured
   *     on is whole
   * @param truth with the columns {@code ad_id}, {@code poster} and {@code operation}
   */
  public static GroupsRun of(Path ads, Path truth) {
    Map<String, GroupMeasures.Truth> known = GroupTruth.fromCsv(truth);
    Map<String, AdRecord> records = new LinkedHashMap<>();
    for (SourceItem<AdRecord> item : Ads.fromJsonLines(ads)) {
      switch (item) {
        case SourceItem.Read<AdRecord> read -> {
          String id = read.value().ad().siteAdId();
          if (records.put(id, read.value()) != null) {
            throw wrong(ads, read.reference(), "The ad " + id + " is there twice");
          }
          if (!known.containsKey(id)) {
            throw wrong(
                ads,
                read.reference(),
                "Nothing is said of the ad " + id + " in " + truth + "; it needs a line there");
          }
        }
        case SourceItem.Unreadable<AdRecord> bad -> throw wrong(ads, bad.reference(), bad.detail());
        case SourceItem.PassedOver<AdRecord> passed ->
            throw wrong(ads, passed.reference(), passed.detail());
      }
    }
    if (records.isEmpty()) {
      throw new SourceException(ads + " holds no ads: there is nothing to group");
    }
    List<ListedFile> images = new ArrayList<>();
    records.values().forEach(record -> images.addAll(record.images()));
    AdPictures pictures = new AdPictures(images);
    Map<String, String> texts = new HashMap<>();
    records.forEach((id, record) -> texts.put(id, record.ad().text()));
    Map<String, String> templates = NearCopies.templates(texts);
    List<KeyedAd> keyed = new ArrayList<>();
    records.forEach((id, record) -> {
      Set<AdKey> keys = selectors(record.ad());
      record.images().stream()
          .flatMap(image -> pictures.identity(image).stream())
          .forEach(picture -> keys.add(new AdKey(KeyKind.PICTURE, picture)));
      String template = templates.get(id);
      if (template != null) {
        keys.add(new AdKey(KeyKind.TEXT, template));
      }
      Ad ad = record.ad();
      String place = ad.city().map(city -> city.strip().toLowerCase(Locale.ROOT)).orElse("");
      keyed.add(new KeyedAd(id, ad.posted(), ad.site(), place, keys));
    });
    return new GroupsRun(keyed, known, pictures.files());
  }

  private static SourceException wrong(Path file, String reference, String detail) {
    return new SourceException(file + ", " + reference + ": " + detail);
  }

  /** What the list gives, and what is written in title and text. */
  private static Set<AdKey> selectors(Ad ad) {
    Set<AdKey> keys = new HashSet<>();
    for (FoundSelector found : SelectorFinder.find(AdText.of(ad))) {
      keys.add(new AdKey(KeyKind.of(found.kind()), found.value()));
    }
    for (Selector selector : ad.selectors()) {
      keys.add(new AdKey(KeyKind.of(selector.kind()), selector.value()));
    }
    return keys;
  }

  /** Groups, and says how good that is, how long it took and what was cut, as Markdown. */
  public String markdown() {
    long begin = System.nanoTime();
    AdGroups groups = AdGrouping.of(ads, List.of());
    double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
    StringBuilder text = new StringBuilder();
    text.append(GroupMeasures.markdown(GroupMeasures.of(ads, groups, truth)));
    text.append(
        String.format(
            Locale.ROOT,
            "%n%d ads with %d keys, %d pictures with a file, grouped in %.1f s.%n%n",
            ads.size(),
            ads.stream().mapToInt(ad -> ad.keys().size()).sum(),
            files,
            seconds));
    for (Level level : Level.values()) {
      Map<Cut.Reason, Integer> cuts = new EnumMap<>(Cut.Reason.class);
      groups.cuts().stream()
          .filter(cut -> cut.level() == level)
          .forEach(cut -> cuts.merge(cut.reason(), 1, Integer::sum));
      text.append("Keys cut at the level ").append(level).append(": ").append(cuts).append('\n');
    }
    return text.toString();
  }
}
