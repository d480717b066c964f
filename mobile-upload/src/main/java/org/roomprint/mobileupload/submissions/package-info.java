/**
 * The API's routes: hotels to choose from, submissions, the uploads of their photos, receipts.
 *
 * <p>Begin with {@link org.roomprint.mobileupload.submissions.SubmissionRoutes}; photos come
 * through {@link org.roomprint.mobileupload.submissions.TusRoutes}.
 */
@NullMarked
package org.roomprint.mobileupload.submissions;

import org.jspecify.annotations.NullMarked;
