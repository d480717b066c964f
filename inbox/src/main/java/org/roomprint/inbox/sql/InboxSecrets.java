package org.roomprint.inbox.sql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.roomprint.base.StoreUnavailableException;
import org.roomprint.inbox.files.KeyFile;

/**
 * Tokens, receipts and ids of the inbox, all derived from what the sender brought with HMAC-SHA256
 * (RFC 2104) under the inbox's key, so that none has to be kept: the submission's token from the
 * sender's idempotency key, the rest from that token. The ids that are kept are derived once more.
 */
final class InboxSecrets {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final int ID_HEX_DIGITS = 32;

  /** 128 random bits, as a sender makes them. */
  private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{32}");

  /** Crockford's base 32: no I, L, O and U. */
  private static final String SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final int BITS_PER_SYMBOL = 5;
  private static final int RECEIPT_SYMBOLS = 16;
  private static final int SYMBOLS_PER_GROUP = 4;

  private final SecretKeySpec key;

  private InboxSecrets(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** Reads the key, or makes it where there is none. */
  static InboxSecrets open(Path file, RandomGenerator random) {
    try {
      if (!Files.exists(file)) {
        byte[] made = new byte[KEY_BYTES];
        random.nextBytes(made);
        KeyFile.write(file, made);
      }
      byte[] read = Files.readAllBytes(file);
      if (read.length != KEY_BYTES) {
        throw new IOException("The key of the inbox has " + KEY_BYTES + " bytes");
      }
      return new InboxSecrets(read);
    } catch (IOException e) {
      throw new StoreUnavailableException("Cannot read or make the key of the inbox", e);
    }
  }

  String submissionToken(String idempotencyKey) {
    return derive("submission", idempotencyKey);
  }

  /** The token of the upload of a submission of its own; whoever has it has the submission's. */
  String singleUploadToken(String randomKey) {
    return derive("single", randomKey);
  }

  /** The token of the submission that such an upload alone makes up. */
  String submissionOfSingle(String uploadToken) {
    return derive("submission-of-single", uploadToken);
  }

  String uploadToken(String submissionToken, String photoId) {
    return derive("upload", submissionToken + photoId);
  }

  /** The id that is kept for a token; empty if it does not have a token's form. */
  Optional<String> idOf(String token) {
    return TOKEN.matcher(token).matches() ? Optional.of(derive("id", token)) : Optional.empty();
  }

  String contentHash(String content) {
    return derive("content", content);
  }

  String deviceHash(String deviceToken) {
    return derive("device", deviceToken);
  }

  /** Sixteen symbols in groups of four: 80 bits. */
  String receipt(String submissionToken) {
    byte[] bits = mac("receipt", submissionToken);
    StringBuilder receipt = new StringBuilder();
    int held = 0;
    int count = 0;
    int next = 0;
    for (int i = 0; i < RECEIPT_SYMBOLS; i++) {
      if (i > 0 && i % SYMBOLS_PER_GROUP == 0) {
        receipt.append('-');
      }
      while (count < BITS_PER_SYMBOL) {
        held = held << Byte.SIZE | Byte.toUnsignedInt(bits[next++]);
        count += Byte.SIZE;
      }
      count -= BITS_PER_SYMBOL;
      receipt.append(SYMBOLS.charAt(held >> count & 31));
    }
    return receipt.toString();
  }

  /** The hash that is kept for a receipt, however it is written; empty if it is none. */
  Optional<String> receiptHash(String receipt) {
    String plain =
        receipt
            .toUpperCase(Locale.ROOT)
            .replaceAll("[\\s-]", "")
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    boolean isOne =
        plain.length() == RECEIPT_SYMBOLS && plain.chars().allMatch(c -> SYMBOLS.indexOf(c) >= 0);
    return isOne ? Optional.of(derive("receipt-hash", plain)) : Optional.empty();
  }

  private String derive(String purpose, String from) {
    return HexFormat.of().formatHex(mac(purpose, from)).substring(0, ID_HEX_DIGITS);
  }

  private byte[] mac(String purpose, String from) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((purpose + ":").getBytes(StandardCharsets.US_ASCII));
      return mac.doFinal(from.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC with SHA-256", e);
    }
  }
}
