package org.roomprint.vectors.index;

/**
 * A picture within a PDQ distance.
 *
 * @param picture found
 * @param distance bits that differ
 * @param quality PDQ quality of the found picture, 0..100
 */
public record PdqNeighbour(PictureRef picture, int distance, int quality) {}
