/**
 * Keys as their holders have them, whoever checks them.
 *
 * <p>A key is 256 random bits and is stored as its SHA-256. A slow password hash would add nothing:
 * it defends secrets that can be guessed, and 256 random bits cannot; a fast hash lets every
 * request be checked without delay. A stolen database therefore gives nobody a key.
 *
 * <p>Begin with {@link org.roomprint.base.keys.ApiKeySecret}.
 */
@NullMarked
package org.roomprint.base.keys;

import org.jspecify.annotations.NullMarked;
