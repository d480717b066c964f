/**
 * The audit log, and the keys, whose making and revocation it records.
 *
 * <p>The two are one because each is checked by the other: a key is only written together with its
 * record, and {@link org.roomprint.catalog.sql.audit.SqlAuditLog#verify} holds the keys as they are
 * against what was recorded of them.
 */
@NullMarked
package org.roomprint.catalog.sql.audit;

import org.jspecify.annotations.NullMarked;
