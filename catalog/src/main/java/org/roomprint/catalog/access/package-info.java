/**
 * Decides whether a request may be answered: whose key it is, and what its roles permit; and says
 * what a {@linkplain org.roomprint.catalog.access.Justification search names}, a case and a
 * purpose.
 *
 * <p>{@link org.roomprint.catalog.access.AccessControl#decide} is the one place where that is
 * decided; its answer is sealed, so a caller cannot overlook a refusal. What each role may do is
 * the table in {@link org.roomprint.catalog.access.Role}.
 */
@NullMarked
package org.roomprint.catalog.access;

import org.jspecify.annotations.NullMarked;
