/**
 * Decides whether a request may be answered: whose key it is, what its roles permit, and whether a
 * search names a case and a purpose.
 *
 * <p>{@link org.roomprint.catalog.access.AccessControl#decide} is the one place where that is
 * decided; its answer is sealed, so a caller cannot overlook a refusal. What each role may do is
 * the table in {@link org.roomprint.catalog.access.Role}.
 *
 * <p>Keys are 256 random bits and are stored as their SHA-256. A slow password hash would add
 * nothing: it defends secrets that can be guessed, and 256 random bits cannot; a fast hash lets
 * every request be checked without delay. A stolen database therefore gives nobody a key.
 */
@NullMarked
package org.roomprint.catalog.access;

import org.jspecify.annotations.NullMarked;
