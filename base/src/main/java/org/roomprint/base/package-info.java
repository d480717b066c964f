/**
 * What the catalog and the inbox, which know nothing of each other, both stand on: rules for ids
 * and texts, digests, places, and the failures of a store.
 *
 * <p>Nothing here is about hotels, photos or submissions. Below lie:
 *
 * <ul>
 *   <li>{@code configuration}: the one file of settings, and faults of the machine told from the
 *       program's;
 *   <li>{@code files}: the steps by which a file is on the disk as a whole or not at all;
 *   <li>{@code keys}: the text that the holder of a key presents;
 *   <li>{@code process}: what a process does for itself when it starts;
 *   <li>{@code sql}: connections to SQLite and PostgreSQL.
 * </ul>
 *
 * <p>What only one module needs belongs to that module. Whatever is here is also on the class path
 * of the service that faces the public.
 *
 * <p>Of what lies here itself, begin with {@link org.roomprint.base.Texts}.
 */
@NullMarked
package org.roomprint.base;

import org.jspecify.annotations.NullMarked;
