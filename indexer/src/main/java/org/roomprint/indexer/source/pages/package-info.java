/**
 * Ads in pages: saved HTML, MHTML, and web archives (WARC). Nothing of a page is run and nothing is
 * fetched: what is not in the file is not there.
 *
 * <p>Begin with {@link org.roomprint.indexer.source.pages.AdSources}, which opens whatever holds
 * ads, and {@link org.roomprint.indexer.source.pages.AdPage}, which says what of a page is the ad.
 */
@NullMarked
package org.roomprint.indexer.source.pages;

import org.jspecify.annotations.NullMarked;
