package org.roomprint.vectors.index;

import java.util.Optional;

/**
 * The part of an entry that a ranking needs.
 *
 * @param pictureId of the photo or ad image
 * @param ownerId hotel id or ad id
 * @param room room or unit within the hotel
 * @param chain chain id
 */
public record PictureRef(
    String pictureId, String ownerId, Optional<String> room, Optional<String> chain) {}
