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
import org.roomprint.base.Place;
import org.roomprint.catalog.hotel.Chain;
import org.roomprint.catalog.hotel.Hotel;

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
            "h7,Comma, not quoted,1,2,DE",
            "has space,Name,,,",
            "1.23E+12,Eaten,,,",
            "h9,Good too,,,");

    assertThat(SourceFiles.good(items))
        .extracting(one -> one.hotel().hotelId())
        .containsExactly("h1", "h9");
    assertThat(SourceFiles.bad(items))
        .satisfiesExactly(
            bad -> assertThat(bad).isEqualTo("line 3 MISSING_VALUE: Column 'hotel_id' is empty"),
            bad ->
                assertThat(bad)
                    .startsWith(
                        "line 4 WRONG_NUMBER_OF_CELLS: The line has 6 cells and the header 5"),
            bad ->
                assertThat(bad)
                    .startsWith("line 5 INVALID_VALUE: A hotel id is")
                    .endsWith("(in column 'hotel_id')"),
            bad ->
                assertThat(bad)
                    .startsWith("line 6 EATEN_BY_SPREADSHEET:")
                    .contains("1.23E+12", "column 'hotel_id'"));
  }

  @Test
  void anOptionalValueThatCannotBeReadCostsNoHotelAndIsNamedByLineAndColumn() {
    List<SourceItem<HotelRecord>> items =
        csv(
            "hotel_id,name,latitude,longitude,country,city",
            "h3,Half a place,1,,DE,X",
            "h4,No number,north,2,DE,X",
            "h5,Exchanged,139.7,35.6,DE,X",
            "h6,No country,1,2,Atlantis,X",
            "h7,Nowhere,0,0.0,DE,X",
            "h8,NaNs,NaN,NaN,DE,X",
            "h9,Short",
            "h10,\"Two\nlines\",1,2,DE,X",
            "h11,Error,1,2,DE,#REF!");

    assertThat(SourceFiles.bad(items)).isEmpty();
    assertThat(SourceFiles.good(items))
        .extracting(one -> one.hotel().hotelId())
        .containsExactly("h3", "h4", "h5", "h6", "h7", "h8", "h9", "h10", "h11");
    assertThat(SourceFiles.good(items).subList(0, 3))
        .allSatisfy(one -> {
          assertThat(one.hotel().place()).isEmpty();
          assertThat(one.said()).doesNotContain(Hotel.Detail.PLACE);
          assertThat(one.hotel().country()).contains("DE");
        });
    assertThat(SourceFiles.notes(items))
        .containsExactly(
            "line 2, column 'longitude': HALF_A_PLACE",
            "line 3, column 'latitude': INVALID_VALUE",
            "line 4, column 'latitude': INVALID_VALUE",
            "line 4, column 'latitude': SWAPPED",
            "line 5, column 'country': UNKNOWN_COUNTRY",
            "line 6, column 'latitude': PLACE_ZERO",
            "line 7, column 'latitude': INVALID_VALUE",
            "line 7, column 'longitude': INVALID_VALUE",
            "line 8: SHORT_LINE",
            "line 9, column 'name': LINE_BREAK",
            "line 11, column 'city': EATEN_BY_SPREADSHEET");
    assertThat(SourceFiles.good(items).get(7).hotel().name()).isEqualTo("Two lines");
  }

  @Test
  void degreesAndCountriesAreReadAsPeopleWriteThem() {
    List<HotelRecord> hotels =
        SourceFiles.good(
            csv(
                "hotel_id,name,latitude,longitude,country",
                "h1,A,\"45,76\",\"4,83\",UK",
                "h2,A,45.5\u00b0,-4.25\u00b0,United States of America",
                "h3,A,45\u00b030'00\"N,4\u00b015'W,Deutschland",
                "h4,A,\u221245.5,4.25 E,FRA",
                "h5,A,1,2,\u00c9tats-Unis",
                "h6,A,1,2,U.S.A.",
                "h7,A,1,2,de",
                "h8,A,1,2,\u65e5\u672c",
                "h9,A,1,2,The Netherlands",
                "h10,A,1,2,NA"));

    assertThat(hotels)
        .extracting(one -> one.hotel().country().orElse("none"))
        .containsExactly("GB", "US", "DE", "FR", "US", "US", "DE", "JP", "NL", "NA");
    assertThat(hotels.subList(0, 4))
        .extracting(one -> one.hotel().place().orElseThrow())
        .containsExactly(
            new Place(45.76, 4.83),
            new Place(45.5, -4.25),
            new Place(45.5, -4.25),
            new Place(-45.5, 4.25));
  }

  @Test
  void aQuoteThatIsNeverClosedCostsNoOtherHotel() {
    StringBuilder list = new StringBuilder("hotel_id,name,city\nh1,One,Lyon\nh2,\"Two,Lyon\n");
    for (int i = 3; i < 303; i++) {
      list.append("h").append(i).append(",Hotel ").append(i);
      list.append(i % 100 == 7 ? ",\"Lyon, Part-Dieu\"\n" : i % 100 == 9 ? ",19\"\n" : ",Lyon\n");
    }

    List<SourceItem<HotelRecord>> items = csv(list.toString().split("\n"));

    assertThat(SourceFiles.bad(items)).isEmpty();
    assertThat(SourceFiles.good(items))
        .hasSize(302)
        .anySatisfy(one -> {
          assertThat(one.hotel().hotelId()).isEqualTo("h2");
          assertThat(one.hotel().name()).isEqualTo("Two");
        })
        .anySatisfy(one -> assertThat(one.hotel().city()).contains("Lyon, Part-Dieu"));
    assertThat(SourceFiles.notes(items)).contains("line 3: UNCLOSED_QUOTE");
    assertThat(items.toString()).contains("quote opened on line 3 is never closed");
  }

  @Test
  void aLineWhoseOpenQuoteHidesItsCellsIsRefusedByNameAndNoOther() {
    List<SourceItem<HotelRecord>> items =
        csv("hotel_id,name,city", "h1,\"One, Lyon", "h2,Two,Lyon", "h3,\"Three, the\",Lyon");

    assertThat(SourceFiles.good(items))
        .extracting(one -> one.hotel().hotelId())
        .contains("h2", "h3");
    assertThat(items.toString()).contains("quote opened on line 2 is never closed");
  }

  @Test
  void separatorsMarksAndHeadersAreReadAsSpreadsheetsWriteThem() {
    for (String list :
        List.of(
            "\uFEFF\"hotel_id\";\"name\";\"city\"\n\"h1\";\"A, B\";\"Lyon\"\n",
            "sep=;\nHotel ID;Name;City\nh1;A, B;Lyon\n",
            "hotel_id\tname\tcity\r\nh1\tA, B\tLyon\r\n",
            "hotel_id|name|city\rh1|A, B|Lyon\r",
            "hotel-id;NAME ;city;;\nh1;A, B;Lyon;;\n;;;;\n",
            "\n\n\"sep=,\"\nhotel_id,hotel_name,town\nh1,\"A, B\",Lyon\n")) {
      assertThat(SourceFiles.good(csvText(list)))
          .as(list)
          .singleElement()
          .satisfies(one -> {
            assertThat(one.hotel().name()).isEqualTo("A, B");
            assertThat(one.hotel().city()).contains("Lyon");
          });
    }
  }

  private List<SourceItem<HotelRecord>> csvText(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private List<SourceItem<HotelRecord>> bytes(byte[] bytes) {
    try {
      return Hotels.fromCsv(Files.write(folder.resolve("bytes.csv"), bytes));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aListIsReadInWhateverItIsWritten() {
    String text = "hotel_id,name\nh1,H\u00f4tel de l\u2019\u00cele\n";
    for (var charset :
        List.of(
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_16,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            java.nio.charset.Charset.forName("windows-1252"))) {
      assertThat(SourceFiles.good(bytes(text.getBytes(charset))))
          .as(charset.name())
          .singleElement()
          .satisfies(
              one -> assertThat(one.hotel().name()).isEqualTo("H\u00f4tel de l\u2019\u00cele"));
    }
  }

  @Test
  void oneBadByteAmongGoodOnesCostsItsOwnCellAtMost() {
    byte[] list =
        "hotel_id,name,city\nh1,H\u00f4tel,K\u00f6ln\nh2,Two,Ly#n\nh3,Thr#e,Lyon\nh4,Four,Lyon\n"
            .getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < list.length; i++) {
      list[i] = list[i] == '#' ? (byte) 0xE9 : list[i];
    }

    List<SourceItem<HotelRecord>> items = bytes(list);

    assertThat(SourceFiles.good(items))
        .extracting(one -> one.hotel().hotelId())
        .containsExactly("h1", "h2", "h4");
    assertThat(SourceFiles.notes(items)).containsExactly("line 3, column 'city': NOT_UTF8");
    assertThat(SourceFiles.bad(items))
        .singleElement()
        .asString()
        .startsWith("line 4 NOT_UTF8: A byte of column 'name' cannot be read");
  }

  @Test
  void aLineThatIsLongerThanAnyRecordIsRefusedByNumber() {
    List<SourceItem<HotelRecord>> items =
        csv("hotel_id,name", "h1,A", "h2," + "x".repeat(TextFile.MAX_LINE_BYTES), "h3,C");

    assertThat(SourceFiles.good(items)).hasSize(2);
    assertThat(SourceFiles.bad(items))
        .singleElement()
        .asString()
        .startsWith("line 3 LINE_TOO_LONG");
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
    assertThatThrownBy(() -> csv("number,name", "h1,Inn"))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("no column 'hotel_id'")
        .hasMessageContaining("[number, name]");
  }

  @Test
  void aMissingColumnIsNamedEvenWithoutAnyLine() {
    assertThatThrownBy(() -> csv("number,name"))
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
  void aColumnOfSomebodysOwnIsPassedOverByName() {
    List<SourceItem<HotelRecord>> items = csv("hotel_id,name,stars,county_seat", "h1,Inn,3,yes");

    assertThat(SourceFiles.good(items)).hasSize(1);
    assertThat(SourceFiles.passedOver(items))
        .containsExactlyInAnyOrder(
            "column 'stars' UNKNOWN_COLUMN", "column 'county_seat' UNKNOWN_COLUMN");
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

    assertThatThrownBy(() -> Hotels.fromCsv(empty))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("is empty")
        .hasMessageContaining("hotel_id");
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
