/**
 * What an operator sees and decides of what the public and partners gave, and where photos are
 * still wanted.
 *
 * <p>Begin with {@link org.roomprint.searchapi.moderation.ModerationRoutes}.
 */
@NullMarked
package org.roomprint.searchapi.moderation;

import org.jspecify.annotations.NullMarked;
