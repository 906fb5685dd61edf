// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.store;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.Property;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.bonsai.app.jobs.Background;

/**
 * What the user has set or typed. Every change of a property is written at once, on a thread of its
 * own: nothing is lost in a crash, and typing never waits for the disk.
 */
public final class Settings implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Settings.class);

  /** A row of the table. */
  public record Entry(String name, String value) {}

  private final Database database;
  private final Map<String, String> stored = new HashMap<>();
  private final Map<String, Property<?>> properties = new HashMap<>();
  private final ExecutorService writer = Background.oneAfterAnother("settings");

  public Settings(Database database) {
    this.database = database;
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createQuery("SELECT name, value FROM setting")
                    .map(ConstructorMapper.of(Entry.class))
                    .forEach(entry -> stored.put(entry.name(), entry.value())));
  }

  /** The property of that name, the same one for all who ask; on the FX thread, once it runs. */
  public StringProperty text(String name, String initial) {
    return (StringProperty)
        properties.computeIfAbsent(
            name,
            n -> {
              StringProperty property = new SimpleStringProperty(stored.getOrDefault(n, initial));
              property.addListener((p, before, now) -> write(n, now));
              return property;
            });
  }

  /**
   * A property of another type. What is stored and cannot be read any more gives way to the initial
   * value.
   *
   * @param read from text; may throw IllegalArgumentException
   */
  @SuppressWarnings("unchecked")
  public <T> ObjectProperty<T> value(
      String name, T initial, Function<String, T> read, Function<T, String> write) {
    return (ObjectProperty<T>)
        properties.computeIfAbsent(
            name,
            n -> {
              ObjectProperty<T> property = new SimpleObjectProperty<>(stored(n, initial, read));
              property.addListener((p, before, now) -> write(n, write.apply(now)));
              return property;
            });
  }

  public ObjectProperty<Integer> integer(String name, int initial) {
    return value(name, initial, Integer::valueOf, String::valueOf);
  }

  public ObjectProperty<Double> number(String name, double initial) {
    return value(name, initial, Double::valueOf, String::valueOf);
  }

  public ObjectProperty<Boolean> flag(String name, boolean initial) {
    return value(name, initial, Boolean::valueOf, String::valueOf);
  }

  public <E extends Enum<E>> ObjectProperty<E> choice(String name, Class<E> type, E initial) {
    return value(name, initial, text -> Enum.valueOf(type, text), Enum::name);
  }

  private <T> T stored(String name, T initial, Function<String, T> read) {
    String text = stored.get(name);
    if (text == null) {
      return initial;
    }
    try {
      return read.apply(text);
    } catch (IllegalArgumentException e) {
      LOG.warn("the setting {} cannot be read: {}", name, text);
      return initial;
    }
  }

  /** All that is kept, as text by name; reads the database. */
  public Map<String, String> all() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT name, value FROM setting")
                    .map(ConstructorMapper.of(Entry.class))
                    .stream()
                    .collect(Collectors.toMap(Entry::name, Entry::value)));
  }

  private void write(String name, String value) {
    writer.execute(
        () -> {
          try {
            database
                .jdbi()
                .useHandle(
                    handle ->
                        handle.execute(
                            "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)",
                            name,
                            value));
          } catch (RuntimeException e) {
            LOG.error("the setting {} cannot be written", name, e);
          }
        });
  }

  /** Waits until all is written. */
  @Override
  public void close() {
    Background.finish(writer, "writing the settings");
  }
}
