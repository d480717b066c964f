/**
 * The inbox over SQLite or PostgreSQL and a folder of files; with what it uses of {@code
 * org.roomprint.base.sql}, the only package of this module that sees JDBC.
 *
 * <p>{@link org.roomprint.inbox.sql.SqlInbox} opens either side. The schema lies beside these
 * classes as SQL files, one set for both databases. Whoever changes a submission updates the one
 * row of {@code inbox_state} first, so that changes come one after another on either database.
 */
@NullMarked
package org.roomprint.inbox.sql;

import org.jspecify.annotations.NullMarked;
