package org.roomprint.catalog.sql.links;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roomprint.base.Digests;
import org.roomprint.catalog.links.GroupAlert;
import org.roomprint.catalog.links.GroupCut;
import org.roomprint.catalog.links.GroupDecision;
import org.roomprint.catalog.links.GroupDecision.Ruling;
import org.roomprint.catalog.links.GroupEdge;
import org.roomprint.catalog.links.GroupLabel;
import org.roomprint.catalog.links.GroupLevel;
import org.roomprint.catalog.links.LinkKey;
import org.roomprint.catalog.links.LinkKeyKind;

/** Rows of the tables of links, as they are bound and compared with those that are there. */
public final class LinkRows {
  private LinkRows() {}

  /** A row of {@code ad_group_member}. */
  public record MemberRow(String adId, GroupLevel level, String groupId, int place) {}

  /** A row of {@code ad_group_edge}. */
  public record EdgeRow(
      GroupLevel level,
      String adId,
      String otherId,
      double weight,
      boolean isDecided,
      List<LinkKey> heldKeys,
      List<LinkKey> further) {
    static EdgeRow of(GroupEdge edge) {
      return new EdgeRow(
          edge.level(),
          edge.adId(),
          edge.otherId(),
          edge.weight(),
          edge.isDecided(),
          edge.keys(),
          edge.further());
    }

    GroupEdge edge() {
      return new GroupEdge(level, adId, otherId, weight, isDecided, heldKeys, further);
    }
  }

  /** A row of {@code ad_group_cut}. */
  public record CutRow(
      String cutId,
      GroupLevel level,
      LinkKeyKind kind,
      String keyValue,
      int ads,
      String reason,
      String words) {
    static CutRow of(GroupCut cut) {
      return new CutRow(
          Digests.derivedId("cut", cut.level().name(), cut.key().kind().name(), cut.key().value()),
          cut.level(),
          cut.key().kind(),
          cut.key().value(),
          cut.ads(),
          cut.reason(),
          cut.words());
    }

    GroupCut cut(Map<String, Set<String>> holders) {
      return new GroupCut(
          level,
          new LinkKey(kind, keyValue),
          ads,
          reason,
          words,
          holders.getOrDefault(cutId, Set.of()));
    }
  }

  /** A row of {@code ad_group_cut_holder}. */
  public record HolderRow(String groupId, String cutId) {}

  /** A row of {@code ad_group_decision}. */
  public record DecisionRow(
      String decisionId,
      String groupId,
      GroupLevel level,
      String ruling,
      Optional<String> adId,
      Optional<String> otherId,
      Optional<GroupLabel> label,
      String note,
      String decidedBy,
      Instant decidedAt,
      Optional<String> withdrawnBy,
      Optional<Instant> withdrawnAt) {
    static DecisionRow of(GroupDecision decision) {
      Ruling ruling = decision.ruling();
      Optional<String> ad = Optional.empty();
      Optional<String> other = Optional.empty();
      Optional<GroupLabel> label = Optional.empty();
      String name =
          switch (ruling) {
            case Ruling.HeldApart(String one, String two) -> {
              ad = Optional.of(one);
              other = Optional.of(two);
              yield "HELD_APART";
            }
            case Ruling.Merged(String one, String two) -> {
              ad = Optional.of(one);
              other = Optional.of(two);
              yield "MERGED";
            }
            case Ruling.Labelled(GroupLabel given) -> {
              label = Optional.of(given);
              yield "LABELLED";
            }
          };
      return new DecisionRow(
          decision.decisionId(),
          decision.groupId(),
          decision.level(),
          name,
          ad,
          other,
          label,
          decision.note(),
          decision.decidedBy(),
          decision.decidedAt(),
          decision.withdrawal().map(GroupDecision.Withdrawal::by),
          decision.withdrawal().map(GroupDecision.Withdrawal::at));
    }

    GroupDecision decision() {
      Ruling made =
          switch (ruling) {
            case "HELD_APART" -> new Ruling.HeldApart(adId.orElseThrow(), otherId.orElseThrow());
            case "MERGED" -> new Ruling.Merged(adId.orElseThrow(), otherId.orElseThrow());
            default -> new Ruling.Labelled(label.orElseThrow());
          };
      return new GroupDecision(
          decisionId,
          groupId,
          level,
          made,
          note,
          decidedBy,
          decidedAt,
          withdrawnBy.map(by -> new GroupDecision.Withdrawal(by, withdrawnAt.orElseThrow())));
    }
  }

  /** A row of {@code ad_group_alert}. */
  public record AlertRow(
      String alertId,
      String decisionId,
      GroupLevel level,
      String adId,
      String otherId,
      double weight,
      boolean isDecided,
      List<LinkKey> heldKeys,
      List<LinkKey> further,
      Instant seenAt,
      boolean isCurrent) {
    static AlertRow of(GroupAlert alert) {
      GroupEdge edge = alert.edge();
      return new AlertRow(
          alert.alertId(),
          alert.decisionId(),
          edge.level(),
          edge.adId(),
          edge.otherId(),
          edge.weight(),
          edge.isDecided(),
          edge.keys(),
          edge.further(),
          alert.seenAt(),
          alert.isCurrent());
    }

    GroupAlert alert() {
      return new GroupAlert(
          alertId,
          decisionId,
          new GroupEdge(level, adId, otherId, weight, isDecided, heldKeys, further),
          seenAt,
          isCurrent);
    }
  }
}
