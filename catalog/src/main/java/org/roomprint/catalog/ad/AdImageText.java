package org.roomprint.catalog.ad;

import java.util.List;

/**
 * The text that was read in an image of an ad.
 *
 * @param imageId of the image
 * @param reader the number of the reader: other ones read otherwise
 * @param lines in reading order; none where nothing is written in the image or nothing could be
 *     read
 */
public record AdImageText(String imageId, int reader, List<String> lines) {
  public AdImageText {
    lines = List.copyOf(lines);
  }
}
