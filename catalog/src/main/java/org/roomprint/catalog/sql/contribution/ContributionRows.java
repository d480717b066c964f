package org.roomprint.catalog.sql.contribution;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.roomprint.catalog.contribution.ContributedPhoto;
import org.roomprint.catalog.contribution.Contribution;
import org.roomprint.catalog.contribution.ContributionState;
import org.roomprint.catalog.contribution.Decision;
import org.roomprint.catalog.contribution.Finding;
import org.roomprint.catalog.contribution.NewHotel;
import org.roomprint.catalog.photo.Origin;
import org.roomprint.catalog.picture.KeptPicture;
import org.roomprint.catalog.picture.PictureId;
import org.roomprint.catalog.sql.rows.Rows;

/** Rows of contributions to records. */
final class ContributionRows {
  private ContributionRows() {}

  /** The contributions that a statement finds, each with its photos and findings. */
  static List<Contribution> read(Handle handle, String sql, Object... bound) {
    return handle.select(sql, bound).map((row, _) -> bare(row)).list().stream()
        .map(found -> whole(handle, found))
        .toList();
  }

  static Optional<Contribution> find(Handle handle, String contributionId) {
    return read(handle, "SELECT * FROM contribution WHERE contribution_id = ?", contributionId)
        .stream()
        .findFirst();
  }

  static List<Decision> decisions(Handle handle, String contributionId) {
    return handle
        .select(
            "SELECT * FROM contribution_decision WHERE contribution_id = ?"
                + " ORDER BY decision_position",
            contributionId)
        .map((row, _) ->
            new Decision(
                Decision.Kind.valueOf(row.getString("kind")),
                row.getString("key_id"),
                Instant.ofEpochMilli(row.getLong("decided_at")),
                Rows.text(row, "hotel_before"),
                row.getInt("undone") == 1))
        .list();
  }

  private static Contribution bare(ResultSet row) throws SQLException {
    Optional<String> newHotel = Rows.text(row, "new_hotel_name");
    return new Contribution(
        row.getString("contribution_id"),
        row.getLong("number"),
        ContributionState.valueOf(row.getString("state")),
        Origin.valueOf(row.getString("origin")),
        Rows.text(row, "hotel_id"),
        newHotel.isPresent()
            ? Optional.of(
                new NewHotel(
                    newHotel.get(),
                    Rows.text(row, "new_hotel_town"),
                    Rows.text(row, "new_hotel_country")))
            : Optional.empty(),
        Rows.text(row, "room"),
        YearMonth.parse(row.getString("taken_month")),
        Rows.text(row, "device_hash"),
        Rows.text(row, "partner_key_id"),
        row.getString("day_mark"),
        Rows.instant(row, "findable_from"),
        row.getInt("settled") == 1,
        List.of(),
        List.of());
  }

  private static Contribution whole(Handle handle, Contribution bare) {
    List<ContributedPhoto> photos =
        handle
            .select(
                "SELECT * FROM contributed_photo WHERE contribution_id = ? ORDER BY photo_position",
                bare.contributionId())
            .map((row, _) -> photo(row))
            .list();
    List<Finding> findings =
        handle
            .select(
                "SELECT * FROM contribution_finding WHERE contribution_id = ?"
                    + " ORDER BY finding_position",
                bare.contributionId())
            .map((row, _) ->
                new Finding(
                    Finding.Kind.valueOf(row.getString("kind")),
                    Rows.text(row, "photo_id"),
                    row.getDouble("number"),
                    Rows.text(row, "related")))
            .list();
    return new Contribution(
        bare.contributionId(),
        bare.number(),
        bare.state(),
        bare.origin(),
        bare.hotelId(),
        bare.newHotel(),
        bare.room(),
        bare.month(),
        bare.deviceHash(),
        bare.partnerKeyId(),
        bare.dayMark(),
        bare.findableFrom(),
        bare.settled(),
        photos,
        findings);
  }

  private static ContributedPhoto photo(ResultSet row) throws SQLException {
    Optional<String> picture = Rows.text(row, "picture_id");
    return new ContributedPhoto(
        row.getString("photo_id"),
        row.getString("label"),
        row.getString("content_hash"),
        row.getLong("content_bytes"),
        picture.isPresent()
            ? Optional.of(
                new KeptPicture(
                    new PictureId(picture.get()),
                    row.getString("media_type"),
                    row.getInt("width"),
                    row.getInt("height"),
                    row.getLong("picture_bytes")))
            : Optional.empty());
  }
}
