package org.roomprint.vectors.embedding;

import java.util.Optional;

/**
 * What a model gives for one picture.
 *
 * @param embedding of the whole picture
 * @param patches embeddings of its patches; empty with a model that has none
 */
public record EmbeddedPicture(Embedding embedding, Optional<PatchEmbeddings> patches) {}
