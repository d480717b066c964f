package org.roomprint.ads.groups.evaluate;

import java.util.SplittableRandom;

/**
 * How a made-up world is: shares and chances are 0..1, drawn anew for every world.
 *
 * @param days that the world lasts
 * @param towns there are
 * @param sites there are
 * @param tail exponent of the number of ads of a poster (Pareto): the smaller, the larger the
 *     largest
 * @param agencyShare of the ads that agencies post
 * @param smallOperationShare of the ads that small operations post
 * @param botShare of the ads that bots with rotating phones post
 * @param picturesOfAd most pictures of one ad
 * @param poolSize pictures that a poster has at a time, about
 * @param renewDays mean days until a poster renews pictures
 * @param renewShare of a poster's pictures that a renewal replaces, about
 * @param noPictures chance that an ad has none
 * @param noPhone chance that an ad of a poster with a phone leaves it out
 * @param phoneDays mean days until a phone changes
 * @param handleChance that a poster has a handle
 * @param secondPhone chance that a poster has two phones
 * @param tourChance that a poster tours
 * @param thiefChance that a poster uses pictures of another one
 * @param wholeSetChance that such a poster took all of them
 * @param stockChance that an ad holds a stock picture
 * @param bannerChance that an agency has pictures that all its workers use
 * @param ownPhoneChance that a worker of an agency has a phone of their own too
 * @param spamTextChance that a poster uses a text that others use
 * @param repostChance that an ad is an earlier one again
 * @param platformChance that a poster names the page of a platform, as many others do
 * @param emptyChance that an ad has neither picture nor selector
 */
public record WorldRegime(
    int days,
    int towns,
    int sites,
    double tail,
    double agencyShare,
    double smallOperationShare,
    double botShare,
    int picturesOfAd,
    int poolSize,
    double renewDays,
    double renewShare,
    double noPictures,
    double noPhone,
    double phoneDays,
    double handleChance,
    double secondPhone,
    double tourChance,
    double thiefChance,
    double wholeSetChance,
    double stockChance,
    double bannerChance,
    double ownPhoneChance,
    double spamTextChance,
    double repostChance,
    double platformChance,
    double emptyChance) {

  /** What is drawn for a world. */
  public enum Kind {
    /** Something of everything. */
    MIXED,
    /** Ads with one to three pictures, of many. */
    SPARSE,
    /** Most ads are of agencies, whose workers have pictures in common. */
    AGENCIES,
    /** Every third poster uses pictures of another, often all of them. */
    THIEVES
  }

  /** A regime as a world's seed has it. */
  static WorldRegime drawn(SplittableRandom random, Kind kind) {
    boolean areAgencies = kind == Kind.AGENCIES;
    boolean areThieves = kind == Kind.THIEVES;
    boolean isSparse = kind == Kind.SPARSE;
    return new WorldRegime(
        random.nextInt(60, 720),
        random.nextInt(8, 80),
        random.nextInt(2, 8),
        random.nextDouble(1.1, 2.2),
        areAgencies ? random.nextDouble(0.6, 0.8) : random.nextDouble(0.1, 0.5),
        random.nextDouble(0.05, 0.25),
        random.nextDouble(0, 0.04),
        isSparse ? 3 : random.nextInt(3, 9),
        isSparse ? random.nextInt(8, 14) : random.nextInt(4, 11),
        random.nextDouble(20, 150),
        random.nextDouble(0.15, 0.7),
        random.nextDouble(0, 0.15),
        random.nextDouble(0, 0.15),
        random.nextDouble(100, 1000),
        random.nextDouble(0, 0.5),
        random.nextDouble(0, 0.3),
        random.nextDouble(0.2, 0.9),
        areThieves ? random.nextDouble(0.25, 0.4) : random.nextDouble(0, 0.15),
        areThieves ? random.nextDouble(0.3, 0.7) : random.nextDouble(0, 0.3),
        random.nextDouble(0, 0.15),
        areAgencies ? random.nextDouble(0.7, 1) : random.nextDouble(0, 0.8),
        random.nextDouble(0, 0.4),
        random.nextDouble(0, 0.4),
        random.nextDouble(0, 0.4),
        random.nextDouble(0, 0.15),
        random.nextDouble(0, 0.03));
  }
}
