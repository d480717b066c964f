/**
 * The audit log: what was searched, by whom, for which case, and what was answered; written before
 * the answer is sent.
 *
 * <p>Records are only ever appended, and each carries the SHA-256 over its own content and the hash
 * of the one before, so a record that is changed or taken out later breaks the chain, and {@link
 * org.roomprint.catalog.audit.AuditLog#verify} names the first broken one. That the newest records
 * were cut off can only be noticed by somebody who noted down the {@link
 * org.roomprint.catalog.audit.AuditHead} elsewhere: do so regularly.
 *
 * <p>Everything that a search used is in its record, so that it can be run again; of the query
 * images only their hashes are. No picture ever comes here.
 */
@NullMarked
package org.roomprint.catalog.audit;

import org.jspecify.annotations.NullMarked;
