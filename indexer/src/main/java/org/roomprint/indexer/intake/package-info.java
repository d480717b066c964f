/**
 * From the inbox to the gallery: takes complete submissions, sanitises and checks their photos,
 * records them as contributions, lets them into the gallery when their time has come, and says how
 * far each photo is trusted.
 *
 * <p>{@link org.roomprint.indexer.intake.Intake} is one pass over all of that; {@code Screening}
 * says what becomes of one submission, {@code Corroboration} whether other photos bear its photos
 * out. Every step asks the catalog what is done already, so that a pass may be killed at any point
 * and the next one goes on. {@link org.roomprint.indexer.intake.Retention} deletes what is kept no
 * longer than it was promised, with a clock of its own.
 */
@NullMarked
package org.roomprint.indexer.intake;

import org.jspecify.annotations.NullMarked;
