package org.roomprint.base.configuration;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.deser.std.FromStringDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

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
  private static final Pattern NEXT_WORD = Pattern.compile("_+([a-z0-9])");

  /** What is right for a type, where it is not a text. */
  private static final Map<Class<?>, String> WANTED =
      Map.of(
          int.class, "a whole number",
          long.class, "a whole number",
          double.class, "a number",
          boolean.class, "true or false",
          Duration.class, "a duration such as PT30S",
          Path.class, "a path");

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .withCoercionConfigDefaults(
              blank -> blank.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
          // The components of a record are its keys, and nothing else that it can say.
          .changeDefaultVisibility(all ->
              all.withVisibility(PropertyAccessor.ALL, Visibility.NONE)
                  .withFieldVisibility(Visibility.ANY))
          // Jackson's own paths are addresses, and theirs cannot be relative.
          .addModule(
              new SimpleModule()
                  .addSerializer(Path.class, ToStringSerializer.instance)
                  .addDeserializer(Path.class, new PathReader()))
          .build();

  private final String origin;
  private final Config set;

  private Settings(String origin, Config set) {
    this.origin = origin;
    this.set = set;
  }

  /**
   * Reads the file, if it is there, and lays the environment over it.
   *
   * @param file in HOCON notation; need not exist
   * @param environment such as {@link System#getenv()}
   * @throws ConfigurationException when the file cannot be read or has an unknown section
   */
  public static Settings load(Path file, Map<String, String> environment) {
    Config inFile = Files.exists(file) ? fromFile(file) : ConfigFactory.empty();
    return new Settings(file.toString(), fromEnvironment(environment).withFallback(inFile));
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

  private static Config fromFile(Path file) {
    Config config;
    try {
      config =
          ConfigFactory.parseFile(
                  file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false))
              .resolve();
    } catch (ConfigException e) {
      throw new ConfigurationException(file + " cannot be read: " + e.getMessage(), e);
    }
    for (Map.Entry<String, ConfigValue> one : config.root().entrySet()) {
      String section = one.getKey();
      if (!SECTIONS.contains(section)) {
        throw new ConfigurationException(
            file
                + " has an unknown section '"
                + section
                + "'; sections are "
                + new TreeSet<>(SECTIONS));
      }
      if (!(one.getValue() instanceof ConfigObject)) {
        throw new ConfigurationException(
            file
                + ": '"
                + section
                + "' is a section and needs keys, such as "
                + section
                + " { key = value }");
      }
    }
    return config;
  }

  private static Config fromEnvironment(Map<String, String> environment) {
    Map<String, String> set = new HashMap<>();
    for (String section : SECTIONS) {
      String prefix = PREFIX + section.toUpperCase(Locale.ROOT) + "_";
      environment.forEach((name, value) -> {
        if (name.startsWith(prefix)) {
          String words = name.substring(prefix.length()).toLowerCase(Locale.ROOT);
          String key =
              NEXT_WORD.matcher(words).replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
          set.put(ConfigUtil.joinPath(section, key), value);
        }
      });
    }
    return ConfigFactory.parseMap(set, "the environment");
  }

  /**
   * The defaults with what the operator has set; each component of the record is a key.
   *
   * @param section one of {@link #SECTIONS}
   * @param defaults a record of {@code String}, {@code int}, {@code long}, {@code double}, {@code
   *     boolean}, {@link Path}, {@link Duration} (ISO 8601, such as {@code PT30S}), {@link
   *     Optional} of {@code String} or {@code Path}, which a blank value leaves empty, and {@link
   *     List} of them, which may be one text with commas too
   * @throws ConfigurationException when a key is unknown or a value does not fit
   */
  public <R extends Record> R read(String section, R defaults) {
    if (!SECTIONS.contains(section)) {
      throw new IllegalArgumentException("No section " + section);
    }
    Map<String, Class<?>> types =
        Arrays.stream(defaults.getClass().getRecordComponents())
            .collect(Collectors.toMap(RecordComponent::getName, RecordComponent::getType));
    Map<String, @Nullable Object> keys =
        MAPPER.convertValue(defaults, new TypeReference<Map<String, @Nullable Object>>() {});
    if (set.hasPath(section)) {
      new TreeMap<>(set.getObject(section).unwrapped())
          .forEach((key, value) -> keys.put(key, asText(types.get(key), value)));
    }
    String where = " (in " + origin + " or the environment)";
    try {
      return MAPPER.convertValue(keys, MAPPER.constructType(defaults.getClass()));
    } catch (UnrecognizedPropertyException e) {
      String wrong = "Unknown key '" + section + "." + e.getPropertyName() + "'" + where;
      throw new ConfigurationException(
          wrong + "; keys of '" + section + "' are " + new TreeSet<>(types.keySet()), e);
    } catch (ValueInstantiationException e) {
      Throwable refusal = Optional.ofNullable(e.getCause()).orElse(e);
      throw new ConfigurationException(
          "Section '" + section + "'" + where + ": " + refusal.getMessage(), e);
    } catch (MismatchedInputException e) {
      String key = e.getPath().getFirst().getPropertyName();
      String wanted = WANTED.getOrDefault(e.getTargetType(), "a text");
      throw new ConfigurationException(
          "'" + section + "." + key + "' is " + wanted + ", not '" + keys.get(key) + "'", e);
    }
  }

  /** A value as the environment would have it, so that it reads the same wherever it stands. */
  private static @Nullable Object asText(@Nullable Class<?> type, @Nullable Object value) {
    if (value instanceof List<?> many) {
      return many.stream().map(String::valueOf).toList();
    }
    String text = String.valueOf(value);
    if (type == List.class) {
      return Stream.of(text.split(",", -1))
          .map(String::strip)
          .filter(Predicate.not(String::isEmpty))
          .toList();
    }
    return type == Optional.class && text.isBlank() ? null : text;
  }

  private static final class PathReader extends FromStringDeserializer<Path> {
    PathReader() {
      super(Path.class);
    }

    @Override
    protected Path _deserialize(String value, DeserializationContext context) {
      return Path.of(value);
    }
  }
}
