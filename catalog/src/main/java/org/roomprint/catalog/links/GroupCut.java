package org.roomprint.catalog.links;

import java.util.Set;

/**
 * A key that ads of several groups hold and that yet does not make them one, and why not.
 *
 * @param level at which it is cut
 * @param key that is cut
 * @param ads how many hold it
 * @param reason in one word, such as {@code AT_ONE_TIME}
 * @param words the reason as a sentence
 * @param groups ids of the groups that hold it
 */
public record GroupCut(
    GroupLevel level, LinkKey key, int ads, String reason, String words, Set<String> groups) {
  public GroupCut {
    groups = Set.copyOf(groups);
  }
}
