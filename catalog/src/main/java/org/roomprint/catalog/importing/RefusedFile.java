package org.roomprint.catalog.importing;

import org.roomprint.base.Texts;

/**
 * A file or line that an import could not take, and why.
 *
 * @param runId of an import run that is in the catalog
 * @param reference how the source names it: a path relative to the source, or a line number; unique
 *     within the run
 * @param reason stable name of the kind of refusal, such as {@code TOO_MANY_PIXELS}
 * @param detail what was wrong and what would be right
 */
public record RefusedFile(String runId, String reference, String reason, String detail) {
  /** Longest reference, in UTF-16 characters. */
  public static final int MAX_REFERENCE_LENGTH = 4_096;

  public RefusedFile {
    Texts.requireId("import run id", runId);
    Texts.requireText("reference of a refused file", reference, MAX_REFERENCE_LENGTH);
    Texts.requireId("reason of a refusal", reason);
    Texts.requireLabel("detail of a refusal", detail);
  }
}
