package org.roomprint.catalog.paging;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A place in a list, as text that may travel in a URL; stable while records are added and deleted.
 *
 * @param token base64url without padding
 */
public record Cursor(String token) {
  private static final int MAX_TOKEN_LENGTH = 8_192;

  public Cursor {
    if (token.isEmpty()
        || token.length() > MAX_TOKEN_LENGTH
        || !token.chars().allMatch(Cursor::isBase64Url)) {
      throw new InvalidCursorException();
    }
  }

  /** A cursor that holds the sort key of the last item of a page. */
  public static Cursor after(String... key) {
    String joined = String.join("\0", key);
    return new Cursor(
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString((key.length + "\0" + joined).getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The sort key again.
   *
   * @param parts how many parts the list's key has
   * @throws InvalidCursorException if this cursor is not of such a list
   */
  public List<String> key(int parts) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(token)))
              .toString();
      List<String> split = new ArrayList<>(List.of(text.split("\0", -1)));
      if (split.size() != parts + 1 || !split.getFirst().equals(Integer.toString(parts))) {
        throw new InvalidCursorException();
      }
      return List.copyOf(split.subList(1, split.size()));
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw new InvalidCursorException(e);
    }
  }

  private static boolean isBase64Url(int c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }
}
