package org.roomprint.searchapi.wire;

import java.math.BigInteger;
import java.util.Optional;

/**
 * A look-up by hash, or the {@code query} part of one by file, as sent; exactly one of the hashes,
 * or none with a file.
 */
public record PictureLookupBody(
    Optional<String> caseReference,
    Optional<String> purpose,
    Optional<String> pdq,
    Optional<BigInteger> maxDistance,
    Optional<String> sha256,
    Optional<String> sha1,
    Optional<String> md5) {}
