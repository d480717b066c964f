package org.roomprint.catalog.selectors;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.crypto.digests.KeccakDigest;

/** Reads addresses of crypto currencies, each by its own checksum. */
public final class CryptoAddresses {
  /** Characters of the shortest address. */
  public static final int SHORTEST = 26;

  /** Characters of the longest address. */
  public static final int LONGEST = 106;

  private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final String BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int BECH32_CONSTANT = 1;
  private static final int BECH32M_CONSTANT = 0x2bc830a3;
  private static final int[] BECH32_GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };
  private static final int HASH_BYTES = 20;
  private static final int ETHEREUM_LENGTH = 42;
  private static final BigInteger FIFTY_EIGHT = BigInteger.valueOf(58);

  /** Monero: bytes of a block by the number of its characters. */
  private static final int[] MONERO_BLOCK_BYTES = {0, -1, 1, 2, -1, 3, 4, 5, -1, 6, 7, 8};

  private CryptoAddresses() {}

  /**
   * The address with its chain before it, {@code btc:...}.
   *
   * @param isLitecoin whether the words near it say so, for addresses that begin with 3 and are of
   *     Bitcoin or, as they once were written, of Litecoin
   */
  public static Optional<String> read(String text, boolean isLitecoin) {
    if (text.length() < SHORTEST || text.length() > LONGEST) {
      return Optional.empty();
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith("ox")) {
      return read("0" + text.substring(1), isLitecoin); // a letter for the zero
    }
    if (lower.startsWith("0x")) {
      return isEthereum(text) ? Optional.of("eth:" + lower) : Optional.empty();
    }
    if (lower.startsWith("bc1") || lower.startsWith("ltc1")) {
      boolean isOneCase = text.equals(lower) || text.equals(text.toUpperCase(Locale.ROOT));
      String chain = lower.startsWith("bc1") ? "btc" : "ltc";
      return isOneCase && isBech32(lower) ? Optional.of(chain + ":" + lower) : Optional.empty();
    }
    return switch (text.charAt(0)) {
      case '1', '3', 'L', 'M', 'D', '9', 'A', 'T' -> base58Check(text, isLitecoin);
      case '4', '8' -> isMonero(text) ? Optional.of("xmr:" + text) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<String> base58Check(String text, boolean isLitecoin) {
    byte[] bytes = base58(text, HASH_BYTES + 5);
    if (bytes.length == 0) {
      return Optional.empty();
    }
    byte[] hash = sha256(sha256(Arrays.copyOf(bytes, HASH_BYTES + 1)));
    if (!Arrays.equals(
        Arrays.copyOf(hash, 4), Arrays.copyOfRange(bytes, HASH_BYTES + 1, HASH_BYTES + 5))) {
      return Optional.empty();
    }
    return switch (bytes[0] & 0xFF) {
      case 0x00 -> Optional.of("btc:" + text);
      case 0x05 -> Optional.of((isLitecoin ? "ltc:" : "btc:") + text);
      case 0x30, 0x32 -> Optional.of("ltc:" + text);
      case 0x1E, 0x16 -> Optional.of("doge:" + text);
      case 0x41 -> Optional.of("trx:" + text);
      default -> Optional.empty();
    };
  }

  /** The bytes of a Base58 number, or none when they are not so many. */
  private static byte[] base58(String text, int length) {
    if (text.length() > length * 2) {
      return new byte[0];
    }
    BigInteger value = BigInteger.ZERO;
    int zeros = 0;
    boolean isLeading = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int digit = BASE58.indexOf(c);
      if (digit < 0) {
        return new byte[0];
      }
      isLeading &= digit == 0;
      zeros += isLeading ? 1 : 0;
      value = value.multiply(FIFTY_EIGHT).add(BigInteger.valueOf(digit));
    }
    byte[] number = value.signum() == 0 ? new byte[0] : value.toByteArray();
    int sign = number.length > 0 && number[0] == 0 ? 1 : 0;
    if (zeros + number.length - sign != length) {
      return new byte[0];
    }
    byte[] bytes = new byte[length];
    System.arraycopy(number, sign, bytes, zeros, number.length - sign);
    return bytes;
  }

  /** BIP 173 and BIP 350: version 0 has the first checksum, all later versions the second. */
  private static boolean isBech32(String text) {
    int one = text.indexOf('1');
    String data = text.substring(one + 1);
    if (text.length() > 90 || data.length() < 8) {
      return false;
    }
    int check = 1;
    for (int i = 0; i < one; i++) {
      check = bech32Step(check, text.charAt(i) >> 5);
    }
    check = bech32Step(check, 0);
    for (int i = 0; i < one; i++) {
      check = bech32Step(check, text.charAt(i) & 31);
    }
    for (int i = 0; i < data.length(); i++) {
      char c = data.charAt(i);
      int value = BECH32.indexOf(c);
      if (value < 0) {
        return false;
      }
      check = bech32Step(check, value);
    }
    int version = BECH32.indexOf(data.charAt(0));
    int bits = (data.length() - 7) * 5;
    int programBytes = bits / 8;
    if (version > 16 || bits % 8 > 4 || programBytes < 2 || programBytes > 40) {
      return false;
    }
    boolean isFirst = version == 0;
    return check == (isFirst ? BECH32_CONSTANT : BECH32M_CONSTANT)
        && (!isFirst || programBytes == 20 || programBytes == 32);
  }

  private static int bech32Step(int check, int value) {
    int top = check >>> 25;
    int next = (check & 0x1ffffff) << 5 ^ value;
    for (int i = 0; i < 5; i++) {
      next ^= (top >> i & 1) == 1 ? BECH32_GENERATOR[i] : 0;
    }
    return next;
  }

  /** EIP-55: the case of letters is a checksum, unless all have the same. */
  private static boolean isEthereum(String text) {
    if (text.length() != ETHEREUM_LENGTH || !text.substring(2).matches("[0-9a-fA-F]+")) {
      return false;
    }
    String digits = text.substring(2);
    String lower = digits.toLowerCase(Locale.ROOT);
    if (digits.equals(lower) || digits.equals(digits.toUpperCase(Locale.ROOT))) {
      return true;
    }
    byte[] hash = keccak(lower.getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      int nibble = (i % 2 == 0 ? hash[i / 2] >> 4 : hash[i / 2]) & 0xF;
      if (Character.isLetter(c) && Character.isUpperCase(c) != nibble >= 8) {
        return false;
      }
    }
    return true;
  }

  /** Blocks of 11 Base58 digits for 8 bytes each; the last four bytes are a Keccak hash's first. */
  private static boolean isMonero(String text) {
    if (text.length() != 95 && text.length() != LONGEST) {
      return false;
    }
    byte[] bytes = new byte[text.length() == 95 ? 69 : 77];
    int filled = 0;
    for (int at = 0; at < text.length(); at += 11) {
      String block = text.substring(at, Math.min(at + 11, text.length()));
      int size = MONERO_BLOCK_BYTES[block.length()];
      BigInteger value = BigInteger.ZERO;
      for (int i = 0; i < block.length(); i++) {
        char c = block.charAt(i);
        int digit = BASE58.indexOf(c);
        if (digit < 0) {
          return false;
        }
        value = value.multiply(FIFTY_EIGHT).add(BigInteger.valueOf(digit));
      }
      if (size < 0 || value.bitLength() > size * 8 || filled + size > bytes.length) {
        return false;
      }
      for (int i = size - 1; i >= 0; i--) {
        bytes[filled + i] = value.byteValue();
        value = value.shiftRight(8);
      }
      filled += size;
    }
    int network = bytes[0] & 0xFF;
    boolean isKnown = text.length() == 95 ? network == 18 || network == 42 : network == 19;
    byte[] hash = keccak(Arrays.copyOf(bytes, filled - 4));
    return isKnown
        && Arrays.equals(Arrays.copyOf(hash, 4), Arrays.copyOfRange(bytes, filled - 4, filled));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static byte[] keccak(byte[] bytes) {
    KeccakDigest digest = new KeccakDigest(256);
    digest.update(bytes, 0, bytes.length);
    byte[] hash = new byte[digest.getDigestSize()];
    digest.doFinal(hash, 0);
    return hash;
  }
}
