package org.roomprint.searchapi.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roomprint.http.JsonBodies;

class HotelSearchBodyTest {
  private final JsonBodies json = new JsonBodies(1024);

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1001", "99999999999", "4294967301", "18446744073709551621"})
  void saysHowManyHotelsThereMayBe(String maxHotels) {
    HotelSearchBody body = read("{\"maxHotels\":" + maxHotels + "}");

    assertThatThrownBy(body::hotels)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'maxHotels' is a whole number from 1 to 1000");
  }

  @Test
  void takesTheDefaultWhereNoNumberOfHotelsIsSent() {
    assertThat(read("{}").hotels()).isEqualTo(20);
    assertThat(read("{\"maxHotels\":1000}").hotels()).isEqualTo(1000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-5", "20037509", "1e20"})
  void refusesARadiusBeyondHalfTheWayRoundTheEarth(String radius) {
    HotelSearchBody body = read(area(radius));

    assertThatThrownBy(body::toFilter)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'filter.area.radiusMetres' is more than 0 and at most 20037508 m");
  }

  @Test
  void takesTheWidestRadius() {
    assertThat(read(area("20037508")).toFilter().area()).isPresent();
  }

  private static String area(String radius) {
    return "{\"filter\":{\"area\":{\"latitude\":1,\"longitude\":2,\"radiusMetres\":"
        + radius
        + "}}}";
  }

  private HotelSearchBody read(String body) {
    return json.fromJsonString(body, HotelSearchBody.class);
  }
}
