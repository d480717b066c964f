/**
 * From the inbox to the gallery: takes complete submissions, sanitises and checks their photos,
 * records them as contributions, lets them into the gallery when their time has come, and says how
 * far each photo is believed.
 *
 * <p>{@link org.roomprint.indexer.intake.Intake} is one pass over all of that. Every step asks the
 * catalog what is done already, so that a pass may be killed at any point and the next one goes on.
 */
@NullMarked
package org.roomprint.indexer.intake;

import org.jspecify.annotations.NullMarked;
