package org.roomprint.mobileupload.plain;

import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A language that the pages speak, with its texts ({@code texts_….properties}, in UTF-8). */
final class Language {
  static final Language EN = new Language("en", "English");
  static final Language ES = new Language("es", "Español");

  /** All of them. */
  static final List<Language> ALL = List.of(EN, ES);

  /** Name of the parameter by which a person chooses. */
  static final String PARAMETER = "language";

  private static final int MAX_HEADER_LENGTH = 500;

  private final Locale locale;
  private final String ownName;
  private final ResourceBundle texts;

  private Language(String code, String ownName) {
    this.locale = Locale.of(code);
    this.ownName = ownName;
    // No other language stands in for it, least of all that of the machine.
    this.texts =
        ResourceBundle.getBundle(
            Language.class.getPackageName() + ".texts",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  String code() {
    return locale.getLanguage();
  }

  String ownName() {
    return ownName;
  }

  /** Those that a person may choose instead. */
  List<Language> others() {
    return ALL.stream().filter(other -> other != this).toList();
  }

  /**
   * The text with this key.
   *
   * @throws java.util.MissingResourceException when there is none
   */
  String text(String key) {
    return texts.getString(key);
  }

  /** The text with this key, its gaps such as <code>{photos}</code> filled. */
  String text(String key, Map<String, ?> gaps) {
    String text = text(key);
    for (Map.Entry<String, ?> gap : gaps.entrySet()) {
      text = text.replace("{" + gap.getKey() + "}", gap.getValue().toString());
    }
    return text;
  }

  /** The keys of all texts. */
  Set<String> keys() {
    return texts.keySet();
  }

  /** The one with this code. */
  static Optional<Language> named(@Nullable String code) {
    return ALL.stream().filter(one -> one.code().equals(code)).findFirst();
  }

  /** What a person chose, or what the browser asks for. */
  static Language of(Context context, @Nullable String chosen) {
    return named(chosen).orElseGet(() -> asked(context.header("Accept-Language")));
  }

  private static Language asked(@Nullable String header) {
    if (header == null || header.isBlank() || header.length() > MAX_HEADER_LENGTH) {
      return EN;
    }
    try {
      Locale best =
          Locale.lookup(
              Locale.LanguageRange.parse(header), ALL.stream().map(one -> one.locale).toList());
      return best == null ? EN : named(best.getLanguage()).orElse(EN);
    } catch (IllegalArgumentException _) {
      return EN;
    }
  }
}
