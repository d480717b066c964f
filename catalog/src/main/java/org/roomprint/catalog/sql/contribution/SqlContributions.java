package org.roomprint.catalog.sql.contribution;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.roomprint.base.sql.Columns;
import org.roomprint.base.sql.SqlReader;
import org.roomprint.catalog.contribution.Contribution;
import org.roomprint.catalog.contribution.ContributionState;
import org.roomprint.catalog.contribution.ContributionStore;
import org.roomprint.catalog.contribution.Decision;
import org.roomprint.catalog.contribution.DeviceHistory;
import org.roomprint.catalog.contribution.HotelCoverage;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.InvalidCursorException;
import org.roomprint.catalog.paging.Page;
import org.roomprint.catalog.sql.rows.Pages;

/** Contributions in SQL. */
public final class SqlContributions implements ContributionStore {
  private final SqlReader reader;

  public SqlContributions(SqlReader reader) {
    this.reader = reader;
  }

  private List<Contribution> read(String sql, Object... bound) {
    return reader.readOneMoment(handle -> ContributionRows.read(handle, sql, bound));
  }

  @Override
  public Optional<Contribution> find(String contributionId) {
    return reader.readOneMoment(handle -> ContributionRows.find(handle, contributionId));
  }

  @Override
  public Optional<Contribution> ofPhoto(String photoId) {
    return read(
            "SELECT contribution.* FROM contribution JOIN contributed_photo"
                + " ON contributed_photo.contribution_id = contribution.contribution_id"
                + " WHERE contributed_photo.photo_id = ?",
            photoId)
        .stream()
        .findFirst();
  }

  @Override
  public Page<Contribution> list(ContributionState state, Optional<Cursor> after, int limit) {
    Page.requireLimit(limit);
    long number = after.map(cursor -> number(cursor.key(1).getFirst())).orElse(0L);
    List<Contribution> rows =
        read(
            "SELECT * FROM contribution WHERE state = ? AND number > ? ORDER BY number LIMIT ?",
            state,
            number,
            limit + 1);
    return Pages.of(rows, limit, last -> Cursor.after(Long.toString(last.number())));
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new InvalidCursorException(e);
    }
  }

  @Override
  public List<Contribution> due(Instant now, int limit) {
    return read(
        "SELECT * FROM contribution WHERE state = 'WAITING'"
            + " AND (findable_from IS NULL OR findable_from <= ?)"
            + " ORDER BY number LIMIT ?",
        now,
        limit);
  }

  @Override
  public List<Contribution> unsettled(int limit) {
    return read("SELECT * FROM contribution WHERE settled = 0 ORDER BY number LIMIT ?", limit);
  }

  @Override
  public List<Contribution> ofDevice(String deviceHash, long beforeNumber, int limit) {
    return read(
        "SELECT * FROM contribution WHERE device_hash = ? AND number < ?"
            + " ORDER BY number DESC LIMIT ?",
        deviceHash,
        beforeNumber,
        limit);
  }

  @Override
  public DeviceHistory history(String deviceHash) {
    return reader.one(
        DeviceHistory.class,
        "SELECT COUNT(*) AS contributions,"
            + " COALESCE(SUM(CASE WHEN state = 'REFUSED' AND EXISTS (SELECT 1"
            + " FROM contribution_decision AS d WHERE d.contribution_id ="
            + " contribution.contribution_id AND d.kind = 'REFUSE' AND d.undone = 0)"
            + " THEN 1 ELSE 0 END), 0) AS refused,"
            + " COALESCE(SUM(CASE WHEN EXISTS (SELECT 1 FROM contributed_photo AS c JOIN photo AS p"
            + " ON p.photo_id = c.photo_id WHERE c.contribution_id ="
            + " contribution.contribution_id AND p.tier = 'CORROBORATED')"
            + " THEN 1 ELSE 0 END), 0) AS corroborated"
            + " FROM contribution WHERE device_hash = ?",
        deviceHash);
  }

  @Override
  public long refusalsOf(String contentHash) {
    return reader.one(
        Long.class,
        "SELECT COUNT(*) FROM contributed_photo JOIN contribution"
            + " ON contribution.contribution_id = contributed_photo.contribution_id"
            + " JOIN contribution_decision AS d"
            + " ON d.contribution_id = contribution.contribution_id"
            + " WHERE contributed_photo.content_hash = ? AND d.kind = 'REFUSE'"
            + " AND d.undone = 0 AND contribution.state = 'REFUSED'",
        contentHash);
  }

  @Override
  public List<Decision> decisions(String contributionId) {
    return reader.read(handle -> ContributionRows.decisions(handle, contributionId));
  }

  @Override
  public List<Contribution> refusedWithPictures(Instant decidedBefore, int limit) {
    return read(
        "SELECT * FROM contribution WHERE state = 'REFUSED' AND EXISTS (SELECT 1"
            + " FROM contributed_photo AS c WHERE c.contribution_id ="
            + " contribution.contribution_id AND c.picture_id IS NOT NULL)"
            + " AND NOT EXISTS (SELECT 1 FROM contribution_decision AS d WHERE d.contribution_id ="
            + " contribution.contribution_id AND d.undone = 0 AND d.decided_at >= ?)"
            + " ORDER BY number LIMIT ?",
        decidedBefore,
        limit);
  }

  @Override
  public Page<HotelCoverage> coverage(Optional<Cursor> after, int limit) {
    Page.requireLimit(limit);
    List<String> key = after.map(cursor -> cursor.key(3)).orElse(List.of("-1", "", ""));
    List<HotelCoverage> rows =
        reader.read(handle ->
            handle
                .select(
                    "SELECT * FROM (SELECT hotel.*, COUNT(photo.photo_id) AS photos,"
                        + " COUNT(DISTINCT NULLIF(photo.room, '')) AS rooms,"
                        + " COALESCE(SUBSTR(MAX(photo.taken), 1, 7), '') AS newest FROM hotel LEFT JOIN photo"
                        + " ON photo.hotel_id = hotel.hotel_id GROUP BY hotel.hotel_id) AS known"
                        + " WHERE (photos, newest, hotel_id) > (?, ?, ?)"
                        + " ORDER BY photos, newest, hotel_id LIMIT ?",
                    number(key.get(0)),
                    key.get(1),
                    key.get(2),
                    limit + 1)
                .map((row, _) -> coverage(row))
                .list());
    return Pages.of(
        rows,
        limit,
        last ->
            Cursor.after(
                Long.toString(last.photos()),
                last.newest().map(YearMonth::toString).orElse(""),
                last.hotelId()));
  }

  private static HotelCoverage coverage(ResultSet row) throws SQLException {
    return new HotelCoverage(
        row.getString("hotel_id"),
        row.getString("name"),
        Columns.text(row, "city"),
        Columns.text(row, "country"),
        Columns.place(row),
        row.getLong("photos"),
        row.getLong("rooms"),
        Columns.text(row, "newest").filter(text -> !text.isEmpty()).map(YearMonth::parse));
  }
}
