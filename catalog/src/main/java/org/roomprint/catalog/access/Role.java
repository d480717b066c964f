package org.roomprint.catalog.access;

import java.util.Set;

/** What the holder of a key is; a key may have several. */
public enum Role {
  /** Brings a query image and looks for the hotel. */
  INVESTIGATOR,
  /** Brings ads and looks for what links them. */
  ANALYST,
  /** Runs the installation; does not search. */
  OPERATOR,
  /** Reads the audit log, and nothing else. */
  REVIEWER,
  /** A hotel or an organisation that gives photographs in bulk; sees nothing. */
  PARTNER;

  /** Whether one of several roles permits this. */
  public static boolean anyPermits(Set<Role> roles, Action action) {
    return roles.stream().anyMatch(role -> role.permitted().contains(action));
  }

  /** Everything it may do; what is not named here it may not. */
  public Set<Action> permitted() {
    return switch (this) {
      case INVESTIGATOR ->
          Set.of(
              Action.SEARCH_HOTELS,
              Action.LOOK_UP_PICTURE,
              Action.VIEW_GALLERY,
              Action.VIEW_STATUS);
      case ANALYST ->
          Set.of(
              Action.SEARCH_HOTELS,
              Action.LOOK_UP_PICTURE,
              Action.LINK_ADS,
              Action.VIEW_GALLERY,
              Action.VIEW_ADS,
              Action.DECIDE_AD_GROUPS,
              Action.VIEW_STATUS);
      case OPERATOR ->
          Set.of(
              Action.VIEW_GALLERY,
              Action.VIEW_STATUS,
              Action.ACKNOWLEDGE_AUDIT,
              Action.MANAGE_CATALOG,
              Action.MODERATE,
              Action.MANAGE_KEYS);
      case REVIEWER -> Set.of(Action.VIEW_AUDIT);
      case PARTNER -> Set.of(Action.SUBMIT_IN_BULK);
    };
  }
}
