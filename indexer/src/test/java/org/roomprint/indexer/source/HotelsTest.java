package org.roomprint.indexer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roomprint.catalog.Chain;
import org.roomprint.catalog.Place;

class HotelsTest {
  @TempDir Path folder;

  private List<SourceItem<HotelRecord>> csv(String... lines) {
    return Hotels.fromCsv(SourceFiles.write(folder, "hotels.csv", lines));
  }

  @Test
  void namesMayHoldQuotesCommasAndAccents() {
    assertThat(
            SourceFiles.good(
                csv(
                    "hotel_id,name,chain,latitude,longitude,country,city,address",
                    "h1,\"The \"\"Old\"\" Mill, Annexe\",\"Mill, Sons & Co\",48.2,-16.37,at,Wien,\"Weg 1, Stiege 2\"",
                    "h2,Hôtel de l'Île,,,,,,")))
        .satisfiesExactly(
            first -> {
              assertThat(first.hotel().name()).isEqualTo("The \"Old\" Mill, Annexe");
              assertThat(first.hotel().place()).contains(new Place(48.2, -16.37));
              assertThat(first.hotel().country()).contains("AT");
              assertThat(first.hotel().address()).contains("Weg 1, Stiege 2");
              assertThat(first.chain()).contains(new Chain("mill-sons-co", "Mill, Sons & Co"));
              assertThat(first.hotel().chainId()).contains("mill-sons-co");
            },
            second -> {
              assertThat(second.hotel().name()).isEqualTo("Hôtel de l'Île");
              assertThat(second.chain()).isEmpty();
              assertThat(second.hotel().place()).isEmpty();
            });
  }

  @Test
  void columnsMayComeInAnyOrderAndAByteOrderMarkIsPassedOver() {
    assertThat(SourceFiles.good(csv("\uFEFFname,hotel_id", "Inn,h1", "", "Other Inn,h2")))
        .extracting(one -> one.hotel().hotelId())
        .containsExactly("h1", "h2");
  }

  @Test
  void aChainInAnotherScriptHasAnIdToo() {
    List<HotelRecord> hotels =
        SourceFiles.good(csv("hotel_id,name,chain", "h1,A,如家", "h2,B,如家", "h3,C,汉庭"));

    assertThat(hotels).hasSize(3);
    assertThat(hotels.get(0).chain()).isEqualTo(hotels.get(1).chain()).isPresent();
    assertThat(hotels.get(2).chain()).isNotEqualTo(hotels.get(0).chain()).isPresent();
  }

  @Test
  void aBadLineIsRefusedWithItsNumberAndReasonAndTheOthersAreRead() {
    List<SourceItem<HotelRecord>> items =
        csv(
            "hotel_id,name,latitude,longitude,country",
            "h1,Good,1,2,DE",
            ",No id,,,",
            "h3,Half a place,1,,",
            "h4,No number,north,2,",
            "h5,Off the earth,91,2,",
            "h6,No country,,,Germany",
            "h7,Comma, not quoted,1,2,DE",
            "h8,Too few",
            "has space,Name,,,",
            "h9,Good too,,,");

    assertThat(SourceFiles.good(items))
        .extracting(one -> one.hotel().hotelId())
        .containsExactly("h1", "h9");
    assertThat(SourceFiles.bad(items))
        .satisfiesExactly(
            bad -> assertThat(bad).isEqualTo("line 3 MISSING_VALUE: Column 'hotel_id' is empty"),
            bad ->
                assertThat(bad)
                    .isEqualTo(
                        "line 4 INVALID_VALUE: Latitude and longitude are given both or neither"),
            bad ->
                assertThat(bad)
                    .isEqualTo(
                        "line 5 INVALID_VALUE: Column 'latitude' holds no number of degrees"),
            bad -> assertThat(bad).startsWith("line 6 INVALID_VALUE: Latitude is -90..90"),
            bad -> assertThat(bad).startsWith("line 7 INVALID_VALUE:").contains("ountry"),
            bad ->
                assertThat(bad)
                    .startsWith(
                        "line 8 WRONG_NUMBER_OF_CELLS: The line has 6 cells and the header 5"),
            bad -> assertThat(bad).startsWith("line 9 WRONG_NUMBER_OF_CELLS:"),
            bad -> assertThat(bad).startsWith("line 10 INVALID_VALUE: A hotel id is"));
  }

  @Test
  void ofSeveralLinesWithTheSameIdTheFirstIsTakenAndTheOthersAreRefusedWithBothNumbers() {
    List<SourceItem<HotelRecord>> items =
        csv("hotel_id,name", ",No id", "h1,First", "h2,Other", "h1,Second", "h1,Third");

    assertThat(SourceFiles.good(items))
        .extracting(one -> one.hotel().name())
        .containsExactly("First", "Other");
    assertThat(SourceFiles.bad(items))
        .satisfiesExactly(
            bad -> assertThat(bad).startsWith("line 2 MISSING_VALUE"),
            bad ->
                assertThat(bad).startsWith("line 5 REPEATED_ID: Hotel 'h1' is on line 3 already"),
            bad ->
                assertThat(bad).startsWith("line 6 REPEATED_ID: Hotel 'h1' is on line 3 already"));
  }

  @Test
  void aMissingColumnIsNamedWithThoseThatAreThere() {
    assertThatThrownBy(() -> csv("id,name", "h1,Inn"))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("no column 'hotel_id'")
        .hasMessageContaining("[id, name]");
  }

  @Test
  void aMissingColumnIsNamedEvenWithoutAnyLine() {
    assertThatThrownBy(() -> csv("id,name"))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("no column 'hotel_id'");
  }

  @Test
  void aMisspeltColumnIsNamedWithWhatIsMeant() {
    assertThatThrownBy(() -> csv("hotel_id,name,Contry", "h1,Inn,de"))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("has a column 'Contry'; is 'country' meant?");
  }

  @Test
  void aColumnOfSomebodysOwnIsPassedOver() {
    assertThat(SourceFiles.good(csv("hotel_id,name,stars,county_seat", "h1,Inn,3,yes"))).hasSize(1);
  }

  @Test
  void twoColumnsOfOneNameAreRefused() {
    assertThatThrownBy(() -> csv("hotel_id,name,name", "h1,A,B"))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("two columns 'name'");
  }

  @Test
  void whatIsNoCsvFileIsRefusedAsAWhole() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.csv"));
    Path latin1 =
        Files.write(
            folder.resolve("latin1.csv"),
            "hotel_id,name\nh1,H\u00f4tel\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> Hotels.fromCsv(empty))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("is empty")
        .hasMessageContaining("hotel_id");
    assertThatThrownBy(() -> Hotels.fromCsv(latin1))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("not in UTF-8");
    assertThatThrownBy(() -> Hotels.fromCsv(folder.resolve("none.csv")))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("There is no file");
  }

  @Test
  void inHotels50kChainMinusOneIsUnknownAndZeroIsAChain() {
    SourceFiles.write(
        folder, "chain_info.csv", "chain_id,chain_name", "0,\"Best, Western\"", "7,B");
    SourceFiles.write(
        folder,
        "hotel_info.csv",
        "hotel_id,hotel_name,chain_id,latitude,longitude",
        "10,\"Inn \"\"X\"\", North\",0,45.1,-93.2",
        "11,No chain,-1,45.1,-93.2",
        "12,Strange chain,99,45.1,-93.2");

    List<SourceItem<HotelRecord>> items = Hotels.fromHotels50k(folder);

    assertThat(SourceFiles.good(items))
        .satisfiesExactly(
            first -> {
              assertThat(first.chain()).contains(new Chain("0", "Best, Western"));
              assertThat(first.hotel().name()).isEqualTo("Inn \"X\", North");
              assertThat(first.hotel().source()).isEqualTo("hotels-50k");
            },
            second -> assertThat(second.chain()).isEqualTo(Optional.empty()));
    assertThat(SourceFiles.bad(items))
        .containsExactly("line 4 UNKNOWN_CHAIN: Chain 99 is not in chain_info.csv");
  }

  @Test
  void aFolderWithoutTheFilesOfHotels50kIsRefusedByName() {
    assertThatThrownBy(() -> Hotels.fromHotels50k(folder))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("chain_info.csv");
  }
}
