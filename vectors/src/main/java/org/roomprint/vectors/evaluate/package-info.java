/**
 * How good the answers are: a query set is run against a gallery, with people-shaped occluders, and
 * measured as the field measures it, with the value of a random ranking and an interval beside
 * every figure.
 *
 * <p>A {@link org.roomprint.vectors.evaluate.Ranker} is what is measured; {@link
 * org.roomprint.vectors.evaluate.Evaluation} runs it; {@link
 * org.roomprint.vectors.evaluate.Measures} turns ranks into figures; {@link
 * org.roomprint.vectors.evaluate.ResultFile} exchanges rankings with the published tools of
 * Hotels-50K.
 */
@NullMarked
package org.roomprint.vectors.evaluate;

import org.jspecify.annotations.NullMarked;
