package org.roomprint.ads.groups;

import java.util.Map;

/**
 * All numbers that decide what becomes a group, in one place. They were set by hand and looked at
 * on made-up worlds, not learned from cases; {@code docs/groups.md} explains them.
 *
 * @param posters what joins ads to posters
 * @param operations what joins posters to operations
 * @param strangers separate phones from which a selector of another kind is nobody's in particular,
 *     as the address of a platform is; by kind, never where a kind is missing
 */
public record Weights(Posters posters, Operations operations, Map<KeyKind, Integer> strangers) {

  /**
   * For one poster: two clusters of ads are joined from the threshold on.
   *
   * @param threshold of the score
   * @param selectors what a selector of this kind is worth when one poster alone uses it
   * @param depthExponent it is worth 1 / depth to this power, the depth being by how many posters
   *     with pictures of their own it is used at one time
   * @param crowd how much of a further poster one counts who used it at another time
   * @param crowdOfPhones how much of a further poster each further phone counts beside a selector
   *     that is no phone
   * @param pictures what having all pictures in common is worth
   * @param spanExponent a picture is worth 1 / (clusters that hold it - 1) to this power
   * @param amountExponent how slowly a picture that many hold counts less as one of three, the
   *     number from which the share of pictures in common counts in full
   * @param otherPictures taken off where two clusters under one selector take turns and have no
   *     picture in common
   * @param otherPicturesLater the share of it that is taken off where one follows the other
   * @param fullDepth depth less one from which that is taken off in full
   * @param otherPhones taken off where two clusters have phones and share none
   * @param otherPhonesLater the share of it that is taken off where one follows the other and they
   *     share a selector of another kind
   * @param ownText times as many clusters as hold a picture that they share may hold a text that
   *     they share, for it to show that a phone was changed
   * @param otherTowns taken off where two clusters are in different towns on the same days
   * @param sameTowns added where they are in the same two or more towns on the same days
   */
  public record Posters(
      double threshold,
      Map<KeyKind, Double> selectors,
      double depthExponent,
      double crowd,
      double crowdOfPhones,
      double pictures,
      double spanExponent,
      double amountExponent,
      double otherPictures,
      double otherPicturesLater,
      double fullDepth,
      double otherPhones,
      double otherPhonesLater,
      double ownText,
      double otherTowns,
      double sameTowns) {
    public Posters {
      selectors = Map.copyOf(selectors);
    }
  }

  /**
   * For one operation: two posters are joined from the threshold on if they share a selector, or
   * most of a set of pictures together with a text.
   *
   * @param threshold of the score
   * @param keys what a key of each kind is worth; the best of each kind is counted
   * @param spanExponent a key is worth 1 / (operations that hold it - 1) to this power
   * @param set what a set of pictures in common is worth
   * @param setSize pictures from which they are a set
   * @param setShare share of the smaller poster's pictures that they must be
   * @param ownText times as many posters as hold a picture of the set may hold the text
   */
  public record Operations(
      double threshold,
      Map<KeyKind, Double> keys,
      double spanExponent,
      double set,
      int setSize,
      double setShare,
      double ownText) {
    public Operations {
      keys = Map.copyOf(keys);
    }
  }

  /** The weights in use. */
  public static final Weights DEFAULT =
      new Weights(
          new Posters(
              0.75,
              Map.of(
                  KeyKind.PHONE, 1.0,
                  KeyKind.EMAIL, 0.9,
                  KeyKind.HANDLE, 0.9,
                  KeyKind.CRYPTO_ADDRESS, 0.8,
                  KeyKind.URL, 0.7),
              0.5,
              0.5,
              0.3,
              1.3,
              0.5,
              0.4,
              0.8,
              0.2,
              2,
              0.6,
              0.5,
              3,
              0.6,
              0.4),
          new Operations(
              0.5,
              Map.of(
                  KeyKind.PHONE, 1.0,
                  KeyKind.EMAIL, 1.0,
                  KeyKind.CRYPTO_ADDRESS, 1.0,
                  KeyKind.HANDLE, 0.9,
                  KeyKind.URL, 0.6,
                  KeyKind.ROOM, 0.3,
                  KeyKind.PICTURE, 0.3,
                  KeyKind.TEXT, 0.25),
              0.2,
              0.4,
              3,
              0.5,
              3),
          Map.of(
              KeyKind.EMAIL, 25,
              KeyKind.CRYPTO_ADDRESS, 25,
              KeyKind.HANDLE, 8,
              KeyKind.URL, 6));

  public Weights {
    strangers = Map.copyOf(strangers);
  }
}
