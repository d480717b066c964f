package org.roomprint.ads.groups;

import java.util.Locale;

/**
 * A key that ads of several groups hold and that yet does not make them one, and why not.
 *
 * @param level at which it is cut
 * @param key that is cut
 * @param ads that hold it
 * @param groups of the level that hold it
 * @param reason that it is cut
 */
public record Cut(Level level, AdKey key, int ads, int groups, Reason reason) {

  /** Why a key is cut. */
  public enum Reason {
    /**
     * It stands beside so many unrelated phones that it is the selector of nobody in particular.
     */
    NOBODYS,
    /** Several use it at one time, and have no pictures in common: an agency's phone. */
    AT_ONE_TIME,
    /** Its holders have phones of their own and share none. */
    OTHER_PHONES,
    /** Very many hold it: a stock picture, a placeholder, a banner. */
    COMMON_PICTURE,
    /** A picture, room or text alone does not make this level. */
    ALONE,
    /** What else is in common was too little, or too much spoke against it. */
    TOO_LITTLE
  }

  /** The reason as a sentence. */
  public String said() {
    String what = key.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String whose = groups + (level == Level.POSTER ? " posters" : " operations");
    return switch (reason) {
      case NOBODYS ->
          "This "
              + what
              + " stands beside so many unrelated phones that it tells nobody from another";
      case AT_ONE_TIME ->
          "This " + what + " is used at one time by " + whose + " that share no pictures";
      case OTHER_PHONES ->
          "This " + what + " is held by " + whose + " with phones of their own that differ";
      case COMMON_PICTURE ->
          "This " + what + " is held by " + whose + ": a stock picture, a placeholder or a banner";
      case ALONE -> "This " + what + " is all that " + whose + " have in common, and not enough";
      case TOO_LITTLE ->
          "This " + what + " is held by " + whose + " with too little else in common";
    };
  }
}
