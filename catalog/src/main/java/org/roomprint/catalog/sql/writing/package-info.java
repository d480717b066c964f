/**
 * What every writing transaction shares, whatever it writes: the numbers of its changes in the
 * feed, the marks of what it deleted, and the files of pictures that nothing refers to any more.
 *
 * <p>{@link org.roomprint.catalog.sql.writing.ChangeWrites} takes the write lock when it is made;
 * everything else is written after that.
 */
@NullMarked
package org.roomprint.catalog.sql.writing;

import org.jspecify.annotations.NullMarked;
