package org.roomprint.mobileupload.plain;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A language that the pages speak, with its texts. */
final class Language {
  static final Language EN = new Language("en", "English");
  static final Language ES = new Language("es", "Español");

  /** All of them. */
  static final List<Language> ALL = List.of(EN, ES);

  /** Name of the parameter by which a person chooses. */
  static final String PARAMETER = "language";

  private final String code;
  private final String ownName;
  private final Properties texts = new Properties();

  private Language(String code, String ownName) {
    this.code = code;
    this.ownName = ownName;
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(
                Language.class.getResourceAsStream("texts_" + code + ".properties")),
            StandardCharsets.UTF_8)) {
      texts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String code() {
    return code;
  }

  String ownName() {
    return ownName;
  }

  /** The text with this key. */
  String text(String key) {
    return Objects.requireNonNull(texts.getProperty(key), () -> code + " has no text " + key);
  }

  /** The keys of all texts. */
  Set<String> keys() {
    return texts.stringPropertyNames();
  }

  /** The one with this code. */
  static Optional<Language> named(@Nullable String code) {
    return ALL.stream().filter(one -> one.code.equals(code)).findFirst();
  }

  /** What a person chose, or what the browser asks for. */
  static Language of(Context context, @Nullable String chosen) {
    return named(chosen).orElseGet(() -> asked(context));
  }

  private static Language asked(Context context) {
    String header = context.header("Accept-Language");
    if (header == null || header.isBlank() || header.length() > 500) {
      return EN;
    }
    try {
      List<Locale> ours = ALL.stream().map(one -> Locale.forLanguageTag(one.code)).toList();
      Locale best = Locale.lookup(Locale.LanguageRange.parse(header), ours);
      return best == null ? EN : named(best.getLanguage()).orElse(EN);
    } catch (IllegalArgumentException _) {
      return EN;
    }
  }
}
