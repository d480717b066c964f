package org.roomprint.vectors.image;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.roomprint.vectors.image.DecodeOutcome.Refused;

/**
 * Tells from what a codec printed whether a picture that it gave was whole.
 *
 * <p>libjpeg-turbo goes on after damaged entropy-coded data, fills the rest with what it has, and
 * prints its first warning; OpenCV does not pass the warning on. libpng and libwebp give no pixels
 * where they find damage.
 */
final class CodecWarnings {
  private static final Pattern DAMAGE =
      Pattern.compile(
          "^(Corrupt JPEG data: (?!bad ICC).*|Premature end of JPEG.*)$", Pattern.MULTILINE);

  private static final Pattern EXTRANEOUS_AT_END =
      Pattern.compile("Corrupt JPEG data: (\\d{1,9}) extraneous bytes before marker 0xd9");

  private CodecWarnings() {}

  /**
   * A refusal when the warnings tell of picture data that were not decoded.
   *
   * <p>Bytes before the end of a JPEG that were not needed are no damage as long as they are
   * padding, which some cameras write: zeros.
   *
   * @param printed by the codec while it decoded this file
   */
  static Optional<Refused> judge(String printed, byte[] file) {
    Matcher damage = DAMAGE.matcher(printed);
    if (!damage.find()) {
      return Optional.empty();
    }
    Matcher extraneous = EXTRANEOUS_AT_END.matcher(damage.group());
    if (extraneous.matches()
        && isPadding(file, JpegContainer.endOfImage(file), Integer.parseInt(extraneous.group(1)))) {
      return Optional.empty();
    }
    return Optional.of(
        new Refused(
            RefusalReason.INCOMPLETE,
            "The JPEG's data are damaged, so that only a part of it can be decoded; send the"
                + " original file"));
  }

  private static boolean isPadding(byte[] file, int end, int length) {
    if (length < 1 || length > end) {
      return false;
    }
    for (int i = end - length; i < end; i++) {
      if (file[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
