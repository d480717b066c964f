/**
 * Searches: ranked hotels for query images, linked pictures for an image, each with its reason.
 *
 * <h2>Where to begin</h2>
 *
 * {@snippet :
 * try (SearchEngine engine = SearchEngine.open(settings);
 *     SearchSession session = engine.begin()) {
 *   LocateRoomAnswer answer = session.locate(query);
 * }
 * }
 *
 * <p>A {@link org.roomprint.vectors.search.SearchEngine} follows the newest index and the model
 * that made it. A {@link org.roomprint.vectors.search.SearchSession} is one model and one view of
 * the index: whatever is asked in it is answered from the same pictures. Whoever has a describer
 * and a snapshot already (the intake of the public's photos, {@code roomprint evaluate}) makes
 * sessions with {@link org.roomprint.vectors.search.SearchTools}.
 *
 * <h2>How hotels are found</h2>
 *
 * <ol>
 *   <li><b>Candidates</b> ({@code CandidateSearch}): the nearest neighbours of the embedding, every
 *       picture with a near PDQ hash, every one with the same bytes. How surprising a likeness is
 *       for this query in this gallery says {@code ExtremeValueScale}: the appearance score. {@code
 *       PatchEvidence} adds what the patches say, less the background, what every room has.
 *   <li><b>Verification</b>: the leading candidates' points are compared ({@link
 *       org.roomprint.vectors.local.MagsacVerifier}), which says what the pictures share: the
 *       picture, the room, one object, or nothing.
 *   <li><b>Score</b> ({@code Scores}): appearance and geometry are decimal logarithms of how
 *       unlikely chance is, and are added up; {@link org.roomprint.vectors.search.EvidenceKind} is
 *       the strongest reason.
 *   <li><b>Hotels</b> ({@code RoomLocator}): photos become hotels; {@code HotelConflicts} demotes
 *       "the same room" where another hotel's photo contradicts it; hotels that a trusted photo
 *       proves come first, then those that only an unverified one proves ({@code KnownCopies}
 *       leaves copies out), then those that look alike.
 *   <li><b>Probabilities</b> ({@link org.roomprint.vectors.search.Calibration}): each hotel's share
 *       of the evidence, beside that of a hotel which is not in the gallery.
 * </ol>
 *
 * <p>A filter narrows what is listed, never what is measured by: scale and background are always
 * those of the whole gallery, so that a true filter does not weaken a strong hit.
 *
 * <h2>How pictures are linked</h2>
 *
 * <p>{@code PictureLinker} finds and verifies the same candidates in each {@link
 * org.roomprint.vectors.search.LinkPartition} of the index (photos, unverified photos, images of
 * ads) and gives those that are more than alike; {@link org.roomprint.vectors.search.Agreement}
 * says whether such a link vouches for what a stranger claims.
 *
 * <p>Nothing here stores anything: a {@link org.roomprint.vectors.search.QueryImage} lives as long
 * as its search. Each answer carries a {@link org.roomprint.vectors.search.SearchReport} of what
 * was searched and at what cost.
 */
@NullMarked
package org.roomprint.vectors.search;

import org.jspecify.annotations.NullMarked;
