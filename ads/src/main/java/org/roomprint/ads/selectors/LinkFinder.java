package org.roomprint.ads.selectors;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nibor.autolink.LinkExtractor;
import org.nibor.autolink.LinkSpan;
import org.nibor.autolink.LinkType;
import org.roomprint.ads.selectors.Signs.Manner;
import org.roomprint.ads.selectors.Signs.Sign;
import org.roomprint.catalog.selectors.Platforms;

/**
 * Finds e-mail addresses and links, also those that are written with spaces, brackets or words for
 * their signs.
 */
final class LinkFinder {
  /** Longest mailbox and longest label of a host that are looked at, in characters. */
  private static final int LONGEST_PART = 64;

  private static final int MOST_PARTS = 8;
  private static final int LONGEST_PATH = 2_000;
  private static final int MAIL_WORDS_BEFORE = 6;

  private static final LinkExtractor PLAIN_LINKS =
      LinkExtractor.builder().linkTypes(EnumSet.of(LinkType.URL, LinkType.WWW)).build();
  private static final Pattern SCHEME =
      Pattern.compile("(?:h[tx*]{2}ps?)\\s?(?::|\\[:\\])\\s?(?://|\\[/\\]\\[/\\]|\\[//\\])\\s?");
  private static final Pattern SPACED_ADDRESS =
      Pattern.compile(
          "(?:(?<box>[a-z0-9_%+-][a-z0-9._%+-]{0,63})@|(?<web>https?://|(?=www\\.)))"
              + "(?<host>[a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63}){1,4})(?<rest>/[a-z0-9/_.-]{0,200})?",
          Pattern.CASE_INSENSITIVE);
  private static final int SHORTEST_SPACED = 8;
  private static final int LONGEST_SPACED = 400;
  private static final Pattern WEB = Pattern.compile("https?://|www\\.", Pattern.CASE_INSENSITIVE);

  /** What was found. */
  record Found(
      boolean isMail, String host, String rest, int start, int end, boolean isObfuscated) {}

  private final FoldedAd ad;
  private final Optional<String> country;
  private final Signs signs;
  private final List<Found> found = new ArrayList<>();

  private LinkFinder(FoldedAd ad, Optional<String> country) {
    this.ad = ad;
    this.country = country;
    this.signs = Signs.in(ad);
  }

  static List<Found> in(FoldedAd ad, Optional<String> country) {
    LinkFinder finder = new LinkFinder(ad, country);
    finder.plainLinks();
    finder.disguisedSchemes();
    finder.spacedOut();
    // An @ within a name may stand for an a where the sign itself is in words.
    for (boolean isPlain : new boolean[] {false, true}) {
      for (Signs.Found sign : finder.signs.all()) {
        if (sign.sign() == Sign.AT
            && isPlain == (sign.manner() == Manner.PLAIN)
            && !ad.isTaken(sign.start(), sign.end())) {
          finder.mail(sign);
        }
      }
    }
    finder.bareLinks(true);
    return finder.found;
  }

  /** Links without a scheme, in what is left of an ad once the names on platforms are found. */
  static List<Found> bareIn(FoldedAd ad, Optional<String> country) {
    LinkFinder finder = new LinkFinder(ad, country);
    finder.bareLinks(false);
    return finder.found;
  }

  private void bareLinks(boolean isKnownOnly) {
    for (Signs.Found sign : signs.all()) {
      if (sign.sign() == Sign.DOT && !ad.isTaken(sign.start(), sign.end())) {
        bareLink(sign, isKnownOnly);
      }
    }
  }

  private void plainLinks() {
    String text = ad.shown();
    for (LinkSpan link : PLAIN_LINKS.extractLinks(text)) {
      int end = cutAtOtherScript(link.getBeginIndex(), link.getEndIndex());
      String written = text.substring(link.getBeginIndex(), end);
      Matcher web = WEB.matcher(written);
      if (!web.lookingAt()) {
        continue; // another scheme: what it holds is found by itself
      }
      int start =
          link.getBeginIndex()
              + (written.charAt(0) == 'w' || written.charAt(0) == 'W' ? 0 : web.end());
      Host host = host(start, true);
      if (host == null || host.end > end) {
        continue;
      }
      String path = text.substring(host.end, end);
      Rest rest = path.equals("/") ? rest(host.end, host.name) : new Rest(path, end, false);
      add(host, link.getBeginIndex(), rest.end, rest.written, rest.isOdd);
    }
  }

  /** A link ends where a sentence in another script goes on behind it. */
  private int cutAtOtherScript(int start, int end) {
    for (int at = start; at < end; at++) {
      char c = ad.shown(at);
      if (c >= 0x2E80 || (c >= 0x0E00 && c <= 0x0E7F)) {
        int cut = at;
        while (cut > start && ",.;:!?()".indexOf(ad.shown(cut - 1)) >= 0) {
          cut--;
        }
        return cut;
      }
    }
    return end;
  }

  private void disguisedSchemes() {
    Matcher scheme = SCHEME.matcher(ad.word());
    while (scheme.find()) {
      if (ad.isTaken(scheme.start(), scheme.end())) {
        continue;
      }
      Host host = host(scheme.end(), true);
      if (host != null) {
        Rest rest = rest(host.end, host.name);
        boolean isPlain = ad.word(scheme.start(), scheme.end()).matches("https?://");
        add(host, scheme.start(), rest.end, rest.written, !isPlain || host.isOdd || rest.isOdd);
      }
    }
  }

  /** "r o s e @ e x a m p l e . c o m": every character by itself. */
  private void spacedOut() {
    int at = 0;
    while (at < ad.length()) {
      int end = at;
      StringBuilder tight = new StringBuilder();
      while (end < ad.length()
          && !Character.isWhitespace(ad.shown(end))
          && !ad.isTaken(end)
          && tight.length() < LONGEST_SPACED
          && (end + 1 >= ad.length() || ad.shown(end + 1) == ' ')) {
        tight.append(ad.shown(end));
        end += 2;
      }
      end = Math.min(end, ad.length());
      if (tight.length() >= SHORTEST_SPACED) {
        readSpacedOut(tight.toString(), at);
      }
      at = Math.max(end, at + 1);
    }
  }

  private void readSpacedOut(String tight, int at) {
    Matcher matcher = SPACED_ADDRESS.matcher(tight);
    while (matcher.find()) {
      int start = at + 2 * matcher.start();
      int end = at + 2 * matcher.end() - 1;
      String host = matcher.group("host");
      String box = matcher.group("box");
      if (DomainNames.isHost(host) && (box != null || matcher.group("web") != null)) {
        String rest = box == null ? matcher.group("rest") : box.toLowerCase(Locale.ROOT);
        found.add(new Found(box != null, host, rest == null ? "" : rest, start, end, true));
        ad.take(start, end);
      }
    }
  }

  private void add(Host host, int start, int end, String rest, boolean isOdd) {
    found.add(new Found(false, host.name, rest, start, end, isOdd || host.isOdd));
    ad.take(start, end);
  }

  /** A name of a host, and how it was written. */
  private static final class Host {
    private String name = "";
    private int end;
    private boolean isOdd;
    private boolean isInWords;
    private boolean isTight = true;
  }

  /** The host that begins at a place: as many labels as end in a public suffix. */
  private @Nullable Host host(int start, boolean isSure) {
    StringBuilder name = new StringBuilder();
    Host state = new Host();
    Host best = null;
    int at = start;
    for (int parts = 0; parts < MOST_PARTS; parts++) {
      int end = labelEnd(at);
      if (end == at) {
        break;
      }
      String label = ad.shown(at, end).replace('@', 'a');
      name.append(label);
      if (parts > 0 && DomainNames.isHost(name.toString())) {
        best = new Host();
        best.name = name.toString();
        best.end = end;
        best.isOdd = state.isOdd;
        best.isInWords = state.isInWords;
        best.isTight = state.isTight;
      }
      Signs.Found dot = dotBehind(end, isSure);
      if (dot == null || ad.isTaken(dot.start(), dot.end())) {
        break;
      }
      int next = skipSpace(dot.end());
      boolean isSpaced = dot.start() > end || next > dot.end();
      if (dot.manner() == Manner.PLAIN
          && isSpaced
          && best != null
          && next > dot.end()
          && dot.start() == end) {
        break; // the end of a sentence
      }
      state.isOdd |= dot.manner() != Manner.PLAIN || isSpaced;
      state.isInWords |= dot.manner() == Manner.WORD;
      state.isTight &= !isSpaced;
      name.append('.');
      at = next;
    }
    return best;
  }

  private Signs.@Nullable Found dotBehind(int end, boolean isSure) {
    Signs.Found tight = signs.startingAt(end);
    if (tight != null && tight.sign() == Sign.DOT) {
      boolean isSentence =
          tight.manner() == Manner.PLAIN && Character.isWhitespace(ad.word(tight.end()));
      return isSentence && !isSure ? null : tight;
    }
    int behind = skipSpace(end);
    Signs.Found spaced = behind > end ? signs.startingAt(behind) : null;
    if (spaced == null || spaced.sign() != Sign.DOT) {
      return null;
    }
    // "example . com", but no new sentence that begins with a dot
    return spaced;
  }

  private int skipSpace(int at) {
    int next = at;
    while (next < ad.length()
        && next - at < 2
        && (ad.word(next) == ' ' || ad.word(next) == '\u00A0')) {
      next++;
    }
    return next;
  }

  /** Letters, digits and inner hyphens of one kind of script; an @ for an a. */
  private int labelEnd(int start) {
    int end = start;
    boolean isWide = start < ad.length() && isWide(ad.shown(start));
    while (end < ad.length()
        && end - start < LONGEST_PART
        && (FoldedAd.isWordCharacter(ad.shown(end)) || isInner(start, end))
        && isWide(ad.shown(end)) == isWide
        && !isWordSignAt(end, start)) {
      end++;
    }
    while (end > start && ad.shown(end - 1) == '-') {
      end--;
    }
    return end;
  }

  private boolean isWordSignAt(int at, int start) {
    Signs.Found sign = at > start ? signs.startingAt(at) : null;
    return sign != null && sign.manner() != Manner.PLAIN && sign.sign() != Sign.DASH;
  }

  private boolean isInner(int start, int at) {
    char c = ad.shown(at);
    return at > start
        && (c == '-'
            || (c == '@' && FoldedAd.isWordCharacter(ad.shown(Math.min(at + 1, ad.length() - 1)))));
  }

  private static boolean isWide(char c) {
    return c >= 0x2E80 || (c >= 0x0E00 && c <= 0x0E7F);
  }

  private void mail(Signs.Found at) {
    boolean isPlain = at.manner() == Manner.PLAIN;
    int boxEnd = at.start();
    while (boxEnd > 0 && at.start() - boxEnd < 2 && ad.word(boxEnd - 1) == ' ') {
      boxEnd--;
    }
    int boxStart = mailboxStart(boxEnd, isPlain);
    int hostStart = skipSpace(at.end());
    if (boxStart == boxEnd) {
      return;
    }
    boolean isSpaced = boxEnd < at.start() || hostStart > at.end();
    Host host = host(hostStart, !isPlain || isSpaced);
    if (host == null) {
      return;
    }
    if (isPlain
        && isSpaced
        && !(boxEnd < at.start() && hostStart > at.end())
        && !host.isOdd
        && host.isTight
        && !DomainNames.isUnmistakable(host.name, country)) {
      return;
    }
    if (isPlain && !isSpaced && ad.word(host.end) == '/') {
      Rest rest = rest(host.end, host.name); // "inst@gram.com/rose"
      String page = ad.shown(boxStart, boxEnd) + "a" + host.name;
      if (Platforms.isKnown(page + rest.written)) {
        found.add(new Found(false, page, rest.written, boxStart, rest.end, true));
        ad.take(boxStart, rest.end);
        return;
      }
    }
    StringBuilder box = new StringBuilder(ad.shown(boxStart, boxEnd));
    int start = boxStart;
    boolean isOdd = !isPlain || isSpaced || host.isOdd || ad.isStyled(boxStart, host.end);
    for (int parts = 0; parts < MOST_PARTS; parts++) {
      Signs.Found before = signBefore(start);
      if (before == null || ad.isTaken(before.start(), before.end())) {
        break;
      }
      int end = before.start();
      while (end > 0 && before.start() - end < 2 && ad.word(end - 1) == ' ') {
        end--;
      }
      int earlier = mailboxStart(end, isPlain);
      if (earlier == end) {
        break;
      }
      box.insert(0, ad.shown(earlier, end) + character(before.sign()));
      start = earlier;
      isOdd = true;
    }
    String mailbox = box.toString().toLowerCase(Locale.ROOT);
    if (!isPlain) {
      mailbox = mailbox.replace('@', 'a');
    }
    if (at.manner() == Manner.WORD && !isSaidToBeMail(mailbox, start, host)) {
      return;
    }
    found.add(new Found(true, host.name, mailbox, start, host.end, isOdd));
    ad.take(start, host.end);
  }

  /** Whether "x at y" is an address and not a sentence. */
  private boolean isSaidToBeMail(String mailbox, int start, Host host) {
    if (AddressWords.NOBODY.contains(mailbox)) {
      return false;
    }
    String first = host.name.substring(0, host.name.indexOf('.')).toLowerCase(Locale.ROOT);
    return host.isOdd
        || mailbox.matches(".*[0-9._].*")
        || AddressWords.FREE_MAIL.contains(first)
        || isMailSaidBefore(start);
  }

  private boolean isMailSaidBefore(int start) {
    String before = ad.word(Math.max(0, start - LONGEST_PART), start);
    String[] words = before.split("[^\\p{L}-]+", -1);
    for (int i = Math.max(0, words.length - MAIL_WORDS_BEFORE); i < words.length; i++) {
      if (AddressWords.MAIL.contains(words[i])) {
        return true;
      }
    }
    return false;
  }

  private static char character(Sign sign) {
    return switch (sign) {
      case AT -> '@';
      case DOT -> '.';
      case SLASH -> '/';
      case DASH -> '-';
      case UNDERSCORE -> '_';
    };
  }

  /** A dot, dash or underscore in words, or a dot between spaces, that ends where a name begins. */
  private Signs.@Nullable Found signBefore(int start) {
    Signs.Found tight = signs.endingAt(start);
    if (tight == null) {
      int end = start;
      while (end > 0 && start - end < 2 && ad.word(end - 1) == ' ') {
        end--;
      }
      tight = signs.endingAt(end);
      boolean isSpacedDot =
          tight != null
              && tight.manner() == Manner.PLAIN
              && tight.sign() == Sign.DOT
              && tight.start() > 0
              && ad.word(tight.start() - 1) == ' ';
      if (tight == null || (tight.manner() == Manner.PLAIN && !isSpacedDot)) {
        return null;
      }
    }
    boolean isOfNames =
        tight.sign() == Sign.DOT || tight.sign() == Sign.DASH || tight.sign() == Sign.UNDERSCORE;
    return isOfNames && (tight.manner() != Manner.PLAIN || tight.sign() == Sign.DOT) ? tight : null;
  }

  private int mailboxStart(int end, boolean isPlain) {
    int start = end;
    while (start > 0
        && end - start < LONGEST_PART
        && isMailboxCharacter(ad.shown(start - 1), isPlain)
        && !isWordSignEnding(start, end)) {
      start--;
    }
    while (start < end && ".-+_%".indexOf(ad.shown(start)) >= 0 && ad.shown(start) != '_') {
      start++;
    }
    return end > start && ".".indexOf(ad.shown(end - 1)) >= 0 ? end : start;
  }

  private boolean isWordSignEnding(int at, int end) {
    Signs.Found sign = at < end ? signs.endingAt(at) : null;
    return sign != null && sign.manner() != Manner.PLAIN;
  }

  private static boolean isMailboxCharacter(char c, boolean isPlain) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "._%+-".indexOf(c) >= 0
        || (!isPlain && c == '@');
  }

  /** A link without a scheme: a host around this dot, if nothing else would be read there. */
  private void bareLink(Signs.Found dot, boolean isKnownOnly) {
    int end = dot.start();
    while (end > 0 && dot.start() - end < 2 && ad.word(end - 1) == ' ') {
      end--;
    }
    int start = labelStart(end);
    if (start == end || (start > 0 && (ad.shown(start - 1) == '@' || ad.shown(start - 1) == '.'))) {
      return;
    }
    boolean isWeb = ad.word(start, end).equals("www");
    boolean isSpacedLeft = end < dot.start() && !Character.isWhitespace(ad.word(dot.end()));
    Host host = host(start, isWeb);
    if (host == null) {
      return;
    }
    Rest rest = rest(host.end, host.name);
    boolean hasPath = rest.end > host.end;
    String last = ad.shown(lastLabelStart(host.end), host.end);
    boolean isSentence =
        Character.isUpperCase(last.charAt(0)) && !last.equals(last.toUpperCase(Locale.ROOT));
    boolean isKnown = hasPath && Platforms.isKnown(host.name + rest.written);
    int wordStart = isKnown ? start : wordBefore(start);
    String joined = ad.word(wordStart, start).strip() + host.name;
    if (hasPath && wordStart < start && Platforms.isKnown(joined + rest.written)) {
      // "insta gram.com/rose"
      found.add(new Found(false, joined, rest.written, wordStart, rest.end, true));
      ad.take(wordStart, rest.end);
      return;
    }
    if (dot.manner() == Manner.PLAIN && isSpacedLeft && !isKnown) {
      return; // "price .50"
    }
    if (isKnownOnly && !isKnown) {
      return;
    }
    boolean isUnmistakable = DomainNames.isUnmistakable(host.name, country);
    boolean isLink =
        isWeb
            || (isUnmistakable && !isSentence)
            || (hasPath && !isSentence && host.isTight && !host.isInWords)
            || isKnown;
    if (!isLink || (ad.word(host.end) == '@') || isAllDigits(host.name)) {
      return;
    }
    add(host, start, rest.end, rest.written, host.isOdd || rest.isOdd);
  }

  /** Where the word before a place begins that one space sets apart, or the place itself. */
  private int wordBefore(int place) {
    int start = place - 1;
    while (start > 0
        && place - start < LONGEST_PART
        && FoldedAd.isWordCharacter(ad.word(start - 1))
        && !ad.isTaken(start - 1)) {
      start--;
    }
    return start >= 0 && start < place - 1 && ad.word(place - 1) == ' ' ? start : place;
  }

  private static boolean isAllDigits(String name) {
    return name.chars().noneMatch(Character::isLetter);
  }

  private int lastLabelStart(int end) {
    int start = end;
    while (start > 0 && FoldedAd.isWordCharacter(ad.shown(start - 1))) {
      start--;
    }
    return start;
  }

  private int labelStart(int end) {
    int start = end;
    boolean isWide = end > 0 && isWide(ad.shown(end - 1));
    while (start > 0
        && end - start < LONGEST_PART
        && !ad.isTaken(start - 1)
        && (FoldedAd.isWordCharacter(ad.shown(start - 1))
            || (ad.shown(start - 1) == '-' && start < end))
        && isWide(ad.shown(start - 1)) == isWide
        && !isWordSignEnding(start, end)) {
      start--;
    }
    while (start < end && ad.shown(start) == '-') {
      start++;
    }
    return start;
  }

  /** What follows a host: port, path, query and fragment. */
  private record Rest(String written, int end, boolean isOdd) {}

  private Rest rest(int start, String host) {
    int at = start;
    if (at < ad.length() && ad.shown(at) == ':') {
      int port = at + 1;
      while (port < ad.length() && port - at < 6 && Character.isDigit(ad.shown(port))) {
        port++;
      }
      at = port > at + 1 ? port : at;
    }
    char c = at < ad.length() ? ad.shown(at) : ' ';
    if (c == '/' || c == '?' || c == '#') {
      int end = at;
      while (end < ad.length()
          && end - at < LONGEST_PATH
          && !Character.isWhitespace(ad.shown(end))
          && !ad.isTaken(end)
          && "<>\"«»".indexOf(ad.shown(end)) < 0
          && ad.shown(end) != FoldedAd.FIELD_BREAK) {
        end++;
      }
      end = trimmed(at, cutAtOtherScript(at, end));
      if (end == at + 1 && c == '/') {
        int name = skipSpace(end);
        int nameEnd = pathPartEnd(name);
        String page = host + "/" + ad.word(name, nameEnd);
        if (name > end
            && Platforms.isKnown(page)
            && !CommonWords.contains(ad.word(name, nameEnd))) {
          return new Rest("/" + ad.shown(name, nameEnd), nameEnd, true); // "t.me/ rose"
        }
      }
      return new Rest(ad.shown(start, end), end, false);
    }
    // "example . org / lilac" and "example dot com slash rowan"
    StringBuilder path = new StringBuilder(ad.shown(start, at));
    int end = at;
    for (int parts = 0; parts < MOST_PARTS; parts++) {
      Signs.Found slash = signs.startingAt(skipSpace(end));
      if (slash == null || slash.sign() != Sign.SLASH) {
        break;
      }
      int name = skipSpace(slash.end());
      int nameEnd = pathPartEnd(name);
      if (nameEnd == name) {
        break;
      }
      path.append('/').append(ad.shown(name, nameEnd));
      end = nameEnd;
    }
    return new Rest(path.toString(), end, end > at);
  }

  private int pathPartEnd(int start) {
    int end = start;
    while (end < ad.length()
        && end - start < LONGEST_PART
        && (FoldedAd.isWordCharacter(ad.shown(end)) || "-_.".indexOf(ad.shown(end)) >= 0)) {
      end++;
    }
    return trimmed(start, end);
  }

  /** Without signs at its end that belong to the sentence. */
  private int trimmed(int start, int end) {
    int last = end;
    while (last > start) {
      char c = ad.shown(last - 1);
      boolean isClosing = c == ')' || c == ']' || c == '}';
      if (isClosing) {
        char open = c == ')' ? '(' : c == ']' ? '[' : '{';
        if (ad.shown(start, last - 1).indexOf(open) >= 0) {
          break;
        }
      } else if (".,;:!?'\"*~|…-—–".indexOf(c) < 0 && Character.getType(c) != Character.SURROGATE) {
        break;
      }
      last--;
    }
    return last;
  }
}
