package org.roomprint.ads.selectors;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes out what is by its form a number of something else than a phone. */
final class OtherNumbers {
  private static final String NOT_BEFORE = "(?<![\\d./:-])";
  private static final String NOT_BEHIND = "(?![./:-]?\\d)";

  private static final List<Pattern> FORMS =
      List.of(
          // times of day
          Pattern.compile("(?<![\\d:])(?:[01]?\\d|2[0-4])[:：][0-5]\\d(?::[0-5]\\d)?(?![\\d:])"),
          // dates, with the year last or first
          Pattern.compile(NOT_BEFORE + "[0-3]?\\d([./-])[0-3]?\\d\\1(?:19|20)\\d\\d" + NOT_BEHIND),
          Pattern.compile(NOT_BEFORE + "(?:19|20)\\d\\d([./-])[01]?\\d\\1[0-3]?\\d" + NOT_BEHIND),
          Pattern.compile(NOT_BEFORE + "[0-3]?\\d([./])[01]?\\d\\1\\d\\d" + NOT_BEHIND),
          // places on the globe
          Pattern.compile(
              "(?<![\\d.])-?\\d{1,3}\\.\\d{3,}°?\\s?[NnSs]?\\s?[,;/ ]\\s?-?\\d{1,3}\\.\\d{3,}(?![\\d.])"),
          // addresses of machines
          Pattern.compile(
              "(?<![\\d.-])(?:1?\\d?\\d|2[0-4]\\d|25[0-5])(?:\\.(?:[1-9]?\\d|1\\d\\d|2[0-4]\\d|25[0-5])){3}(?![\\d.-])"),
          // unique ids, and longer rows of hexadecimal digits with letters among them
          Pattern.compile("\\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b"),
          // names of files
          Pattern.compile(
              "[\\w-]{1,80}\\.(?:jpe?g|png|gif|webp|heic|nef|raw|mp4|mov|avi|pdf|docx?|xlsx?|zip|txt|csv)\\b"),
          // payment cards
          Pattern.compile("(?<![\\d-])\\d{4}([ -])\\d{4}\\1\\d{4}\\1\\d{4}(?![ -]?\\d)"));

  private static final Pattern IBAN =
      Pattern.compile("\\b[a-z]{2}\\s?\\d{2}(?:[ -]?[0-9a-z]{2,4}){3,9}\\b");
  private static final int LEAST_IBAN = 15;
  private static final int MOST_IBAN = 34;
  private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

  private OtherNumbers() {}

  static void take(FoldedAd ad) {
    String text = ad.word();
    for (Pattern form : FORMS) {
      Matcher matcher = form.matcher(text);
      while (matcher.find()) {
        ad.take(matcher.start(), matcher.end());
      }
    }
    Matcher iban = IBAN.matcher(text);
    while (iban.find()) {
      String account = iban.group().replaceAll("[ -]", "");
      int end = iban.end();
      // The row may run on into the next word: its longest part that fits is taken.
      for (int length = Math.min(account.length(), MOST_IBAN); length >= LEAST_IBAN; length--) {
        if (isIban(account.substring(0, length))) {
          int at = iban.start();
          for (int left = length; left > 0; at++) {
            left -= FoldedAd.isWordCharacter(text.charAt(at)) ? 1 : 0;
          }
          end = at;
          ad.take(iban.start(), end);
          break;
        }
      }
    }
  }

  /** ISO 13616: the remainder by 97 of the account with its first four characters put last is 1. */
  private static boolean isIban(String account) {
    StringBuilder digits = new StringBuilder();
    String turned = account.substring(4) + account.substring(0, 4);
    for (int i = 0; i < turned.length(); i++) {
      char c = turned.charAt(i);
      digits.append(Character.digit(c, 36));
    }
    return new BigInteger(digits.toString()).mod(NINETY_SEVEN).equals(BigInteger.ONE);
  }
}
