package org.roomprint.inbox;

import java.time.YearMonth;

/**
 * What the holder of a receipt is told.
 *
 * @param state how far the submission has come
 * @param photos how many it has
 * @param receivedMonth when it was completed
 */
public record ReceiptStatus(SubmissionState state, int photos, YearMonth receivedMonth) {}
