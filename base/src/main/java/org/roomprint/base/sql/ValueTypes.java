package org.roomprint.base.sql;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.ColumnMappers;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.spi.JdbiPlugin;
import org.jspecify.annotations.Nullable;

/**
 * How values stand in columns, the same in every table and on both databases: a moment as its
 * milliseconds, a day and a month as text, yes and no as 1 and 0. Enums stand by their names, which
 * is Jdbi's own way.
 *
 * <p>What is registered here and with {@link #asText} is bound and read without a word about it,
 * within an {@code Optional} too. A row is read as a record by its constructor, each component from
 * the column of its name, unless another way is registered for that record.
 */
public final class ValueTypes implements JdbiPlugin {
  @Override
  public void customizeJdbi(Jdbi jdbi) {
    jdbi.registerArgument(
        new Factory(
            Set.of(Instant.class), Types.BIGINT, value -> ((Instant) value).toEpochMilli()));
    jdbi.registerColumnMapper(
        Instant.class,
        (row, column, _) -> {
          long milliseconds = row.getLong(column);
          return row.wasNull() ? null : Instant.ofEpochMilli(milliseconds);
        });
    // Read by Jdbi itself: a database may also answer a question with its own yes and no.
    jdbi.registerArgument(
        new Factory(
            Set.of(Boolean.class, boolean.class), Types.INTEGER, value -> (Boolean) value ? 1 : 0));
    asText(jdbi, LocalDate.class, LocalDate::toString, LocalDate::parse);
    asText(jdbi, YearMonth.class, YearMonth::toString, YearMonth::parse);
    jdbi.registerRowMapper(ValueTypes::byConstructor);
  }

  /** Reads a row as a record, unless such a record stands in one column. */
  private static Optional<RowMapper<?>> byConstructor(Type type, ConfigRegistry config) {
    return type instanceof Class<?> record
            && record.isRecord()
            && config.get(ColumnMappers.class).findFor(type).isEmpty()
        ? Optional.of(ConstructorMapper.of(canonical(record)))
        : Optional.empty();
  }

  private static Constructor<?> canonical(Class<?> record) {
    Class<?>[] components =
        Arrays.stream(record.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return record.getDeclaredConstructor(components);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("Every record has a constructor of its components", e);
    }
  }

  /** Has values of a class stand as text. */
  public static <T> void asText(
      Jdbi jdbi, Class<T> type, Function<T, String> write, Function<String, T> read) {
    asText(jdbi, (Type) type, write, read);
  }

  /** The same for a class with parameters; such values are bound by the methods of a record. */
  public static <T> void asText(
      Jdbi jdbi, GenericType<T> type, Function<T, String> write, Function<String, T> read) {
    asText(jdbi, type.getType(), write, read);
  }

  private static <T> void asText(
      Jdbi jdbi, Type type, Function<T, String> write, Function<String, T> read) {
    @SuppressWarnings("unchecked") // the factory is asked for this type alone
    Function<Object, Object> toText = value -> write.apply((T) value);
    ColumnMapper<T> fromText =
        (row, column, _) -> {
          String text = row.getString(column);
          return text == null ? null : read.apply(text);
        };
    jdbi.registerArgument(new Factory(Set.of(type), Types.VARCHAR, toText));
    jdbi.registerColumnMapper(type, fromText);
  }

  /** Binds values of some types as what JDBC knows. */
  private record Factory(Set<Type> types, int sqlType, Function<Object, Object> toJdbc)
      implements ArgumentFactory.Preparable {
    @Override
    public Optional<Function<Object, Argument>> prepare(Type type, ConfigRegistry config) {
      return types.contains(type) ? Optional.of(this::argument) : Optional.empty();
    }

    private Argument argument(@Nullable Object value) {
      return (position, statement, _) -> {
        if (value == null) {
          statement.setNull(position, sqlType);
        } else {
          statement.setObject(position, toJdbc.apply(value), sqlType);
        }
      };
    }
  }
}
