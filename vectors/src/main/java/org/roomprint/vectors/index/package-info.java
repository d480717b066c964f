/**
 * Where picture descriptions are kept and found: the interfaces and their values; implementations
 * lie below.
 */
@NullMarked
package org.roomprint.vectors.index;

import org.jspecify.annotations.NullMarked;
