package org.roomprint.catalog.access;

import org.roomprint.base.keys.ApiKeySecret;

/**
 * A key that was just made.
 *
 * @param key as it is kept
 * @param secret to be handed to its holder now; it cannot be shown again
 */
public record NewApiKey(ApiKey key, ApiKeySecret secret) {}
