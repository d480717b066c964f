package org.roomprint.indexer.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a set of pictures whose phone numbers are known, on which reading text is measured. */
public final class LabelledPictures {
  private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{5,14}");
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
  private static final Pattern BETWEEN = Pattern.compile("[\\s;]+");

  private LabelledPictures() {}

  /**
   * Reads a list with the columns {@code file}, {@code phones} and, where known, {@code country}.
   * Files are named from the folder of the list. A bad line ends it: a set that is measured on is
   * whole.
   */
  public static List<LabelledPicture> fromCsv(Path list) {
    List<LabelledPicture> pictures = new ArrayList<>();
    for (SourceItem<LabelledPicture> item :
        CsvTable.read(
            list,
            CsvTable.Columns.strict(
                List.of("file", "phones"), List.of("country"), "evaluate picture-text"),
            row -> picture(list, row))) {
      switch (item) {
        case SourceItem.Read<LabelledPicture> read -> pictures.add(read.value());
        case SourceItem.Unreadable<?> bad -> throw wrong(list, bad.reference(), bad.detail());
        case SourceItem.PassedOver<?> passed ->
            throw wrong(list, passed.reference(), passed.detail());
      }
    }
    if (pictures.isEmpty()) {
      throw new SourceException(list + " names no picture: there is nothing to measure");
    }
    return pictures;
  }

  private static LabelledPicture picture(Path list, CsvTable.Row row) {
    String name = row.needed("file");
    Path file = list.resolveSibling(name);
    if (!Files.isRegularFile(file)) {
      throw new BadValue("NO_FILE", "There is no file " + name + " beside the list");
    }
    Set<String> phones =
        row.optional("phones")
            .map(written -> BETWEEN.splitAsStream(written).collect(Collectors.toSet()))
            .orElseGet(Set::of);
    for (String phone : phones) {
      if (!PHONE.matcher(phone).matches()) {
        throw new BadValue(
            "NO_PHONE", "A phone number is written as +12125550123, not '" + phone + "'");
      }
    }
    Optional<String> country = row.optional("country");
    if (country.isPresent() && !COUNTRY.matcher(country.get()).matches()) {
      throw new BadValue("NO_COUNTRY", "A country is a code of two letters, such as FR");
    }
    return new LabelledPicture(file, phones, country);
  }

  private static SourceException wrong(Path list, String reference, String detail) {
    return new SourceException(list + ", " + reference + ": " + detail);
  }
}
