/**
 * What came out of the inbox, on the trusted side: what the checks found, how far it has come, and
 * what the operator decided.
 *
 * <p>A {@link org.roomprint.catalog.contribution.Contribution} holds its photos before and after
 * they are in the gallery. What an operator may do with one, and how its photos get into the
 * gallery and out of it, is {@code catalog.moderation}. Whatever changes a contribution leaves it
 * unsettled until the intake has told the inbox and the index.
 */
@NullMarked
package org.roomprint.catalog.contribution;

import org.jspecify.annotations.NullMarked;
