package org.roomprint.catalog.sql.links;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.roomprint.base.sql.Select;
import org.roomprint.catalog.links.AdGroup;
import org.roomprint.catalog.links.AdLinkWriter;
import org.roomprint.catalog.links.AdPicture;
import org.roomprint.catalog.links.GroupAlert;
import org.roomprint.catalog.links.GroupChange;
import org.roomprint.catalog.links.GroupDecision;
import org.roomprint.catalog.links.GroupDecision.Ruling;
import org.roomprint.catalog.links.Grouping;
import org.roomprint.catalog.outcome.UnknownReferenceException;
import org.roomprint.catalog.sql.links.LinkRows.AlertRow;
import org.roomprint.catalog.sql.links.LinkRows.CutRow;
import org.roomprint.catalog.sql.links.LinkRows.DecisionRow;
import org.roomprint.catalog.sql.links.LinkRows.EdgeRow;
import org.roomprint.catalog.sql.links.LinkRows.HolderRow;
import org.roomprint.catalog.sql.links.LinkRows.MemberRow;
import org.roomprint.catalog.sql.writing.ChangeWrites;

/**
 * Writes what links ads within a transaction. Of a grouping only the rows are written that differ
 * from those that are there.
 */
public final class AdLinkWrites implements AdLinkWriter {
  private final Handle handle;
  private final ChangeWrites changes;

  public AdLinkWrites(Handle handle, ChangeWrites changes) {
    this.handle = handle;
    this.changes = changes;
  }

  @Override
  public void putPicture(AdPicture picture) {
    if (!Select.exists(handle, "SELECT 1 FROM ad_image WHERE image_id = ?", picture.imageId())) {
      return; // deleted since it was looked at
    }
    changes.adsChange();
    handle
        .createUpdate(
            "INSERT INTO ad_picture (image_id, ad_id, evidence, picture_key, of_image,"
                + " pdq_distance, copy, room_key, room_of)"
                + " VALUES (:imageId, :adId, :evidence, :pictureKey, :ofImage, :pdqDistance,"
                + " :copy, :roomKey, :roomOf)"
                + " ON CONFLICT (image_id) DO UPDATE SET ad_id = excluded.ad_id,"
                + " evidence = excluded.evidence, picture_key = excluded.picture_key,"
                + " of_image = excluded.of_image, pdq_distance = excluded.pdq_distance,"
                + " copy = excluded.copy, room_key = excluded.room_key,"
                + " room_of = excluded.room_of")
        .bindMethods(picture)
        .execute();
  }

  @Override
  public boolean putGrouping(Grouping grouping) {
    if (SqlAdLinks.decisionMark(handle) != grouping.decisionMark()) {
      return false;
    }
    List<MemberRow> members = new ArrayList<>();
    for (AdGroup group : grouping.groups()) {
      List<String> ads = grouping.members().getOrDefault(group.groupId(), List.of());
      for (int place = 0; place < ads.size(); place++) {
        members.add(new MemberRow(ads.get(place), group.level(), group.groupId(), place));
      }
    }
    Map<String, CutRow> cuts = new HashMap<>();
    List<HolderRow> holders = new ArrayList<>();
    grouping
        .cuts()
        .forEach(cut -> {
          CutRow row = CutRow.of(cut);
          cuts.put(row.cutId(), row);
          cut.groups().forEach(group -> holders.add(new HolderRow(group, row.cutId())));
        });
    replace(
        AdGroup.class,
        "SELECT * FROM ad_group",
        grouping.groups(),
        "DELETE FROM ad_group WHERE group_id = :groupId",
        "INSERT INTO ad_group (group_id, level, operation_id, ads, first_posted, last_posted,"
            + " changed_at, label, label_decision) VALUES (:groupId, :level, :operationId, :ads,"
            + " :firstPosted, :lastPosted, :changedAt, :label, :labelDecision)");
    replace(
        MemberRow.class,
        "SELECT * FROM ad_group_member",
        members,
        "DELETE FROM ad_group_member WHERE ad_id = :adId AND level = :level",
        "INSERT INTO ad_group_member (ad_id, level, group_id, place)"
            + " VALUES (:adId, :level, :groupId, :place)");
    replace(
        EdgeRow.class,
        "SELECT * FROM ad_group_edge",
        grouping.edges().stream().map(EdgeRow::of).toList(),
        "DELETE FROM ad_group_edge WHERE ad_id = :adId AND other_id = :otherId AND level = :level",
        "INSERT INTO ad_group_edge (level, ad_id, other_id, weight, is_decided, held_keys, further)"
            + " VALUES (:level, :adId, :otherId, :weight, :isDecided, :heldKeys, :further)");
    replace(
        CutRow.class,
        "SELECT * FROM ad_group_cut",
        cuts.values(),
        "DELETE FROM ad_group_cut WHERE cut_id = :cutId",
        "INSERT INTO ad_group_cut (cut_id, level, kind, key_value, ads, reason, words)"
            + " VALUES (:cutId, :level, :kind, :keyValue, :ads, :reason, :words)");
    replace(
        HolderRow.class,
        "SELECT * FROM ad_group_cut_holder",
        holders,
        "DELETE FROM ad_group_cut_holder WHERE group_id = :groupId AND cut_id = :cutId",
        "INSERT INTO ad_group_cut_holder (group_id, cut_id) VALUES (:groupId, :cutId)");
    putChanges(grouping.changes());
    putAlerts(grouping.alerts());
    handle.execute("UPDATE catalog_state SET grouped_revision = ?", grouping.revision());
    return true;
  }

  /** Deletes the rows that are to be no more, and adds the new ones; rows have equality. */
  private <R> void replace(
      Class<R> type, String read, Collection<R> rows, String delete, String insert) {
    Set<R> gone = new LinkedHashSet<>(Select.list(handle, type, read));
    Set<R> fresh = new LinkedHashSet<>();
    for (R row : rows) {
      if (!gone.remove(row)) {
        fresh.add(row);
      }
    }
    batch(delete, gone, row -> row);
    batch(insert, fresh, row -> row);
  }

  private <T> void batch(String sql, Collection<T> items, Function<T, Object> row) {
    if (items.isEmpty()) {
      return;
    }
    try (PreparedBatch batch = handle.prepareBatch(sql)) {
      items.forEach(item -> batch.bindMethods(row.apply(item)).add());
      batch.execute();
    }
  }

  private void putChanges(List<GroupChange> added) {
    long number =
        Select.one(handle, Long.class, "SELECT COALESCE(MAX(number), 0) FROM ad_group_change");
    for (GroupChange change : added) {
      number++;
      handle
          .createUpdate(
              "INSERT INTO ad_group_change (number, changed_at, level, kind, from_id, to_id)"
                  + " VALUES (:number, :at, :level, :kind, :from, :to)")
          .bindMethods(change)
          .bind("number", number)
          .execute();
    }
  }

  private void putAlerts(List<GroupAlert> alerts) {
    handle.execute("UPDATE ad_group_alert SET is_current = 0 WHERE is_current = 1");
    batch(
        "INSERT INTO ad_group_alert (alert_id, decision_id, level, ad_id, other_id, weight,"
            + " is_decided, held_keys, further, seen_at, is_current) VALUES (:alertId,"
            + " :decisionId, :level, :adId, :otherId, :weight, :isDecided, :heldKeys, :further,"
            + " :seenAt, :isCurrent) ON CONFLICT (alert_id) DO UPDATE SET"
            + " is_current = excluded.is_current, weight = excluded.weight,"
            + " held_keys = excluded.held_keys, further = excluded.further",
        alerts,
        AlertRow::of);
  }

  @Override
  public void decide(GroupDecision decision) {
    if (SqlAdLinks.find(handle, decision.groupId()).isEmpty()) {
      throw new UnknownReferenceException(
          "Decision " + decision.decisionId(), "group " + decision.groupId());
    }
    switch (decision.ruling()) {
      case Ruling.HeldApart(String ad, String other) -> requireAds(decision, ad, other);
      case Ruling.Merged(String ad, String other) -> requireAds(decision, ad, other);
      case Ruling.Labelled(var label) ->
          handle.execute(
              "UPDATE ad_group SET label = ?, label_decision = ? WHERE group_id = ?",
              label,
              decision.decisionId(),
              decision.groupId());
    }
    handle
        .createUpdate(
            "INSERT INTO ad_group_decision (decision_id, group_id, level, ruling, ad_id, other_id,"
                + " label, note, decided_by, decided_at, withdrawn_by, withdrawn_at)"
                + " VALUES (:decisionId, :groupId, :level, :ruling, :adId, :otherId, :label, :note,"
                + " :decidedBy, :decidedAt, :withdrawnBy, :withdrawnAt)")
        .bindMethods(DecisionRow.of(decision))
        .execute();
    changes.adsChange();
  }

  private void requireAds(GroupDecision decision, String... ads) {
    for (String ad : ads) {
      if (!Select.exists(handle, "SELECT 1 FROM ad WHERE ad_id = ?", ad)) {
        throw new UnknownReferenceException("Decision " + decision.decisionId(), "ad " + ad);
      }
    }
  }

  @Override
  public boolean withdraw(String decisionId, String by, Instant at) {
    int withdrawn =
        handle.execute(
            "UPDATE ad_group_decision SET withdrawn_by = ?, withdrawn_at = ?"
                + " WHERE decision_id = ? AND withdrawn_at IS NULL",
            by,
            at,
            decisionId);
    handle.execute(
        "UPDATE ad_group SET label = NULL, label_decision = NULL WHERE label_decision = ?",
        decisionId);
    if (withdrawn > 0) {
      changes.adsChange();
    }
    return withdrawn > 0;
  }

  /** Forgets an image, and the images that were found to be the same as it or in its room. */
  public void imageChanges(String imageId) {
    int forgotten =
        handle.execute(
            "DELETE FROM ad_picture WHERE image_id = ? OR picture_key = ? OR room_key = ?",
            imageId,
            imageId,
            imageId);
    if (forgotten > 0) {
      changes.adsChange();
    }
  }

  /** Forgets in which groups an ad was. */
  public void adGoes(String adId) {
    handle.execute("DELETE FROM ad_group_member WHERE ad_id = ?", adId);
    handle.execute("DELETE FROM ad_group_edge WHERE ad_id = ? OR other_id = ?", adId, adId);
    handle.execute("DELETE FROM ad_group_alert WHERE ad_id = ? OR other_id = ?", adId, adId);
  }
}
