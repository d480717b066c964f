package org.roomprint.catalog.sql.contribution;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.roomprint.base.sql.Columns;
import org.roomprint.base.sql.Select;
import org.roomprint.catalog.contribution.ContributedPhoto;
import org.roomprint.catalog.contribution.Contribution;
import org.roomprint.catalog.contribution.ContributionState;
import org.roomprint.catalog.contribution.Decision;
import org.roomprint.catalog.contribution.Finding;
import org.roomprint.catalog.contribution.NewHotel;
import org.roomprint.catalog.photo.Origin;
import org.roomprint.catalog.sql.rows.CatalogTypes;

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
    return Select.list(
        handle,
        Decision.class,
        "SELECT * FROM contribution_decision WHERE contribution_id = ?"
            + " ORDER BY decision_position",
        contributionId);
  }

  private static Contribution bare(ResultSet row) throws SQLException {
    Optional<String> newHotel = Columns.text(row, "new_hotel_name");
    return new Contribution(
        row.getString("contribution_id"),
        row.getLong("number"),
        ContributionState.valueOf(row.getString("state")),
        Origin.valueOf(row.getString("origin")),
        Columns.text(row, "hotel_id"),
        newHotel.isPresent()
            ? Optional.of(
                new NewHotel(
                    newHotel.get(),
                    Columns.text(row, "new_hotel_town"),
                    Columns.text(row, "new_hotel_country")))
            : Optional.empty(),
        Columns.text(row, "room"),
        YearMonth.parse(row.getString("taken_month")),
        Columns.text(row, "device_hash"),
        Columns.text(row, "partner_key_id"),
        row.getString("day_mark"),
        Columns.instant(row, "findable_from"),
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
        Select.list(
            handle,
            Finding.class,
            "SELECT * FROM contribution_finding WHERE contribution_id = ?"
                + " ORDER BY finding_position",
            bare.contributionId());
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
    return new ContributedPhoto(
        row.getString("photo_id"),
        row.getString("label"),
        row.getString("content_hash"),
        row.getLong("content_bytes"),
        Columns.text(row, "picture_id").isPresent()
            ? Optional.of(CatalogTypes.picture(row))
            : Optional.empty());
  }
}
