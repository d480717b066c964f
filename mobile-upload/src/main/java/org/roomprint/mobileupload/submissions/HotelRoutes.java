package org.roomprint.mobileupload.submissions;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.roomprint.base.Place;
import org.roomprint.http.ProblemException;
import org.roomprint.inbox.HotelList;
import org.roomprint.inbox.SubmittedHotel;
import org.roomprint.mobileupload.MobileSettings;
import org.roomprint.mobileupload.limits.RateLimitFilter;
import org.roomprint.mobileupload.submissions.Bodies.HotelBody;
import org.roomprint.mobileupload.submissions.Bodies.HotelSearchBody;
import org.roomprint.mobileupload.submissions.Bodies.HotelsBody;
import org.roomprint.mobileupload.submissions.Bodies.SettingsBody;

/** {@code GET /api/v1/settings} and {@code POST /api/v1/hotel-searches}. */
public final class HotelRoutes {
  /** What the phone page scales photos to. */
  private static final int MAX_SIDE_PIXELS = 2_048;

  private final MobileSettings settings;
  private final HotelList hotels;

  /** Answers from these. */
  public HotelRoutes(MobileSettings settings, HotelList hotels) {
    this.settings = settings;
    this.hotels = hotels;
  }

  /** What may be sent. */
  public void settings(Context context) {
    context.json(
        new SettingsBody(
            settings.maxBytesPerPhoto(),
            RateLimitFilter.senderOf(context).isPartner()
                ? settings.maxPhotosPerPartnerSubmission()
                : settings.maxPhotosPerSubmission(),
            MAX_SIDE_PIXELS,
            List.of("en", "es"),
            settings.suggestedDelayHours(),
            settings.openFor().toHours()));
  }

  /** Hotels by name or by place. */
  public void search(Context context) throws IOException {
    HotelSearchBody body = Bodies.read(context, HotelSearchBody.class);
    List<HotelList.Found> found;
    if (body.name().isPresent() && body.latitude().isEmpty() && body.longitude().isEmpty()) {
      found = named(body.name().get());
    } else if (body.name().isEmpty()
        && body.latitude().isPresent()
        && body.longitude().isPresent()) {
      found = hotels.near(place(body.latitude().get(), body.longitude().get()));
    } else {
      throw ProblemException.invalid("Give either name, or latitude and longitude");
    }
    context.json(new HotelsBody(found.stream().map(HotelRoutes::body).toList()));
  }

  private List<HotelList.Found> named(String name) {
    if (name.length() > SubmittedHotel.MAX_NAME_LENGTH) {
      throw ProblemException.invalid(
          "A name has at most " + SubmittedHotel.MAX_NAME_LENGTH + " characters");
    }
    return hotels.named(name);
  }

  static Place place(double latitude, double longitude) {
    try {
      return new Place(latitude, longitude);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid(Optional.ofNullable(e.getMessage()).orElse("No such place"));
    }
  }

  private static HotelBody body(HotelList.Found found) {
    return new HotelBody(
        found.hotel().hotelId(),
        found.hotel().name(),
        found.hotel().town(),
        found.hotel().country(),
        found.distanceMetres().isPresent()
            ? Optional.of(Math.round(found.distanceMetres().getAsDouble()))
            : Optional.empty());
  }
}
