/**
 * Points of a picture that can be found again in another one, and the geometry that verifies them.
 */
@NullMarked
package org.roomprint.vectors.local;

import org.jspecify.annotations.NullMarked;
