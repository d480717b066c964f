package org.roomprint.catalog.selectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses made of invented hashes, and those that the specifications give as examples. */
final class CryptoAddressesTest {
  private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

  @ParameterizedTest
  @CsvSource({
    "btc, 1DqWiGsrbJoqpteamSoTsVqEfYbk5maQGc",
    "btc, 3MfgCnYGFsgpvZ6fS2K6vhrkqBwLoBJQax",
    "btc, bc1qx4maec4fh8jr936ldjasy4999hstc8zql8299y",
    "btc, bc1pf2zxv2gu72lavrrk90u8fdrsvh7r999qqe7zjp0dy0f0m2mc0npqujxm5s",
    "ltc, ltc1qyg4sh4glemm7vhpwvtdja4j52uqnh26kqtfr66",
    "ltc, LRTyRvrt2vFurKdFBdsbs4ymdpsGSmNkdb",
    "ltc, MDLcL6HiydUoHFJgAUHVKXSSSeX5gGZELv",
    "doge, DNngSD5MKBejMmYUA2dfzRbL7K9vbfnpdp",
    "trx, TXebPqCCJQ7QQ7ozt7qjUCT6Ptun2mJhye"
  })
  void readsAnAddressOfEachChainAndRefusesItWithOneMistake(String chain, String address) {
    assertThat(CryptoAddresses.read(address, false)).contains(chain + ":" + address);

    for (int at = 1; at < address.length(); at++) {
      char other = address.charAt(at) == 'q' ? 'p' : 'q';
      String mistaken = address.substring(0, at) + other + address.substring(at + 1);
      assertThat(CryptoAddresses.read(mistaken, false)).as(mistaken).isEmpty();
    }
  }

  @Test
  void bech32HasOneCaseAndAnyOfTheTwo() {
    String address = "bc1qx4maec4fh8jr936ldjasy4999hstc8zql8299y";
    assertThat(CryptoAddresses.read(address.toUpperCase(java.util.Locale.ROOT), false))
        .contains("btc:" + address);
    assertThat(CryptoAddresses.read("BC1" + address.substring(3), false)).isEmpty();
  }

  @Test
  void theCaseOfAnEthereumAddressIsItsChecksum() {
    String mixed = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"; // an example of EIP-55
    String lower = mixed.toLowerCase(java.util.Locale.ROOT);
    assertThat(CryptoAddresses.read(mixed, false)).contains("eth:" + lower);
    assertThat(CryptoAddresses.read(lower, false)).contains("eth:" + lower);
    assertThat(CryptoAddresses.read(mixed.replace("aA", "AA"), false)).isEmpty();
  }

  @Test
  void anAddressThatBeginsWith3IsOfLitecoinWhereTheWordsSaySo() {
    String address = "3MfgCnYGFsgpvZ6fS2K6vhrkqBwLoBJQax";
    assertThat(CryptoAddresses.read(address, true)).contains("ltc:" + address);
  }

  @Test
  void readsTheThreeKindsOfMoneroAddresses() {
    Random random = new Random(7);
    for (int network : new int[] {18, 19, 42}) {
      byte[] keys = new byte[network == 19 ? 73 : 65];
      random.nextBytes(keys);
      keys[0] = (byte) network;
      String address = monero(keys);
      assertThat(CryptoAddresses.read(address, false)).contains("xmr:" + address);

      int at = 50;
      char other = address.charAt(at) == 'q' ? 'p' : 'q';
      String mistaken = address.substring(0, at) + other + address.substring(at + 1);
      assertThat(CryptoAddresses.read(mistaken, false)).isEqualTo(Optional.empty());
    }
  }

  private static String monero(byte[] keys) {
    KeccakDigest digest = new KeccakDigest(256);
    digest.update(keys, 0, keys.length);
    byte[] hash = new byte[32];
    digest.doFinal(hash, 0);
    byte[] all = Arrays.copyOf(keys, keys.length + 4);
    System.arraycopy(hash, 0, all, keys.length, 4);
    int[] characters = {0, 2, 3, 5, 6, 7, 9, 10, 11};
    StringBuilder address = new StringBuilder();
    for (int at = 0; at < all.length; at += 8) {
      byte[] block = Arrays.copyOfRange(all, at, Math.min(at + 8, all.length));
      BigInteger value = new BigInteger(1, block);
      StringBuilder written = new StringBuilder();
      while (written.length() < characters[block.length]) {
        BigInteger[] parts = value.divideAndRemainder(BigInteger.valueOf(58));
        written.append(BASE58.charAt(parts[1].intValue()));
        value = parts[0];
      }
      address.append(written.reverse());
    }
    return address.toString();
  }
}
