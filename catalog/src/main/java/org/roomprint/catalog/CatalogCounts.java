package org.roomprint.catalog;

/**
 * How much is in the catalog.
 *
 * @param chains brands
 * @param hotels properties
 * @param hotelsWithPhotos hotels that a search can find
 * @param photos of hotels
 * @param ads advertisements
 * @param adImages of ads
 * @param latestSequence of the change feed
 */
public record CatalogCounts(
    long chains,
    long hotels,
    long hotelsWithPhotos,
    long photos,
    long ads,
    long adImages,
    long latestSequence) {}
