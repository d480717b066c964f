package org.roomprint.catalog.links;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roomprint.catalog.ad.AdImage;
import org.roomprint.catalog.paging.Cursor;
import org.roomprint.catalog.paging.Page;

/** Reads what links ads. */
public interface AdLinkStore {
  /**
   * Groups, those with most ads first, then by id.
   *
   * @param limit 1 to {@value Page#MAX_LIMIT}
   */
  Page<AdGroup> list(GroupFilter filter, Optional<Cursor> after, int limit);

  /** The group with this id. */
  Optional<AdGroup> find(String groupId);

  /**
   * The group into which a group that is no more went, however often it went on from there; empty
   * where the id is that of a group, or of none that ever was.
   */
  Optional<AdGroup> successor(String groupId);

  /** The groups of both levels in which an ad is. */
  List<AdGroup> groupsOf(String adId);

  /** All groups of a level, for whoever computes them anew. */
  List<AdGroup> all(GroupLevel level);

  /** Ids of the ads of each group of a level, by the group's id, for the same. */
  Map<String, List<String>> membersOfAll(GroupLevel level);

  /** Ids of groups of a level that are no more, and are given to no other. */
  Set<String> retiredIds(GroupLevel level);

  /** Ids of the ads of a group, in their order. */
  List<String> members(String groupId);

  /**
   * The edges within a group: those of its poster, or all of its operation, by level and ads. A
   * group of n ads has n - 1 of them.
   */
  List<GroupEdge> edgesOf(String groupId);

  /**
   * Keys of a group that other groups hold too and that do not join them, most ads first.
   *
   * @param limit 1 to {@value Page#MAX_LIMIT}
   */
  List<GroupCut> cutsOf(String groupId, int limit);

  /** What became of a group, oldest first. */
  List<GroupChange> changesOf(String groupId);

  /** Decisions about ads of a group or about the group itself, oldest first, withdrawn ones too. */
  List<GroupDecision> decisionsOf(String groupId);

  /** The decision with this id. */
  Optional<GroupDecision> decision(String decisionId);

  /** All decisions that hold, oldest first. */
  List<GroupDecision> decisions();

  /** Grows with every decision and every withdrawal of one. */
  long decisionMark();

  /** Alerts about ads of a group, newest first. */
  List<GroupAlert> alertsOf(String groupId);

  /** The images of these ads, as far as they were looked at, by image id. */
  List<AdPicture> picturesOf(Collection<String> adIds);

  /** All images that are linked with others or may be, for whoever computes groups. */
  List<AdPicture> linkedPictures();

  /** Those of some images that were looked at, by id. */
  Map<String, AdPicture> pictures(Collection<String> imageIds);

  /**
   * Images that were not looked at yet, the oldest change first.
   *
   * @param upToSequence only those whose last change is not newer than this
   * @param limit 1 to {@value Page#MAX_LIMIT}
   */
  List<AdImage> notLookedAt(long upToSequence, int limit);

  /** The revision of the ads that the groups know; -1 where there are none yet. */
  long groupedRevision();
}
