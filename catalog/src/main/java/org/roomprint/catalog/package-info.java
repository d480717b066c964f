/**
 * Keeps what we know: hotels, photos, ads, the runs that brought them in, keys, and the audit of
 * every search.
 *
 * <p>The catalog is the truth; the index of picture descriptions is derived from it and can be
 * rebuilt at any time. This package opens it: {@link org.roomprint.catalog.Catalog} hands out one
 * store for each kind of record, and {@link org.roomprint.catalog.CatalogWriter} writes them all.
 * The records lie below, each kind with the interface of its store. Nothing here knows of pixels,
 * vectors or HTTP.
 *
 * <ul>
 *   <li>{@code hotel}, {@code photo}, {@code ad}: hotels and chains, the photos of the gallery,
 *       advertisements with their images;
 *   <li>{@code links}: what links ads, and the groups that come of it;
 *   <li>{@code picture}: what a photo and an image of an ad have in common; {@code files}: the
 *       picture files, named by the SHA-256 of their content, and thumbnails; {@code selectors}:
 *       contacts in ads;
 *   <li>{@code importing}: the runs that brought records in, and what they refused;
 *   <li>{@code contribution}: what the public gave; {@code moderation}: what an operator decides of
 *       it. Moderation and {@code sql} are the only ones below that use the classes of this
 *       package;
 *   <li>{@code access}: keys, roles, case references, and the decision whether a request may be
 *       answered; {@code audit}: the record of every search, chained so that a later change is
 *       noticed;
 *   <li>{@code changes}, {@code describing}: for whoever keeps something derived from the catalog;
 *   <li>{@code paging}, {@code outcome}: parts of long lists, and what came of a write;
 *   <li>{@code sql}: the implementation over SQLite or PostgreSQL. It and what lies below it are
 *       all of this module that sees JDBC.
 * </ul>
 *
 * <h2>Writing</h2>
 *
 * <p>Everything is written through {@link org.roomprint.catalog.Catalog#write}: one call is one
 * transaction, which is there as a whole and durable when the call returns, or not at all. A put is
 * idempotent: ids are derived from what is put (see {@link
 * org.roomprint.catalog.photo.Photo#idOf}), and putting the same again is {@link
 * org.roomprint.catalog.outcome.PutOutcome#UNCHANGED}. So an import that was stopped anywhere is
 * simply run again. A picture file is put into the picture store first and the row that names it
 * afterwards; the row is refused where the file is missing. Keep transactions short: decode and
 * describe pictures before, not inside, because every other writer waits.
 *
 * <h2>Following</h2>
 *
 * <p>Whoever keeps something derived from the catalog asks the {@link
 * org.roomprint.catalog.changes.ChangeFeed} for what changed since the sequence number it has
 * reached, brings its own state up to date, and keeps the new number together with that state.
 * After a crash it asks from the number it kept. Deletions are part of the feed. What has to be
 * described for that, by whoever has time for it, is agreed upon in {@link
 * org.roomprint.catalog.describing.DescribeTasks}.
 *
 * <h2>Deleting</h2>
 *
 * <p>Deleting removes the row, and the picture file once nothing refers to it any more. What
 * remains is the bare id, so that the deletion reaches the index and a later import does not bring
 * back what an operator took out ({@link org.roomprint.catalog.outcome.PutOutcome#WITHHELD}) unless
 * it is reinstated first.
 */
@NullMarked
package org.roomprint.catalog;

import org.jspecify.annotations.NullMarked;
