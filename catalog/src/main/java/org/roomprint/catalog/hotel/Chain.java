package org.roomprint.catalog.hotel;

import org.roomprint.base.Texts;

/**
 * A brand or group that hotels belong to.
 *
 * @param chainId unique
 * @param name as shown
 */
public record Chain(String chainId, String name) {
  public Chain {
    Texts.requireId("chain id", chainId);
    Texts.requireLabel("chain name", name);
  }
}
