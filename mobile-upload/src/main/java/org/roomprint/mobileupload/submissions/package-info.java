/** The API's routes: hotels to choose from, submissions, the uploads of their photos, receipts. */
@NullMarked
package org.roomprint.mobileupload.submissions;

import org.jspecify.annotations.NullMarked;
