package org.roomprint.base.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The operator's settings: a file in HOCON notation, overridden by environment variables.
 *
 * <p>The key {@code index} of section {@code vectors} is written {@code vectors { index = "…" }} or
 * {@code vectors.index = "…"} in the file and {@code ROOMPRINT_VECTORS_INDEX} in the environment;
 * {@code maxBytes} becomes {@code MAX_BYTES} there.
 */
public final class Settings {
  /** Sections that exist; a process reads those it needs and leaves the others alone. */
  public static final Set<String> SECTIONS =
      Set.of("catalog", "inbox", "vectors", "indexer", "search", "mobile");

  private static final String PREFIX = "ROOMPRINT_";

  private final String origin;
  private final Map<String, Map<String, String>> sections;

  private Settings(String origin, Map<String, Map<String, String>> sections) {
    this.origin = origin;
    this.sections = sections;
  }

  /**
   * Reads the file, if it is there, and lays the environment over it.
   *
   * @param file in HOCON notation; need not exist
   * @param environment such as {@link System#getenv()}
   * @throws ConfigurationException when the file cannot be read or has an unknown section
   */
  public static Settings load(Path file, Map<String, String> environment) {
    Map<String, Map<String, String>> sections = new TreeMap<>();
    if (Files.exists(file)) {
      fromFile(file, sections);
    }
    for (String section : SECTIONS) {
      String prefix = PREFIX + section.toUpperCase(Locale.ROOT) + "_";
      environment.forEach((name, value) -> {
        if (name.startsWith(prefix)) {
          put(sections, section, camelCase(name.substring(prefix.length())), value);
        }
      });
    }
    return new Settings(file.toString(), sections);
  }

  /**
   * Reads the file that was named, or else the one that {@code ROOMPRINT_CONF} names, or else
   * {@code roomprint.conf} in the working folder where there is one.
   *
   * @param named on the command line; must exist
   */
  public static Settings find(Optional<Path> named, Map<String, String> environment) {
    Optional<Path> wanted =
        named.or(() -> Optional.ofNullable(environment.get("ROOMPRINT_CONF")).map(Path::of));
    if (wanted.isPresent() && !Files.exists(wanted.get())) {
      throw new ConfigurationException("There is no configuration file " + wanted.get());
    }
    return load(wanted.orElse(Path.of("roomprint.conf")), environment);
  }

  private static void fromFile(Path file, Map<String, Map<String, String>> sections) {
    Config config;
    try {
      config =
          ConfigFactory.parseFile(
                  file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false))
              .resolve();
    } catch (ConfigException e) {
      throw new ConfigurationException(file + " cannot be read: " + e.getMessage(), e);
    }
    config
        .root()
        .forEach((section, value) -> {
          if (!SECTIONS.contains(section)) {
            throw new ConfigurationException(
                String.format(
                    Locale.ROOT,
                    "%s has an unknown section '%s'; sections are %s",
                    file,
                    section,
                    new TreeSet<>(SECTIONS)));
          }
          if (!(value.unwrapped() instanceof Map<?, ?> keys)) {
            throw new ConfigurationException(
                String.format(
                    Locale.ROOT,
                    "%s: '%s' is a section and needs keys, such as %s { key = value }",
                    file,
                    section,
                    section));
          }
          keys.forEach((key, setting) ->
              put(sections, section, String.valueOf(key), String.valueOf(setting)));
        });
  }

  private static void put(
      Map<String, Map<String, String>> sections, String section, String key, String value) {
    sections.computeIfAbsent(section, _ -> new TreeMap<>()).put(key, value);
  }

  /**
   * The defaults with what the operator has set; each component of the record is a key.
   *
   * @param section one of {@link #SECTIONS}
   * @param defaults a record of {@code String}, {@code int}, {@code long}, {@code double}, {@code
   *     boolean}, {@link Path}, {@link Duration} (ISO 8601, such as {@code PT30S}) and {@link
   *     Optional} of {@code String} or {@code Path}
   * @throws ConfigurationException when a key is unknown or a value does not fit
   */
  public <R extends Record> R read(String section, R defaults) {
    if (!SECTIONS.contains(section)) {
      throw new IllegalArgumentException("No section " + section);
    }
    Map<String, String> keys = sections.getOrDefault(section, Map.of());
    RecordComponent[] components = defaults.getClass().getRecordComponents();
    refuseUnknown(section, keys, components);
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String given = keys.get(components[i].getName());
      values[i] =
          given == null
              ? component(defaults, components[i])
              : parse(
                  section + "." + components[i].getName(), given, components[i].getGenericType());
    }
    return create(section, defaults, components, values);
  }

  private void refuseUnknown(
      String section, Map<String, String> keys, RecordComponent[] components) {
    Set<String> known =
        Arrays.stream(components)
            .map(RecordComponent::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    for (String key : keys.keySet()) {
      if (!known.contains(key)) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "Unknown key '%s.%s' (in %s or the environment); keys of '%s' are %s",
                section,
                key,
                origin,
                section,
                known));
      }
    }
  }

  private static Object component(Record record, RecordComponent component) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("A record's accessor can be called", e);
    }
  }

  private <R extends Record> R create(
      String section, R defaults, RecordComponent[] components, Object[] values) {
    try {
      @SuppressWarnings("unchecked")
      Class<R> type = (Class<R>) defaults.getClass();
      Constructor<R> canonical =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      canonical.setAccessible(true);
      return canonical.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "Section '%s' (in %s or the environment): %s",
              section,
              origin,
              e.getTargetException().getMessage()),
          e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("A record's canonical constructor can be called", e);
    }
  }

  private static Object parse(String key, String given, Type type) {
    try {
      if (type instanceof ParameterizedType optional && optional.getRawType() == Optional.class) {
        return given.isBlank()
            ? Optional.empty()
            : Optional.of(parse(key, given, optional.getActualTypeArguments()[0]));
      }
      if (type == String.class) {
        return given;
      }
      if (type == int.class) {
        return Integer.parseInt(given);
      }
      if (type == long.class) {
        return Long.parseLong(given);
      }
      if (type == double.class) {
        return Double.parseDouble(given);
      }
      if (type == Path.class) {
        return Path.of(given);
      }
      if (type == Duration.class) {
        return Duration.parse(given);
      }
      if (type == boolean.class && (given.equals("true") || given.equals("false"))) {
        return given.equals("true");
      }
    } catch (NumberFormatException | DateTimeParseException | InvalidPathException e) {
      throw new ConfigurationException(
          String.format(Locale.ROOT, "'%s' is %s, not '%s'", key, wanted(type), given), e);
    }
    throw new ConfigurationException(
        String.format(Locale.ROOT, "'%s' is %s, not '%s'", key, wanted(type), given));
  }

  private static String wanted(Type type) {
    if (type == int.class || type == long.class) {
      return "a whole number";
    }
    if (type == double.class) {
      return "a number";
    }
    if (type == boolean.class) {
      return "true or false";
    }
    if (type == Duration.class) {
      return "a duration such as PT30S";
    }
    return "a path";
  }

  private static String camelCase(String upperSnake) {
    String[] words = upperSnake.toLowerCase(Locale.ROOT).split("_", -1);
    StringBuilder key = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      if (!words[i].isEmpty()) {
        key.append(Character.toUpperCase(words[i].charAt(0)))
            .append(words[i], 1, words[i].length());
      }
    }
    return key.toString();
  }
}
