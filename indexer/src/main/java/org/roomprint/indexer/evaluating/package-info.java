/**
 * Loads evaluation sets from disk and runs a grid of rankers over them; the measures are those of
 * {@code vectors}.
 */
@NullMarked
package org.roomprint.indexer.evaluating;

import org.jspecify.annotations.NullMarked;
