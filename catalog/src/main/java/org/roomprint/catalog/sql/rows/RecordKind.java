package org.roomprint.catalog.sql.rows;

import java.util.Collection;
import java.util.Set;
import org.roomprint.base.sql.Select;
import org.roomprint.base.sql.SqlReader;

/**
 * Kinds of records that can be deleted, by the names they have in the tables; not to be renamed.
 */
public enum RecordKind {
  HOTEL,
  PHOTO,
  AD,
  AD_IMAGE;

  /** Which of these records of this kind were deleted on purpose and not reinstated. */
  public Set<String> deletedAmong(SqlReader reader, Collection<String> ids) {
    String sql =
        "SELECT record_id FROM deleted_record WHERE kind = '"
            + name()
            + "' AND record_id IN (<ids>)";
    return reader.read(handle -> Set.copyOf(Select.byIds(handle, String.class, sql, ids)));
  }
}
