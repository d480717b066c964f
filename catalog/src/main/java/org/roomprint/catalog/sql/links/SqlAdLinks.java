package org.roomprint.catalog.sql.links;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.roomprint.base.sql.Select;
import org.roomprint.base.sql.SqlReader;
import org.roomprint.catalog.ad.AdImage;
import org.roomprint.catalog.links.AdGroup;
import org.roomprint.catalog.links.AdLinkStore;
import org.roomprint.catalog.links.AdPicture;
import org.roomprint.catalog.links.GroupAlert;
import org.roomprint.catalog.links.GroupChange;
import org.roomprint.catalog.links.GroupCut;
import org.roomprint.catalog.links.GroupDecision;
import org.roomprint.catalog.links.GroupEdge;
import org.roomprint.catalog.links.GroupFilter;
import org.roomprint.catalog.links.GroupLevel;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.InvalidCursorException;
import org.roomprint.catalog.paging.Page;
import org.roomprint.catalog.sql.links.LinkRows.AlertRow;
import org.roomprint.catalog.sql.links.LinkRows.CutRow;
import org.roomprint.catalog.sql.links.LinkRows.DecisionRow;
import org.roomprint.catalog.sql.links.LinkRows.EdgeRow;
import org.roomprint.catalog.sql.links.LinkRows.HolderRow;
import org.roomprint.catalog.sql.links.LinkRows.MemberRow;
import org.roomprint.catalog.sql.rows.Pages;

/** Links of ads in SQL. */
public final class SqlAdLinks implements AdLinkStore {
  /** Merges that are followed from one id; more are no history but a damaged one. */
  private static final int MAX_STEPS = 1_000;

  private final SqlReader reader;

  public SqlAdLinks(SqlReader reader) {
    this.reader = reader;
  }

  @Override
  public Page<AdGroup> list(GroupFilter filter, Optional<Cursor> after, int limit) {
    Page.requireLimit(limit);
    List<String> key = after.map(cursor -> cursor.key(2)).orElse(List.of());
    int most = key.isEmpty() ? Integer.MAX_VALUE : number(key.getFirst());
    String last = key.isEmpty() ? "" : key.getLast();
    StringBuilder sql =
        new StringBuilder(
            "SELECT * FROM ad_group WHERE level = :level AND ads >= :fewest AND ads <= :most"
                + " AND (ads < :most OR group_id > :last)");
    filter
        .closed()
        .ifPresent(closed ->
            sql.append(
                closed
                    ? " AND label = 'NO_SIGN_OF_COERCION'"
                    : " AND (label IS NULL OR label <> 'NO_SIGN_OF_COERCION')"));
    filter.label().ifPresent(_ -> sql.append(" AND label = :label"));
    filter.operationId().ifPresent(_ -> sql.append(" AND operation_id = :operation"));
    filter
        .adId()
        .ifPresent(_ ->
            sql.append(
                " AND group_id IN (SELECT group_id FROM ad_group_member WHERE ad_id = :ad)"));
    sql.append(" ORDER BY ads DESC, group_id LIMIT :limit");
    List<AdGroup> rows =
        reader.read(handle -> {
          var query =
              handle
                  .createQuery(sql.toString())
                  .bind("level", filter.level())
                  .bind("fewest", filter.fewestAds())
                  .bind("most", most)
                  .bind("last", last)
                  .bind("limit", limit + 1);
          filter.label().ifPresent(label -> query.bind("label", label));
          filter.operationId().ifPresent(id -> query.bind("operation", id));
          filter.adId().ifPresent(id -> query.bind("ad", id));
          return query.mapTo(AdGroup.class).list();
        });
    return Pages.of(
        rows, limit, group -> Cursor.after(Integer.toString(group.ads()), group.groupId()));
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new InvalidCursorException(e);
    }
  }

  @Override
  public Optional<AdGroup> find(String groupId) {
    return reader.read(handle -> find(handle, groupId));
  }

  static Optional<AdGroup> find(Handle handle, String groupId) {
    return Select.find(handle, AdGroup.class, "SELECT * FROM ad_group WHERE group_id = ?", groupId);
  }

  @Override
  public Optional<AdGroup> successor(String groupId) {
    return reader.readOneMoment(handle -> {
      if (find(handle, groupId).isPresent()) {
        return Optional.empty();
      }
      String at = groupId;
      for (int step = 0; step < MAX_STEPS; step++) {
        Optional<String> next =
            Select.find(
                handle,
                String.class,
                "SELECT to_id FROM ad_group_change WHERE from_id = ? AND to_id <> from_id"
                    + " ORDER BY number DESC LIMIT 1",
                at);
        if (next.isEmpty()) {
          return Optional.empty();
        }
        at = next.get();
        Optional<AdGroup> group = find(handle, at);
        if (group.isPresent()) {
          return group;
        }
      }
      return Optional.empty();
    });
  }

  @Override
  public List<AdGroup> groupsOf(String adId) {
    return groups(
        "SELECT ad_group.* FROM ad_group JOIN ad_group_member"
            + " ON ad_group_member.group_id = ad_group.group_id"
            + " WHERE ad_group_member.ad_id = ? ORDER BY ad_group.level DESC",
        adId);
  }

  @Override
  public List<AdGroup> all(GroupLevel level) {
    return groups("SELECT * FROM ad_group WHERE level = ? ORDER BY group_id", level);
  }

  private List<AdGroup> groups(String sql, Object... bound) {
    return reader.list(AdGroup.class, sql, bound);
  }

  @Override
  public Map<String, List<String>> membersOfAll(GroupLevel level) {
    return reader
        .list(
            MemberRow.class,
            "SELECT * FROM ad_group_member WHERE level = ? ORDER BY group_id, place",
            level)
        .stream()
        .collect(groupingBy(MemberRow::groupId, mapping(MemberRow::adId, toList())));
  }

  @Override
  public Set<String> retiredIds(GroupLevel level) {
    return new HashSet<>(
        reader.list(
            String.class,
            "SELECT DISTINCT from_id FROM ad_group_change WHERE level = ?"
                + " AND from_id NOT IN (SELECT group_id FROM ad_group)",
            level));
  }

  @Override
  public List<String> members(String groupId) {
    return reader.list(
        String.class,
        "SELECT ad_id FROM ad_group_member WHERE group_id = ? ORDER BY place",
        groupId);
  }

  @Override
  public List<GroupEdge> edgesOf(String groupId) {
    return reader.readOneMoment(handle -> {
      Optional<AdGroup> group = find(handle, groupId);
      String level =
          group.map(AdGroup::level).equals(Optional.of(GroupLevel.POSTER))
              ? " AND ad_group_edge.level = 'POSTER'"
              : "";
      return Select.list(
              handle,
              EdgeRow.class,
              "SELECT ad_group_edge.* FROM ad_group_member JOIN ad_group_edge"
                  + " ON ad_group_edge.ad_id = ad_group_member.ad_id"
                  + " WHERE ad_group_member.group_id = ?"
                  + level
                  + " ORDER BY ad_group_edge.level, ad_group_edge.ad_id, ad_group_edge.other_id",
              groupId)
          .stream()
          .map(EdgeRow::edge)
          .toList();
    });
  }

  @Override
  public List<GroupCut> cutsOf(String groupId, int limit) {
    Page.requireLimit(limit);
    return reader.readOneMoment(handle -> {
      List<CutRow> cuts =
          Select.list(
              handle,
              CutRow.class,
              "SELECT ad_group_cut.* FROM ad_group_cut_holder JOIN ad_group_cut"
                  + " ON ad_group_cut.cut_id = ad_group_cut_holder.cut_id"
                  + " WHERE ad_group_cut_holder.group_id = ?"
                  + " ORDER BY ad_group_cut.ads DESC, ad_group_cut.cut_id LIMIT ?",
              groupId,
              limit);
      Map<String, Set<String>> holders =
          Select.byIds(
                  handle,
                  HolderRow.class,
                  "SELECT * FROM ad_group_cut_holder WHERE cut_id IN (<ids>)",
                  cuts.stream().map(CutRow::cutId).toList())
              .stream()
              .collect(groupingBy(HolderRow::cutId, mapping(HolderRow::groupId, toSet())));
      return cuts.stream().map(cut -> cut.cut(holders)).toList();
    });
  }

  /** A row of {@code ad_group_change}. */
  record ChangeRow(
      Instant changedAt, GroupLevel level, GroupChange.Kind kind, String fromId, String toId) {}

  @Override
  public List<GroupChange> changesOf(String groupId) {
    return reader
        .list(
            ChangeRow.class,
            "SELECT * FROM ad_group_change WHERE from_id = ? OR to_id = ? ORDER BY number",
            groupId,
            groupId)
        .stream()
        .map(row ->
            new GroupChange(row.changedAt(), row.level(), row.kind(), row.fromId(), row.toId()))
        .toList();
  }

  @Override
  public List<GroupDecision> decisionsOf(String groupId) {
    return decided(
        "SELECT * FROM ad_group_decision WHERE decision_id IN ("
            + "SELECT decision_id FROM ad_group_decision WHERE group_id = ?"
            + " UNION SELECT label_decision FROM ad_group WHERE group_id = ?"
            + " UNION SELECT ad_group_decision.decision_id FROM ad_group_member"
            + " JOIN ad_group_decision ON ad_group_decision.ad_id = ad_group_member.ad_id"
            + " WHERE ad_group_member.group_id = ?"
            + " UNION SELECT ad_group_decision.decision_id FROM ad_group_member"
            + " JOIN ad_group_decision ON ad_group_decision.other_id = ad_group_member.ad_id"
            + " WHERE ad_group_member.group_id = ?) ORDER BY decided_at, decision_id",
        groupId,
        groupId,
        groupId,
        groupId);
  }

  @Override
  public Optional<GroupDecision> decision(String decisionId) {
    return decided("SELECT * FROM ad_group_decision WHERE decision_id = ?", decisionId).stream()
        .findFirst();
  }

  @Override
  public List<GroupDecision> decisions() {
    return decided(
        "SELECT * FROM ad_group_decision WHERE withdrawn_at IS NULL"
            + " ORDER BY decided_at, decision_id");
  }

  private List<GroupDecision> decided(String sql, Object... bound) {
    return reader.list(DecisionRow.class, sql, bound).stream().map(DecisionRow::decision).toList();
  }

  @Override
  public long decisionMark() {
    return reader.read(SqlAdLinks::decisionMark);
  }

  static long decisionMark(Handle handle) {
    return Select.one(
        handle, Long.class, "SELECT COUNT(*) + COUNT(withdrawn_at) FROM ad_group_decision");
  }

  @Override
  public List<GroupAlert> alertsOf(String groupId) {
    return reader
        .list(
            AlertRow.class,
            "SELECT * FROM ad_group_alert WHERE alert_id IN ("
                + "SELECT alert_id FROM ad_group_member JOIN ad_group_alert"
                + " ON ad_group_alert.ad_id = ad_group_member.ad_id"
                + " WHERE ad_group_member.group_id = ?"
                + " UNION SELECT alert_id FROM ad_group_member JOIN ad_group_alert"
                + " ON ad_group_alert.other_id = ad_group_member.ad_id"
                + " WHERE ad_group_member.group_id = ?) ORDER BY seen_at DESC, alert_id",
            groupId,
            groupId)
        .stream()
        .map(AlertRow::alert)
        .toList();
  }

  @Override
  public List<AdPicture> picturesOf(Collection<String> adIds) {
    return reader.read(handle ->
        Select.byIds(
                handle,
                AdPicture.class,
                "SELECT * FROM ad_picture WHERE ad_id IN (<ids>)",
                new LinkedHashSet<>(adIds))
            .stream()
            .sorted(Comparator.comparing(AdPicture::imageId))
            .toList());
  }

  @Override
  public List<AdPicture> linkedPictures() {
    return reader.list(
        AdPicture.class,
        "SELECT * FROM ad_picture WHERE picture_key IS NOT NULL ORDER BY image_id");
  }

  @Override
  public Map<String, AdPicture> pictures(Collection<String> imageIds) {
    return SqlReader.byId(
        reader.read(handle ->
            Select.byIds(
                handle,
                AdPicture.class,
                "SELECT * FROM ad_picture WHERE image_id IN (<ids>)",
                imageIds)),
        AdPicture::imageId);
  }

  @Override
  public List<AdImage> notLookedAt(long upToSequence, int limit) {
    Page.requireLimit(limit);
    return reader.list(
        AdImage.class,
        // The signs keep SQLite from walking through the changes of all photos, too.
        "SELECT ad_image.* FROM ad_image LEFT JOIN ad_picture"
            + " ON ad_picture.image_id = ad_image.image_id"
            + " JOIN picture_change ON picture_change.kind = 'AD_IMAGE'"
            + " AND picture_change.picture_id = ad_image.image_id"
            + " WHERE ad_picture.image_id IS NULL AND +picture_change.change_sequence <= ?"
            + " ORDER BY +picture_change.change_sequence LIMIT ?",
        upToSequence,
        limit);
  }

  @Override
  public long groupedRevision() {
    return reader.one(Long.class, "SELECT grouped_revision FROM catalog_state");
  }
}
