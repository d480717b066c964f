package org.roomprint.vectors.image;

import java.util.Optional;
import java.util.regex.Pattern;
import org.roomprint.vectors.image.DecodeOutcome.Refused;

/**
 * Tells from what a codec printed whether a picture that it gave was whole: a second opinion to
 * what the gate found.
 *
 * <p>libjpeg-turbo goes on after damaged entropy-coded data, fills the rest with what it has, and
 * prints its first warning; OpenCV does not pass the warning on. A plain file as the gate writes it
 * gives no cause for any other warning that could come first. libpng and libwebp give no pixels
 * where they find damage.
 */
final class CodecWarnings {
  private static final Pattern DAMAGE =
      Pattern.compile("^(Corrupt JPEG data: .*|Premature end of JPEG.*)$", Pattern.MULTILINE);

  private CodecWarnings() {}

  /**
   * A refusal when the warnings tell of picture data that were not decoded.
   *
   * @param printed by the codec while it decoded a plain file
   */
  static Optional<Refused> judge(String printed) {
    return DAMAGE.matcher(printed).find()
        ? Optional.of(
            new Refused(
                RefusalReason.INCOMPLETE,
                "The JPEG's data are damaged, so that only a part of it can be decoded; send the"
                    + " original file"))
        : Optional.empty();
  }
}
