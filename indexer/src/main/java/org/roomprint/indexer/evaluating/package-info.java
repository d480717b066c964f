/**
 * Loads evaluation sets from disk and measures on them: {@link
 * org.roomprint.indexer.evaluating.EvaluationRun} is a grid of models and rankers under conditions
 * (what is hidden, the light, photos of a query); the measures are those of {@code
 * org.roomprint.vectors.evaluate}.
 */
@NullMarked
package org.roomprint.indexer.evaluating;

import org.jspecify.annotations.NullMarked;
