package org.roomprint.catalog.ad;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roomprint.catalog.outcome.PutOutcome;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.Page;
import org.roomprint.catalog.selectors.Selector;

/** Reads ads and their images. */
public interface AdStore {
  /** The ad with this id. */
  Optional<Ad> find(String adId);

  /**
   * The ad that is meant by this: its id, or what its site calls it where no other site has one of
   * that name.
   */
  Optional<Ad> meantBy(String idOrSiteAdId);

  /** The ads with these ids, by id; unknown ids are passed over. */
  Map<String, Ad> findAll(Collection<String> adIds);

  /**
   * All ads by id.
   *
   * @param after where to go on; empty to begin
   * @param limit 1 to {@value Page#MAX_LIMIT}
   */
  Page<Ad> list(Optional<Cursor> after, int limit);

  /**
   * All selectors of these ads, by the ad's id, in the order of kind and value; of an unknown id
   * there are none.
   */
  Map<String, List<AdSelector>> selectorsOf(Collection<String> adIds);

  /**
   * Ads whose title and text were not yet read for selectors by these rules, by id.
   *
   * @param rules the number of the rules: other ones find other selectors
   * @param limit 1 to {@value Page#MAX_LIMIT}
   */
  List<Ad> notReadBy(int rules, int limit);

  /**
   * Images whose text was not yet read by this reader, or not looked through for selectors by these
   * rules, by id.
   *
   * @param reader the number of the reader
   * @param rules the number of the rules
   * @param limit 1 to {@value Page#MAX_LIMIT}
   */
  List<AdImage> imagesNotReadBy(int reader, int rules, int limit);

  /** What was read in an image; empty where it was not read yet. */
  Optional<AdImageText> textIn(String imageId);

  /** Grows with every change of an ad, its selectors or its images. */
  long revision();

  /** The ads that have this selector, however it is known, by id. */
  Page<Ad> withSelector(Selector selector, Optional<Cursor> after, int limit);

  /** The ads that some site calls this, by id; at most {@value Page#MAX_LIMIT}. */
  List<Ad> withSiteAdId(String siteAdId);

  /**
   * The ads that were seen under this address, however it is spelt, by id; at most {@value
   * Page#MAX_LIMIT}.
   */
  List<Ad> withUrl(String url);

  /**
   * The times that an ad was seen, or seen to be gone, from the first to the last.
   *
   * @param limit 1 to {@value Page#MAX_LIMIT}
   */
  Page<AdSighting> sightingsOf(String adId, Optional<Cursor> after, int limit);

  /**
   * The last sighting before this moment, in the order of {@link #sightingsOf}, whose text is
   * known.
   *
   * @param sighting of any ad; the one looked for is of the same
   */
  Optional<AdSighting> lastTextBefore(AdSighting sighting);

  /** The images of an ad by position, then by id. */
  List<AdImage> imagesOf(String adId);

  /** The image with this id. */
  Optional<AdImage> findImage(String imageId);

  /**
   * Which of these image ids were deleted on purpose, so that putting them would be {@link
   * PutOutcome#WITHHELD}.
   */
  Set<String> deletedImagesAmong(Collection<String> imageIds);

  /**
   * Ad images whose original file has this hash: SHA-256, SHA-1 or MD5, told apart by its length of
   * 64, 40 or 32 lower-case hexadecimal digits; by id, {@value Page#MAX_LIMIT} at most.
   */
  List<AdImage> imagesWithOriginalHash(String hex);
}
