package org.roomprint.ads.selectors;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roomprint.catalog.selectors.Platforms;
import org.roomprint.catalog.selectors.Platforms.Alias;

/** Finds names on messengers and networks beside the name of the platform. */
final class HandleFinder {
  private static final int MOST_STEPS = 10;
  private static final int LONGEST_NAME = 40;
  private static final int LEAST_LETTERS = 4;
  private static final int LEAST_BARE_LETTERS = 5;
  private static final int LONGEST_ALIAS = 20;
  private static final int NEAR = 40;

  /** A name with its platform before it. */
  record Found(String value, int start, int end, boolean isObfuscated) {}

  /** Where an ad speaks of a platform. */
  private record Mention(
      String platform, int start, int end, boolean isWeak, boolean isDisguised) {}

  private record Name(String name, int start, int end, boolean isOdd) {}

  private final FoldedAd ad;
  private final List<Found> found = new ArrayList<>();
  private final List<Mention> mentions;
  private @Nullable Name lastName;

  private HandleFinder(FoldedAd ad) {
    this.ad = ad;
    this.mentions = mentions();
  }

  static List<Found> in(FoldedAd ad) {
    HandleFinder finder = new HandleFinder(ad);
    int i = 0;
    while (i < finder.mentions.size()) {
      i = finder.readMentions(i);
    }
    return finder.found;
  }

  // --- where platforms are named ---

  private List<Mention> mentions() {
    List<Mention> all = new ArrayList<>();
    int at = 0;
    while (at < ad.length()) {
      Mention mention = ad.isTaken(at) ? null : mentionAt(at);
      if (mention != null) {
        all.add(mention);
        at = mention.end();
      } else {
        at++;
      }
    }
    return all;
  }

  private @Nullable Mention mentionAt(int at) {
    char c = ad.word(at);
    boolean isDollar = c == '$' && at + 2 < ad.length() && isPlain(ad.word(at + 2));
    if (!FoldedAd.isWordCharacter(c) && !isDollar) {
      if (c < 0x2600) {
        return null;
      }
      int length = Character.isHighSurrogate(c) ? 2 : 1;
      if (at + length > ad.length()) {
        return null;
      }
      Optional<Alias> emoji = Platforms.called(ad.word(at, at + length));
      return emoji
          .map(a -> new Mention(a.platform(), at, at + length, a.isWeak(), true))
          .orElse(null);
    }
    boolean isUnspaced = c >= 0x0E00 && !(c >= 0x1E00 && c < 0x2E80);
    if (!isUnspaced
        && at > 0
        && FoldedAd.isWordCharacter(ad.word(at - 1))
        && ad.word(at - 1) < 0x0E00) {
      return null;
    }
    Mention spaced = spacedAlias(at);
    if (spaced != null) {
      return spaced;
    }
    if (isUnspaced) {
      for (int end = Math.min(ad.length(), at + LONGEST_ALIAS); end > at; end--) {
        Optional<Alias> alias = Platforms.called(ad.word(at, end));
        if (alias.isPresent()) {
          return new Mention(alias.get().platform(), at, end, alias.get().isWeak(), false);
        }
      }
      return null;
    }
    Mention best = null;
    int end = at;
    for (int words = 0; words < Platforms.MOST_WORDS; words++) {
      int wordEnd = wordEnd(end);
      if (wordEnd == end || wordEnd - at > LONGEST_ALIAS) {
        break;
      }
      end = wordEnd;
      String written = ad.word(at, end).replace('-', ' ').replace('.', ' ').replace('_', ' ');
      Mention mention = mention(written, at, end);
      best = mention == null ? best : mention;
      if (end + 1 < ad.length() && " -._".indexOf(ad.word(end)) >= 0) {
        end++;
      } else {
        break;
      }
    }
    return best;
  }

  private @Nullable Mention mention(String written, int start, int end) {
    Optional<Alias> alias = Platforms.called(written);
    if (alias.isPresent()) {
      boolean isUpperLine =
          alias.get().platform().equals("line") && ad.shown(start, end).equals("LINE");
      boolean isDisguised = ad.isStyled(start, end);
      return new Mention(
          alias.get().platform(), start, end, alias.get().isWeak() && !isUpperLine, isDisguised);
    }
    if (written.length() >= 2 && written.matches(".*[a-z].*") && written.matches("[a-z0-9@$!|]+")) {
      for (char one : new char[] {'i', 'l'}) {
        Optional<Alias> meant = Platforms.called(Platforms.plain(written, one));
        if (meant.isPresent() && !meant.get().isWeak()) {
          return new Mention(meant.get().platform(), start, end, written.length() < 3, true);
        }
      }
    }
    return null;
  }

  /** "i n s t a", "t.e.l.e.g.r.a.m". */
  private @Nullable Mention spacedAlias(int at) {
    if (at + 4 >= ad.length()
        || FoldedAd.isWordCharacter(ad.word(at + 1))
        || " .-_*".indexOf(ad.word(at + 1)) < 0) {
      return null;
    }
    char between = ad.word(at + 1);
    StringBuilder letters = new StringBuilder();
    int end = at;
    Mention best = null;
    while (end < ad.length()
        && letters.length() < LONGEST_ALIAS
        && FoldedAd.isWordCharacter(ad.word(end))
        && !FoldedAd.isWordCharacter(ad.word(end + 1))) {
      letters.append(ad.word(end));
      Optional<Alias> alias =
          letters.length() < 2 ? Optional.empty() : Platforms.called(letters.toString());
      if (alias.isPresent() && !alias.get().isWeak()) {
        best =
            new Mention(
                alias.get().platform(), at, end + 1, letters.length() < LEAST_LETTERS, true);
      }
      if (ad.word(end + 1) != between) {
        break;
      }
      end += 2;
    }
    return best;
  }

  private int wordEnd(int start) {
    int end = start;
    while (end < ad.length()
        && end - start <= LONGEST_ALIAS
        && !ad.isTaken(end)
        && (isPlain(ad.word(end))
            || ("@$!".indexOf(ad.word(end)) >= 0
                && end + 1 < ad.length()
                && isPlain(ad.word(end + 1))))) {
      end++;
    }
    return end;
  }

  private static boolean isPlain(char c) {
    return FoldedAd.isWordCharacter(c) && c < 0x2E80;
  }

  // --- the name beside them ---

  /** Reads the platforms named here and the name that follows; returns the next mention to read. */
  private int readMentions(int index) {
    int last = index;
    while (last + 1 < mentions.size()
        && isJoined(mentions.get(last).end(), mentions.get(last + 1).start())) {
      last++;
    }
    Mention mention = mentions.get(last);
    int limit = last + 1 < mentions.size() ? mentions.get(last + 1).start() : ad.length();
    List<Name> names = namesBehind(mention, limit);
    if (names.isEmpty()) {
      Name before = nameBefore(mentions.get(index));
      if (before != null) {
        names = List.of(before);
      } else if (lastName != null && isSaidToBeSame(mentions.get(index).start(), mention.end())) {
        names = List.of(lastName);
      }
    }
    for (Name name : names) {
      lastName = name;
      for (int i = index; i <= last; i++) {
        add(mentions.get(i), name);
      }
    }
    for (Name name : names) {
      ad.take(name.start(), name.end());
    }
    return last + 1;
  }

  private void add(Mention mention, Name name) {
    boolean isOdd = mention.isDisguised() || name.isOdd();
    String value = mention.platform() + ":" + name.name().toLowerCase(Locale.ROOT);
    found.add(new Found(value, name.start(), name.end(), isOdd));
  }

  /** Whether only "and", commas and the like stand between two platforms. */
  private boolean isJoined(int from, int to) {
    if (to - from > 8) {
      return false;
    }
    String between = ad.word(from, to);
    if (between.indexOf('\n') >= 0 || between.indexOf(FoldedAd.FIELD_BREAK) >= 0) {
      return false;
    }
    between = between.strip();
    for (String part : between.split("[\\s,/+&|·•]+", -1)) {
      if (!part.isEmpty() && !HandleWords.isOf("joiner", part)) {
        return false;
      }
    }
    return !between.isEmpty() || to > from;
  }

  private boolean isSaidToBeSame(int start, int end) {
    String around =
        ad.word(Math.max(0, start - NEAR / 2), start)
            + " "
            + ad.word(end, Math.min(ad.length(), end + NEAR / 2));
    for (String word : around.split("[^\\p{L}\\p{M}]+", -1)) {
      if (HandleWords.isOf("same", word)) {
        return true;
      }
    }
    return false;
  }

  private List<Name> namesBehind(Mention mention, int limit) {
    List<Name> names = new ArrayList<>();
    boolean isAnnounced = false;
    boolean isDirect = true;
    boolean isSentenceEnded = false;
    int at = mention.end();
    for (int step = 0; step < MOST_STEPS && at < limit; step++) {
      int signsEnd = at;
      while (signsEnd < limit
          && !FoldedAd.isWordCharacter(ad.word(signsEnd))
          && !isNameMark(signsEnd, mention)
          && !ad.isTaken(signsEnd)
          && signsEnd - at < 8) {
        char c = ad.word(signsEnd);
        isAnnounced |= c == ':' || c == '=' || c == '>' || c == '→' || c == '➡' || c == '\uDC49';
        isSentenceEnded |=
            (c == '.' || c == '!' || c == '?' || c == '。')
                && signsEnd + 1 < limit
                && Character.isWhitespace(ad.word(signsEnd + 1))
                && signsEnd > mention.end() + 0
                && !isAbbreviation(signsEnd);
        isSentenceEnded |= c == FoldedAd.FIELD_BREAK;
        signsEnd++;
      }
      if (signsEnd >= limit || ad.isTaken(signsEnd)) {
        return names;
      }
      if (isNameMark(signsEnd, mention)) {
        Name name = nameAt(skipMark(signsEnd), true);
        if (name == null) {
          return names;
        }
        names.add(name);
        names.addAll(furtherNames(name.end(), limit));
        return names;
      }
      if (isSentenceEnded) {
        return names;
      }
      int end = nameEnd(signsEnd);
      Name name = nameAt(signsEnd, false);
      String word = ad.word(signsEnd, wordOnlyEnd(signsEnd));
      boolean isStrongWord = HandleWords.isOf("strong", word) && !hasShape(name);
      boolean isFiller = HandleWords.isOf("filler", word) && !hasShape(name);
      if (isStrongWord || isFiller) {
        isAnnounced |= isStrongWord && !(mention.isWeak() && HandleWords.isOf("on", word));
        isDirect = false;
        at = wordOnlyEnd(signsEnd);
        continue;
      }
      if (name != null && isBelieved(name, mention, isAnnounced, isDirect)) {
        names.add(name);
        return names;
      }
      if (end == signsEnd && !isUnspacedFiller(signsEnd)) {
        return names;
      }
      if (isUnspacedFiller(signsEnd)) {
        at = signsEnd + 1;
        isDirect = false;
        continue;
      }
      return names;
    }
    return names;
  }

  /**
   * A sign of Chinese, Japanese or Thai writing, where particles stand between name and platform.
   */
  private boolean isUnspacedFiller(int at) {
    return ad.word(at) >= 0x0E00 && FoldedAd.isWordCharacter(ad.word(at));
  }

  private boolean isAbbreviation(int dot) {
    return dot > 1 && !FoldedAd.isWordCharacter(ad.word(dot - 2));
  }

  private List<Name> furtherNames(int end, int limit) {
    List<Name> names = new ArrayList<>();
    int at = end;
    while (names.size() < 3) {
      int next = at;
      while (next < limit
          && next - at < 6
          && ad.word(next) != '@'
          && " ,/&|+orandyeиoder".indexOf(ad.word(next)) >= 0) {
        next++;
      }
      if (next >= limit || next == at || ad.word(next) != '@') {
        return names;
      }
      Name name = nameAt(next + 1, true);
      if (name == null || platformBehind(name.end()) || ad.isTaken(name.start())) {
        return names;
      }
      names.add(name);
      at = name.end();
    }
    return names;
  }

  private boolean platformBehind(int end) {
    return mentions.stream().anyMatch(m -> m.start() >= end && m.start() - end <= 6);
  }

  private boolean isNameMark(int at, Mention mention) {
    char c = ad.word(at);
    return c == '@' || (c == '$' && mention.platform().equals("cashapp"));
  }

  private int skipMark(int at) {
    int next = at + 1;
    while (next < ad.length() && next - at < 3 && (ad.word(next) == ' ' || ad.word(next) == '@')) {
      next++;
    }
    return next;
  }

  private int wordOnlyEnd(int start) {
    int end = start;
    boolean isWide = start < ad.length() && !isPlain(ad.word(start));
    while (end < ad.length()
        && end - start < LONGEST_NAME
        && FoldedAd.isWordCharacter(ad.word(end))
        && !isPlain(ad.word(end)) == isWide) {
      end++;
    }
    return end;
  }

  private int nameEnd(int start) {
    int end = start;
    while (end < ad.length()
        && end - start < LONGEST_NAME
        && !ad.isTaken(end)
        && isNameCharacter(ad.shown(end))) {
      end++;
    }
    return end;
  }

  private static boolean isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '.'
        || c == '-';
  }

  private @Nullable Name nameAt(int start, boolean isMarked) {
    Name spaced = spacedName(start);
    if (spaced != null) {
      return spaced;
    }
    int end = nameEnd(start);
    while (end > start && (ad.shown(end - 1) == '.' || ad.shown(end - 1) == '-')) {
      end--;
    }
    if (end - start < 2 || (end < ad.length() && ad.shown(end) == '@')) {
      return null;
    }
    StringBuilder name = new StringBuilder(ad.shown(start, end));
    int last = end;
    boolean isOdd = false;
    for (int parts = 0; parts < 4; parts++) { // "mila underscore v"
      int next = last;
      String sign = "";
      for (String key : new String[] {"underscore", "dot", "dash"}) {
        int behind = wordSignEnd(key, last);
        if (behind > last) {
          next = behind;
          sign = key.equals("underscore") ? "_" : key.equals("dot") ? "." : "-";
        }
      }
      int pieceEnd = nameEnd(next);
      if (next == last || pieceEnd == next) {
        break;
      }
      name.append(sign).append(ad.shown(next, pieceEnd));
      last = pieceEnd;
      isOdd = true;
    }
    String written = name.toString();
    if (!isMarked && written.length() < LEAST_LETTERS - 1) {
      return null;
    }
    return new Name(written, start, last, isOdd || ad.isStyled(start, last));
  }

  /** "r o s e _ k": single characters with one space between them. */
  private @Nullable Name spacedName(int start) {
    StringBuilder name = new StringBuilder();
    int at = start;
    while (at < ad.length()
        && name.length() < LONGEST_NAME
        && !ad.isTaken(at)
        && isNameCharacter(ad.shown(at))
        && (at + 1 >= ad.length() || !isNameCharacter(ad.shown(at + 1)))) {
      name.append(ad.shown(at));
      if (at + 1 >= ad.length() || ad.shown(at + 1) != ' ') {
        at++;
        break;
      }
      at += 2;
    }
    int end = at;
    while (end > start && !isNameCharacter(ad.shown(end - 1))) {
      end--;
    }
    boolean hasLetter = name.chars().anyMatch(Character::isLetter);
    return name.length() >= LEAST_BARE_LETTERS && hasLetter
        ? new Name(name.toString(), start, end, true)
        : null;
  }

  private int wordSignEnd(String key, int at) {
    if (at >= ad.length() || ad.word(at) != ' ') {
      return at;
    }
    int end = wordOnlyEnd(at + 1);
    boolean isSign = end > at + 1 && AddressWords.isSign(key, ad.word(at + 1, end));
    return isSign && end < ad.length() && ad.word(end) == ' ' ? end + 1 : at;
  }

  private static boolean hasShape(@Nullable Name name) {
    if (name == null) {
      return false;
    }
    String written = name.name();
    boolean hasLetter = written.chars().anyMatch(Character::isLetter);
    boolean hasSign =
        written.matches(".*[A-Za-z0-9][._-][A-Za-z0-9].*") || written.indexOf('_') >= 0;
    boolean hasDigit = written.chars().anyMatch(Character::isDigit);
    return hasLetter && (hasSign || hasDigit);
  }

  private boolean isBelieved(Name name, Mention mention, boolean isAnnounced, boolean isDirect) {
    String written = name.name().toLowerCase(Locale.ROOT);
    boolean hasLetter = written.chars().anyMatch(Character::isLetter);
    if (!hasLetter) {
      boolean isNumberPlatform =
          mention.platform().equals("qq") || mention.platform().equals("icq");
      return isNumberPlatform && written.matches("\\d{5,11}");
    }
    if (written.matches("\\d+(?:min|mins|hr|hrs|h|k|am|pm|th|st|nd|rd|x|usd|eur|p)")
        || written.matches("\\d+[-./].*")) {
      return false;
    }
    if (written.matches(".*\\.(?:com|net|org)")) {
      return false; // a page of its own
    }
    if (hasShape(name) && written.length() >= LEAST_LETTERS) {
      boolean isCompound = written.matches("[a-z]+-[a-z]+") && !isAnnounced && !isDirect;
      return !isCompound && (isAnnounced || !mention.isWeak());
    }
    if (CommonWords.contains(written)
        || HandleWords.isOf("same", written)
        || Platforms.called(written).isPresent()) {
      return false;
    }
    if (isAnnounced) {
      return written.length() >= LEAST_LETTERS
          || (written.length() >= 3 && mention.platform().equals("threema"));
    }
    return isDirect
        && !mention.isWeak()
        && !CommonWords.isMadeLikeAWord(written)
        && written.length() >= LEAST_BARE_LETTERS
        && !isTitleWord(name);
  }

  /** Whether a bare word is written like the beginning of a sentence. */
  private boolean isTitleWord(Name name) {
    return Character.isUpperCase(name.name().charAt(0)) && name.name().length() < 6;
  }

  /** "@mila on telegram", "mila_v (ig)". */
  private @Nullable Name nameBefore(Mention mention) {
    int at = mention.start();
    int words = 0;
    while (at > 0 && mention.start() - at < NEAR && words <= 2) {
      int end = at;
      while (end > 0
          && !isNameCharacter(ad.shown(end - 1))
          && " ([:,-–—|/\u00A0".indexOf(ad.shown(end - 1)) >= 0) {
        end--;
      }
      int start = end;
      while (start > 0
          && end - start < LONGEST_NAME
          && !ad.isTaken(start - 1)
          && isNameCharacter(ad.shown(start - 1))) {
        start--;
      }
      while (end > start && ".-".indexOf(ad.shown(end - 1)) >= 0) {
        end--;
      }
      if (start == end) {
        String other = ad.word(Math.max(0, at - 4), at).strip();
        if (words == 0 && !other.isEmpty() && HandleWords.isOf("on", other)) {
          at = at - other.length() - 1;
          words++;
          continue;
        }
        return null;
      }
      boolean isMarked = start > 0 && isNameMark(start - 1, mention);
      Name name = new Name(ad.shown(start, end), start, end, false);
      if (isMarked) {
        return name;
      }
      String word = ad.word(start, end);
      if (HandleWords.isOf("on", word)
          || HandleWords.isOf("joiner", word)
          || HandleWords.isOf("filler", word)) {
        words++;
        at = start;
        continue;
      }
      boolean isBare =
          hasShape(name)
              && name.name().length() >= 5
              && !mention.isWeak()
              && !word.matches("\\d.*")
              && !word.matches("[a-z]+-[a-z]+")
              && (words > 0 || ad.shown(mention.start() - 1) == '(');
      return isBare ? name : null;
    }
    return null;
  }
}
