package org.roomprint.catalog.sql.describing;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.roomprint.base.sql.Select;
import org.roomprint.base.sql.SqlReader;
import org.roomprint.base.sql.SqlTransactions;
import org.roomprint.catalog.describing.DescribeTasks;
import org.roomprint.catalog.paging.Page;
import org.roomprint.catalog.picture.PictureId;

/**
 * Tasks in {@code describe_task}. Nothing here moves the change feed, so the lock of its number is
 * not taken; rows are changed in the order of their ids, so that two writers never wait for each
 * other.
 */
public final class SqlDescribeTasks implements DescribeTasks {
  private final SqlReader reader;
  private final SqlTransactions transactions;
  private final String passingOverLocked;

  /**
   * @param severalWriters whether several transactions may write at once; then rows that another
   *     one is claiming are passed over
   */
  public SqlDescribeTasks(SqlReader reader, SqlTransactions transactions, boolean severalWriters) {
    this.reader = reader;
    this.transactions = transactions;
    this.passingOverLocked = severalWriters ? " FOR UPDATE SKIP LOCKED" : "";
  }

  @Override
  public void want(String modelId, Collection<Wanted> pictures) {
    if (pictures.isEmpty()) {
      return;
    }
    List<Wanted> sorted =
        pictures.stream().sorted((a, b) -> a.picture().hex().compareTo(b.picture().hex())).toList();
    transactions.write(handle -> {
      try (PreparedBatch batch =
          handle.prepareBatch(
              "INSERT INTO describe_task (model_id, picture_id, change_sequence, state, lease_end)"
                  + " VALUES (:model, :picture, :sequence, 'WAITING', 0)"
                  + " ON CONFLICT (model_id, picture_id) DO NOTHING")) {
        for (Wanted one : sorted) {
          batch.bindMethods(one).bind("model", modelId).add();
        }
        batch.execute();
      }
      return true;
    });
  }

  @Override
  public void wantAgain(String modelId, Collection<PictureId> pictures) {
    each(
        "UPDATE describe_task SET state = 'WAITING', lease_owner = NULL, lease_end = 0"
            + " WHERE model_id = :model AND picture_id = :picture AND state = 'DESCRIBED'",
        modelId,
        "",
        pictures);
  }

  @Override
  public List<PictureId> claim(
      String modelId, String owner, int limit, Duration leaseFor, Instant now) {
    Page.requireLimit(limit);
    if (reader.read(handle -> claimable(handle, modelId, 1, now, "").isEmpty())) {
      return List.of(); // without waiting for the write lock
    }
    return transactions.write(handle -> {
      List<PictureId> free = claimable(handle, modelId, limit, now, passingOverLocked);
      try (PreparedBatch batch =
          handle.prepareBatch(
              "UPDATE describe_task SET lease_owner = ?, lease_end = ?"
                  + " WHERE model_id = ? AND picture_id = ?")) {
        free.forEach(picture -> batch.add(owner, now.plus(leaseFor), modelId, picture));
        if (!free.isEmpty()) {
          batch.execute();
        }
      }
      return free;
    });
  }

  private static List<PictureId> claimable(
      Handle handle, String modelId, int limit, Instant now, String locking) {
    return Select.list(
        handle,
        PictureId.class,
        "SELECT picture_id FROM describe_task"
            + " WHERE state = 'WAITING' AND model_id = ? AND lease_end <= ?"
            + " ORDER BY change_sequence, picture_id LIMIT ?"
            + locking,
        modelId,
        now,
        limit);
  }

  @Override
  public void described(String modelId, String owner, Collection<PictureId> pictures) {
    each(
        "UPDATE describe_task SET state = 'DESCRIBED', lease_owner = NULL, lease_end = 0"
            + " WHERE model_id = :model AND picture_id = :picture AND lease_owner = :owner",
        modelId,
        owner,
        pictures);
  }

  @Override
  public void leftOut(
      String modelId, String owner, PictureId picture, Reason reason, String detail) {
    transactions.write(handle ->
        handle.execute(
            "UPDATE describe_task SET state = 'LEFT_OUT', lease_owner = NULL, lease_end = 0,"
                + " reason = ?, detail = ?"
                + " WHERE model_id = ? AND picture_id = ? AND lease_owner = ?",
            reason,
            detail,
            modelId,
            picture,
            owner));
  }

  @Override
  public void release(String owner) {
    transactions.write(handle ->
        handle.execute(
            "UPDATE describe_task SET lease_owner = NULL, lease_end = 0 WHERE lease_owner = ?",
            owner));
  }

  @Override
  public List<String> owners(Instant now) {
    return reader.list(
        String.class,
        "SELECT DISTINCT lease_owner FROM describe_task"
            + " WHERE lease_owner IS NOT NULL AND lease_end > ?",
        now);
  }

  @Override
  public Optional<State> state(String modelId, PictureId picture) {
    return reader.read(handle ->
        handle
            .select(
                "SELECT state, reason, detail FROM describe_task"
                    + " WHERE model_id = ? AND picture_id = ?",
                modelId,
                picture)
            .<State>map((row, _) ->
                switch (row.getString("state")) {
                  case "WAITING" -> new State.Waiting();
                  case "DESCRIBED" -> new State.Described();
                  default ->
                      new State.LeftOut(
                          Reason.valueOf(row.getString("reason")), row.getString("detail"));
                })
            .findOne());
  }

  @Override
  public List<String> wantedModels() {
    return reader.list(
        String.class,
        "SELECT DISTINCT model_id FROM describe_task WHERE state = 'WAITING' ORDER BY model_id");
  }

  @Override
  public long waiting() {
    return reader.one(Long.class, "SELECT COUNT(*) FROM describe_task WHERE state = 'WAITING'");
  }

  @Override
  public void forget(String modelId, Collection<PictureId> pictures) {
    each(
        "DELETE FROM describe_task WHERE model_id = :model AND picture_id = :picture",
        modelId,
        "",
        pictures);
  }

  @Override
  public void forgetUpTo(String modelId, long sequence) {
    transactions.write(handle ->
        handle.execute(
            "DELETE FROM describe_task WHERE model_id = ? AND change_sequence <= ?",
            modelId,
            sequence));
  }

  @Override
  public void forgetOtherModels(String modelId) {
    transactions.write(
        handle -> handle.execute("DELETE FROM describe_task WHERE model_id <> ?", modelId));
  }

  private void each(String sql, String modelId, String owner, Collection<PictureId> pictures) {
    if (pictures.isEmpty()) {
      return;
    }
    List<String> sorted = pictures.stream().map(PictureId::hex).distinct().sorted().toList();
    transactions.write(handle -> {
      try (PreparedBatch batch = handle.prepareBatch(sql)) {
        for (String picture : sorted) {
          batch.bind("model", modelId).bind("picture", picture);
          if (!owner.isEmpty()) {
            batch.bind("owner", owner);
          }
          batch.add();
        }
        batch.execute();
      }
      return true;
    });
  }
}
