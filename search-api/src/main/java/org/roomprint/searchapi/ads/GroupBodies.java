package org.roomprint.searchapi.ads;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.roomprint.catalog.links.AdGroup;
import org.roomprint.catalog.links.AdPicture;
import org.roomprint.catalog.links.CopyShape;
import org.roomprint.catalog.links.GroupAlert;
import org.roomprint.catalog.links.GroupChange;
import org.roomprint.catalog.links.GroupCut;
import org.roomprint.catalog.links.GroupDecision;
import org.roomprint.catalog.links.GroupDecision.Ruling;
import org.roomprint.catalog.links.GroupEdge;
import org.roomprint.catalog.links.GroupLabel;
import org.roomprint.catalog.links.LinkKey;
import org.roomprint.catalog.links.LinkKeyKind;
import org.roomprint.searchapi.wire.AdBody;
import org.roomprint.searchapi.wire.Paths;

/** Groups of ads on the wire. */
final class GroupBodies {
  private GroupBodies() {}

  /** A group in a list. */
  record GroupBody(
      String groupId,
      String level,
      String operationId,
      int ads,
      Optional<String> firstPosted,
      Optional<String> lastPosted,
      String changedAt,
      Optional<String> label,
      boolean closed) {
    static GroupBody of(AdGroup group) {
      return new GroupBody(
          group.groupId(),
          group.level().name(),
          group.operationId(),
          group.ads(),
          group.firstPosted().map(Instant::toString),
          group.lastPosted().map(Instant::toString),
          group.changedAt().toString(),
          group.label().map(GroupLabel::name),
          group.isClosed());
    }
  }

  /** A page of groups. */
  record GroupPageBody(List<GroupBody> groups, Optional<String> nextCursor) {
    GroupPageBody {
      groups = List.copyOf(groups);
    }
  }

  /** Something that two ads both hold. */
  record KeyBody(String kind, String value) {
    static KeyBody of(LinkKey key) {
      return new KeyBody(key.kind().name(), key.value());
    }
  }

  /**
   * Why two ads came into one group.
   *
   * @param words the same as a sentence
   */
  record EdgeBody(
      String level,
      String adId,
      String otherAdId,
      double weight,
      boolean decided,
      List<KeyBody> keys,
      List<KeyBody> further,
      String words) {
    EdgeBody {
      keys = List.copyOf(keys);
      further = List.copyOf(further);
    }

    static EdgeBody of(GroupEdge edge) {
      return new EdgeBody(
          edge.level().name(),
          edge.adId(),
          edge.otherId(),
          edge.weight(),
          edge.isDecided(),
          edge.keys().stream().map(KeyBody::of).toList(),
          edge.further().stream().map(KeyBody::of).toList(),
          words(edge));
    }

    private static String words(GroupEdge edge) {
      String both =
          edge.keys().isEmpty()
              ? "Nothing was found that both ads hold"
              : "Both ads hold " + named(edge.keys());
      String further =
          edge.further().isEmpty()
              ? ""
              : "; " + named(edge.further()) + " in the ads that were with them spoke for it too";
      return edge.isDecided()
          ? "An analyst said that they belong together. " + both + further
          : both + further;
    }

    private static String named(List<LinkKey> keys) {
      return keys.stream().map(EdgeBody::named).distinct().collect(Collectors.joining(", "));
    }

    private static String named(LinkKey key) {
      return switch (key.kind()) {
        case PHONE, HANDLE, EMAIL, CRYPTO_ADDRESS, URL ->
            "the " + name(key.kind()) + " " + key.value();
        case PICTURE -> "the same picture";
        case ROOM -> "pictures of the same room";
        case TEXT -> "a copy of the same text";
      };
    }

    private static String name(LinkKeyKind kind) {
      return switch (kind) {
        case EMAIL -> "e-mail address";
        case URL -> "page";
        default -> kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      };
    }
  }

  /** One step on the way from an ad to another. */
  record StepBody(String fromAdId, String toAdId, EdgeBody edge) {}

  /** The way from an ad to another. */
  record PathBody(List<StepBody> steps) {
    PathBody {
      steps = List.copyOf(steps);
    }
  }

  /**
   * A key that joins nothing.
   *
   * @param ads how many hold it
   * @param groups how many groups of the level hold it
   * @param otherGroupIds some of the others
   */
  record CutBody(
      String level,
      String kind,
      String value,
      int ads,
      int groups,
      List<String> otherGroupIds,
      String reason,
      String words) {
    /** Most other groups that are named. */
    static final int MAX_OTHERS = 20;

    CutBody {
      otherGroupIds = List.copyOf(otherGroupIds);
    }

    static CutBody of(GroupCut cut, String groupId) {
      return new CutBody(
          cut.level().name(),
          cut.key().kind().name(),
          cut.key().value(),
          cut.ads(),
          cut.groups().size(),
          cut.groups().stream()
              .filter(id -> !id.equals(groupId))
              .sorted()
              .limit(MAX_OTHERS)
              .toList(),
          cut.reason(),
          cut.words());
    }
  }

  /** How an edited copy lies over another picture. */
  record CopyBody(
      double scale, double rotationDegrees, boolean mirrored, double ownShare, double otherShare) {
    static CopyBody of(CopyShape copy) {
      return new CopyBody(
          copy.scale(),
          copy.rotationDegrees(),
          copy.isMirrored(),
          copy.ownShare(),
          copy.otherShare());
    }
  }

  /** An image of an ad of the group. */
  record PictureBody(
      String imageId,
      String adId,
      String thumbnail,
      String evidence,
      Optional<String> ofImageId,
      Optional<Integer> pdqDistance,
      Optional<CopyBody> copy,
      Optional<String> sameRoomAsImageId) {
    static PictureBody of(AdPicture picture) {
      return new PictureBody(
          picture.imageId(),
          picture.adId(),
          Paths.adImageThumbnail(picture.imageId()),
          picture.evidence().name(),
          picture.ofImage(),
          picture.pdqDistance(),
          picture.copy().map(CopyBody::of),
          picture.roomOf());
    }
  }

  /** Images that are one picture. */
  record NearCopiesBody(String pictureKey, List<PictureBody> images) {
    NearCopiesBody {
      images = List.copyOf(images);
    }
  }

  /**
   * A selector of the group.
   *
   * @param ads how many of the ads shown hold it
   */
  record GroupSelectorBody(String kind, String value, int ads) {}

  /** A text that several ads of the group have, its slots as numbers in brackets. */
  record TemplateBody(String text, List<String> adIds) {
    TemplateBody {
      adIds = List.copyOf(adIds);
    }
  }

  /** A decision. */
  record GroupDecisionBody(
      String decisionId,
      String groupId,
      String level,
      String ruling,
      Optional<String> adId,
      Optional<String> otherAdId,
      Optional<String> label,
      String note,
      String decidedBy,
      String decidedAt,
      Optional<String> withdrawnBy,
      Optional<String> withdrawnAt) {
    static GroupDecisionBody of(GroupDecision decision) {
      record Parts(
          String ruling, Optional<String> ad, Optional<String> other, Optional<String> label) {}
      Parts parts =
          switch (decision.ruling()) {
            case Ruling.HeldApart(String ad, String other) ->
                new Parts("HELD_APART", Optional.of(ad), Optional.of(other), Optional.empty());
            case Ruling.Merged(String ad, String other) ->
                new Parts("MERGED", Optional.of(ad), Optional.of(other), Optional.empty());
            case Ruling.Labelled(GroupLabel label) ->
                new Parts(
                    "LABELLED", Optional.empty(), Optional.empty(), Optional.of(label.name()));
          };
      return new GroupDecisionBody(
          decision.decisionId(),
          decision.groupId(),
          decision.level().name(),
          parts.ruling(),
          parts.ad(),
          parts.other(),
          parts.label(),
          decision.note(),
          decision.decidedBy(),
          decision.decidedAt().toString(),
          decision.withdrawal().map(GroupDecision.Withdrawal::by),
          decision.withdrawal().map(end -> end.at().toString()));
    }
  }

  /** What would join ads that are held apart. */
  record AlertBody(
      String alertId, String decisionId, String seenAt, boolean current, EdgeBody edge) {
    static AlertBody of(GroupAlert alert) {
      return new AlertBody(
          alert.alertId(),
          alert.decisionId(),
          alert.seenAt().toString(),
          alert.isCurrent(),
          EdgeBody.of(alert.edge()));
    }
  }

  /** What became of groups. */
  record ChangeBody(String at, String kind, String fromGroupId, String toGroupId) {
    static ChangeBody of(GroupChange change) {
      return new ChangeBody(
          change.at().toString(), change.kind().name(), change.from(), change.to());
    }
  }

  /**
   * All that is known of a group.
   *
   * @param ads the oldest of its ads
   * @param moreAds whether it has more than these, of which nothing is said here
   * @param nearCopies images of these ads that are the same picture
   * @param noEvidence images that are linked with nothing, being flat or unreadable
   */
  record GroupDetailBody(
      GroupBody group,
      List<GroupBody> posters,
      List<AdBody> ads,
      boolean moreAds,
      List<NearCopiesBody> nearCopies,
      List<PictureBody> noEvidence,
      List<GroupSelectorBody> selectors,
      List<TemplateBody> textTemplates,
      List<EdgeBody> edges,
      List<CutBody> cuts,
      List<GroupDecisionBody> decisions,
      List<AlertBody> alerts,
      List<ChangeBody> changes) {
    GroupDetailBody {
      posters = List.copyOf(posters);
      ads = List.copyOf(ads);
      nearCopies = List.copyOf(nearCopies);
      noEvidence = List.copyOf(noEvidence);
      selectors = List.copyOf(selectors);
      textTemplates = List.copyOf(textTemplates);
      edges = List.copyOf(edges);
      cuts = List.copyOf(cuts);
      decisions = List.copyOf(decisions);
      alerts = List.copyOf(alerts);
      changes = List.copyOf(changes);
    }
  }
}
