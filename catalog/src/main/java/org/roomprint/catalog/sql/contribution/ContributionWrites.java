package org.roomprint.catalog.sql.contribution;

import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.roomprint.base.sql.Select;
import org.roomprint.catalog.contribution.ContributedPhoto;
import org.roomprint.catalog.contribution.Contribution;
import org.roomprint.catalog.contribution.ContributionWriter;
import org.roomprint.catalog.contribution.Decision;
import org.roomprint.catalog.contribution.Finding;
import org.roomprint.catalog.contribution.NewHotel;
import org.roomprint.catalog.photo.Tier;
import org.roomprint.catalog.picture.KeptPicture;
import org.roomprint.catalog.picture.PictureId;
import org.roomprint.catalog.picture.PictureKind;
import org.roomprint.catalog.sql.writing.ChangeWrites;

/** Writes contributions within a transaction. */
public final class ContributionWrites implements ContributionWriter {
  private final Handle handle;
  private final ChangeWrites changes;

  public ContributionWrites(Handle handle, ChangeWrites changes) {
    this.handle = handle;
    this.changes = changes;
  }

  @Override
  public Optional<Contribution> find(String contributionId) {
    return ContributionRows.find(handle, contributionId);
  }

  @Override
  public void put(Contribution contribution) {
    Set<PictureId> before = new HashSet<>();
    find(contribution.contributionId())
        .ifPresent(old ->
            old.photos()
                .forEach(photo -> photo.picture().ifPresent(kept -> before.add(kept.id()))));
    putRow(contribution);
    String id = contribution.contributionId();
    handle.execute("DELETE FROM contributed_photo WHERE contribution_id = ?", id);
    handle.execute("DELETE FROM contribution_finding WHERE contribution_id = ?", id);
    for (int i = 0; i < contribution.photos().size(); i++) {
      putPhoto(id, i, contribution.photos().get(i));
    }
    for (int i = 0; i < contribution.findings().size(); i++) {
      putFinding(id, i, contribution.findings().get(i));
    }
    contribution
        .photos()
        .forEach(photo -> photo.picture().ifPresent(kept -> before.remove(kept.id())));
    before.forEach(changes::mayBeUnused);
  }

  private void putRow(Contribution contribution) {
    handle
        .createUpdate(
            "INSERT INTO contribution (contribution_id, number, state, origin, hotel_id,"
                + " new_hotel_name, new_hotel_town, new_hotel_country, room, taken_month,"
                + " device_hash, partner_key_id, day_mark, findable_from, settled)"
                + " VALUES (:contributionId, :number, :state, :origin, :hotelId, :newName, :newTown,"
                + " :newCountry, :room, :month, :deviceHash, :partnerKeyId, :dayMark, :findableFrom,"
                + " :settled)"
                + " ON CONFLICT (contribution_id) DO UPDATE SET state = excluded.state,"
                + " hotel_id = excluded.hotel_id, new_hotel_name = excluded.new_hotel_name,"
                + " new_hotel_town = excluded.new_hotel_town,"
                + " new_hotel_country = excluded.new_hotel_country, room = excluded.room,"
                + " device_hash = excluded.device_hash, day_mark = excluded.day_mark,"
                + " findable_from = excluded.findable_from, settled = excluded.settled")
        .bindMethods(contribution)
        .bind("newName", contribution.newHotel().map(NewHotel::name))
        .bind("newTown", contribution.newHotel().flatMap(NewHotel::town))
        .bind("newCountry", contribution.newHotel().flatMap(NewHotel::country))
        .execute();
  }

  private void putPhoto(String contributionId, int position, ContributedPhoto photo) {
    Optional<KeptPicture> picture = photo.picture();
    handle
        .createUpdate(
            "INSERT INTO contributed_photo (photo_id, contribution_id, photo_position, label,"
                + " content_hash, content_bytes, picture_id, media_type, width, height,"
                + " picture_bytes) VALUES (:photoId, :contribution, :position, :label, :contentHash, :bytes,"
                + " :picture, :mediaType, :width, :height, :pictureBytes)")
        .bindMethods(photo)
        .bind("contribution", contributionId)
        .bind("position", position)
        .bind("picture", picture.map(KeptPicture::id))
        .bind("mediaType", picture.map(KeptPicture::mediaType))
        .bind("width", picture.map(KeptPicture::width))
        .bind("height", picture.map(KeptPicture::height))
        .bind("pictureBytes", picture.map(KeptPicture::bytes))
        .execute();
  }

  private void putFinding(String contributionId, int position, Finding finding) {
    handle
        .createUpdate(
            "INSERT INTO contribution_finding (contribution_id, finding_position, kind, photo_id,"
                + " number, related) VALUES (:contribution, :position, :kind, :photoId, :number,"
                + " :related)")
        .bindMethods(finding)
        .bind("contribution", contributionId)
        .bind("position", position)
        .execute();
  }

  @Override
  public void decide(String contributionId, Decision decision) {
    handle
        .createUpdate(
            "INSERT INTO contribution_decision (contribution_id, decision_position, kind, key_id,"
                + " decided_at, hotel_before, undone) VALUES (:contribution,"
                + " (SELECT COUNT(*) FROM contribution_decision"
                + " WHERE contribution_id = :contribution), :kind, :keyId, :decidedAt, :hotelBefore, :undone)")
        .bindMethods(decision)
        .bind("contribution", contributionId)
        .execute();
  }

  @Override
  public Optional<Decision> lastDecision(String contributionId) {
    List<Decision> standing =
        ContributionRows.decisions(handle, contributionId).stream()
            .filter(decision -> !decision.undone())
            .toList();
    return standing.isEmpty() ? Optional.empty() : Optional.of(standing.getLast());
  }

  @Override
  public boolean takeBack(String contributionId) {
    return handle.execute(
            "UPDATE contribution_decision SET undone = 1 WHERE contribution_id = ?"
                + " AND decision_position = (SELECT MAX(decision_position)"
                + " FROM contribution_decision WHERE contribution_id = ? AND undone = 0)",
            contributionId,
            contributionId)
        == 1;
  }

  @Override
  public boolean setTier(String photoId, Tier tier) {
    boolean changed =
        handle.execute(
                "UPDATE photo SET tier = ? WHERE photo_id = ? AND tier <> ?", tier, photoId, tier)
            == 1;
    if (changed) {
      changes.put(PictureKind.PHOTO, photoId);
    }
    return changed;
  }

  @Override
  public String dayKey(YearMonth month, String fresh) {
    handle.execute(
        "INSERT INTO day_key (received_month, secret) VALUES (?, ?)"
            + " ON CONFLICT (received_month) DO NOTHING",
        month,
        fresh);
    return Select.one(
        handle, String.class, "SELECT secret FROM day_key WHERE received_month = ?", month);
  }

  @Override
  public int forgetDevicesOfReleased() {
    return handle.execute(
        "UPDATE contribution SET device_hash = NULL"
            + " WHERE state = 'RELEASED' AND device_hash IS NOT NULL");
  }

  @Override
  public void forgetDayKeys(YearMonth before) {
    handle.execute("DELETE FROM day_key WHERE received_month < ?", before);
  }
}
