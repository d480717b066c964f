package org.roomprint.catalog.audit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.roomprint.base.Digests;
import org.roomprint.base.Texts;

/**
 * The newest record of a log; noted down elsewhere, it shows later that nothing up to it was
 * changed or cut off.
 *
 * @param number of the record; 0 when there is none yet
 * @param hash of the record; {@link AuditChain#BEFORE_FIRST} when there is none yet
 */
public record AuditHead(long number, String hash) {
  /** Of a log without records. */
  public static final AuditHead NONE = new AuditHead(0, AuditChain.BEFORE_FIRST);

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})[ :]([0-9a-f]{64})");

  public AuditHead {
    if (number < 0) {
      throw new IllegalArgumentException("Records of the audit log are numbered from 1");
    }
    Texts.requireHex("hash of an audit record", hash, Digests.SHA256_HEX_DIGITS);
  }

  /** As it is noted down: the number, a colon, the hash. */
  public String text() {
    return number + ":" + hash;
  }

  /** The first head in a line of text, such as one that was noted down. */
  public static Optional<AuditHead> in(String line) {
    Matcher matcher = TEXT.matcher(line);
    return matcher.find()
        ? Optional.of(new AuditHead(Long.parseLong(matcher.group(1)), matcher.group(2)))
        : Optional.empty();
  }
}
