package org.roomprint.searchapi.ads;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.roomprint.ads.groups.NearCopies;
import org.roomprint.ads.groups.TextTemplate;
import org.roomprint.catalog.Catalog;
import org.roomprint.catalog.ad.Ad;
import org.roomprint.catalog.ad.AdSelector;
import org.roomprint.catalog.links.AdGroup;
import org.roomprint.catalog.links.AdPicture;
import org.roomprint.catalog.links.GroupFilter;
import org.roomprint.catalog.links.GroupLevel;
import org.roomprint.catalog.selectors.Selector;
import org.roomprint.searchapi.ads.GroupBodies.AlertBody;
import org.roomprint.searchapi.ads.GroupBodies.ChangeBody;
import org.roomprint.searchapi.ads.GroupBodies.CutBody;
import org.roomprint.searchapi.ads.GroupBodies.EdgeBody;
import org.roomprint.searchapi.ads.GroupBodies.GroupBody;
import org.roomprint.searchapi.ads.GroupBodies.GroupDecisionBody;
import org.roomprint.searchapi.ads.GroupBodies.GroupDetailBody;
import org.roomprint.searchapi.ads.GroupBodies.GroupSelectorBody;
import org.roomprint.searchapi.ads.GroupBodies.NearCopiesBody;
import org.roomprint.searchapi.ads.GroupBodies.PictureBody;
import org.roomprint.searchapi.ads.GroupBodies.TemplateBody;
import org.roomprint.searchapi.wire.AdBody;

/** Puts together all that is known of a group. */
final class GroupDetails {
  /** Ads of a group that are shown, the oldest. */
  static final int MAX_ADS = 200;

  private static final int MAX_POSTERS = 200;
  private static final int MAX_CUTS = 200;

  /** Texts of one template that are compared word by word. */
  private static final int MAX_TEXTS = 20;

  private final Catalog catalog;

  GroupDetails(Catalog catalog) {
    this.catalog = catalog;
  }

  /** The ads of a group that are shown. */
  List<String> shown(AdGroup group) {
    return catalog.adLinks().members(group.groupId()).stream().limit(MAX_ADS).toList();
  }

  /**
   * All that is known.
   *
   * @param shown by {@link #shown}
   */
  GroupDetailBody of(AdGroup group, List<String> shown) {
    Map<String, Ad> found = catalog.ads().findAll(shown);
    List<Ad> ads =
        shown.stream().flatMap(id -> Optional.ofNullable(found.get(id)).stream()).toList();
    Map<String, List<AdSelector>> selectors = catalog.ads().selectorsOf(shown);
    List<AdPicture> pictures = catalog.adLinks().picturesOf(shown);
    String id = group.groupId();
    return new GroupDetailBody(
        GroupBody.of(group),
        posters(group),
        ads.stream()
            .map(ad ->
                AdBody.of(
                    ad,
                    selectors.getOrDefault(ad.adId(), List.of()),
                    catalog.ads().imagesOf(ad.adId())))
            .toList(),
        group.ads() > shown.size(),
        nearCopies(pictures),
        pictures.stream()
            .filter(picture -> picture.pictureKey().isEmpty())
            .map(PictureBody::of)
            .toList(),
        selectors(selectors),
        templates(ads),
        edges(id, shown),
        catalog.adLinks().cutsOf(id, MAX_CUTS).stream().map(cut -> CutBody.of(cut, id)).toList(),
        catalog.adLinks().decisionsOf(id).stream().map(GroupDecisionBody::of).toList(),
        catalog.adLinks().alertsOf(id).stream().map(AlertBody::of).toList(),
        catalog.adLinks().changesOf(id).stream().map(ChangeBody::of).toList());
  }

  private List<GroupBody> posters(AdGroup group) {
    if (group.level() == GroupLevel.POSTER) {
      return List.of();
    }
    GroupFilter inside =
        new GroupFilter(
            GroupLevel.POSTER,
            1,
            Optional.empty(),
            Optional.empty(),
            Optional.of(group.groupId()),
            Optional.empty());
    return catalog.adLinks().list(inside, Optional.empty(), MAX_POSTERS).items().stream()
        .map(GroupBody::of)
        .toList();
  }

  private List<EdgeBody> edges(String groupId, List<String> shown) {
    Set<String> ads = new HashSet<>(shown);
    return catalog.adLinks().edgesOf(groupId).stream()
        .filter(edge -> ads.contains(edge.adId()) && ads.contains(edge.otherId()))
        .map(EdgeBody::of)
        .toList();
  }

  private static List<NearCopiesBody> nearCopies(List<AdPicture> pictures) {
    Map<String, List<PictureBody>> byKey = new TreeMap<>();
    for (AdPicture picture : pictures) {
      picture
          .pictureKey()
          .ifPresent(key ->
              byKey.computeIfAbsent(key, any -> new ArrayList<>()).add(PictureBody.of(picture)));
    }
    return byKey.entrySet().stream()
        .map(entry -> new NearCopiesBody(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingInt((NearCopiesBody one) -> -one.images().size())
                .thenComparing(NearCopiesBody::pictureKey))
        .toList();
  }

  private static List<GroupSelectorBody> selectors(Map<String, List<AdSelector>> ofAds) {
    Map<Selector, Integer> ads = new LinkedHashMap<>();
    ofAds.values().forEach(own -> own.forEach(one -> ads.merge(one.selector(), 1, Integer::sum)));
    return ads.entrySet().stream()
        .map(entry ->
            new GroupSelectorBody(
                entry.getKey().kind().name(), entry.getKey().value(), entry.getValue()))
        .sorted(
            Comparator.comparingInt((GroupSelectorBody one) -> -one.ads())
                .thenComparing(GroupSelectorBody::kind)
                .thenComparing(GroupSelectorBody::value))
        .toList();
  }

  private static List<TemplateBody> templates(List<Ad> ads) {
    Map<String, String> texts = new TreeMap<>();
    ads.forEach(ad -> texts.put(ad.adId(), ad.text()));
    Map<String, List<String>> members = new TreeMap<>();
    NearCopies.templates(texts)
        .forEach((ad, leader) -> members.computeIfAbsent(leader, any -> new ArrayList<>()).add(ad));
    return members.values().stream()
        .map(own ->
            new TemplateBody(
                TextTemplate.of(
                        own.stream()
                            .limit(MAX_TEXTS)
                            .map(ad -> texts.getOrDefault(ad, ""))
                            .toList())
                    .shown(),
                own))
        .toList();
  }
}
