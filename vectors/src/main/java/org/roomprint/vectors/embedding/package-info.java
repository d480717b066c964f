/**
 * What a picture looks like: a vector from a model folder. The only package that sees the inference
 * library.
 *
 * <p>Begin with {@link org.roomprint.vectors.embedding.PictureEmbedder} and {@link
 * org.roomprint.vectors.embedding.ModelFolder}.
 */
@NullMarked
package org.roomprint.vectors.embedding;

import org.jspecify.annotations.NullMarked;
