/**
 * What an operator may do with what the public gave, and the step from a contribution to the
 * gallery and back.
 *
 * <p>{@link org.roomprint.catalog.moderation.Moderation} changes the decision, the state, the
 * gallery and the audit log in one transaction of the {@link org.roomprint.catalog.Catalog}; {@link
 * org.roomprint.catalog.moderation.GalleryEntry} is the part that the intake uses too.
 */
@NullMarked
package org.roomprint.catalog.moderation;

import org.jspecify.annotations.NullMarked;
