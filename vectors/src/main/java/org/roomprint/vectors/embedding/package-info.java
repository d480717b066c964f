/**
 * What a picture looks like: a vector from a model folder. The only package that sees the inference
 * library.
 */
@NullMarked
package org.roomprint.vectors.embedding;

import org.jspecify.annotations.NullMarked;
