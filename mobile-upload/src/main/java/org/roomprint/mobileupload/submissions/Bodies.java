package org.roomprint.mobileupload.submissions;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.roomprint.http.JsonBodies;
import org.roomprint.http.MediaTypes;
import org.roomprint.http.ProblemException;
import org.roomprint.inbox.ReceiptStatus;
import org.roomprint.inbox.ShotLabel;
import org.roomprint.inbox.SubmissionState;

/** Bodies as they are on the wire; checked when they are used. */
final class Bodies {
  private Bodies() {}

  /**
   * Reads the body of a request. A form of another site cannot send this type without being asked
   * for leave first.
   *
   * @throws ProblemException saying what does not fit
   */
  static <T> T read(Context context, Class<T> type) {
    MediaTypes.require(context, "application/json");
    return JsonBodies.read(context, type);
  }

  record SettingsBody(
      int maxBytesPerPhoto,
      int maxPhotosPerSubmission,
      int maxSidePixels,
      List<String> languages,
      int suggestedDelayHours,
      long maxOpenHours) {}

  record HotelSearchBody(
      Optional<String> name, Optional<Double> latitude, Optional<Double> longitude) {}

  record HotelsBody(List<HotelBody> hotels) {}

  record HotelBody(
      String id,
      String name,
      Optional<String> town,
      Optional<String> country,
      Optional<Long> distanceMetres) {}

  record NewSubmissionBody(
      Optional<String> hotelId,
      Optional<NewHotelBody> newHotel,
      Optional<String> room,
      Optional<String> takenMonth,
      Optional<PlaceBody> place,
      Optional<String> deviceToken,
      Optional<String> language,
      Optional<List<PhotoBody>> photos) {}

  record NewHotelBody(Optional<String> name, Optional<String> town, Optional<String> country) {}

  record PlaceBody(Optional<Double> latitude, Optional<Double> longitude) {}

  record PhotoBody(
      Optional<String> id,
      Optional<ShotLabel> label,
      Optional<Long> bytes,
      Optional<String> sha256,
      Optional<Boolean> peopleWarning) {}

  record OpenSubmissionBody(String submissionId, Instant expires, List<UploadBody> uploads) {}

  record UploadBody(String photoId, String url) {}

  record ReceiptBody(Optional<String> receipt) {}

  record ReceiptStatusBody(SubmissionState state, int photos, String receivedMonth) {
    static ReceiptStatusBody of(ReceiptStatus status) {
      return new ReceiptStatusBody(
          status.state(), status.photos(), status.receivedMonth().toString());
    }
  }
}
