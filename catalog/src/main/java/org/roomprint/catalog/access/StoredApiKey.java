package org.roomprint.catalog.access;

import org.roomprint.base.Digests;
import org.roomprint.base.Texts;

/**
 * A key as the store keeps it.
 *
 * @param key all but the secret
 * @param secretHash SHA-256 of the secret's text, 64 hexadecimal digits
 */
public record StoredApiKey(ApiKey key, String secretHash) {
  public StoredApiKey {
    Texts.requireHex("hash of a key", secretHash, Digests.SHA256_HEX_DIGITS);
  }

  @Override
  public String toString() {
    return "StoredApiKey[" + key.keyId() + "]";
  }
}
