// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;
import studio.bonsai.engine.kernels.Kernel;
import studio.bonsai.engine.weights.Safetensors;
import studio.bonsai.engine.weights.SafetensorsWriter;
import studio.bonsai.engine.weights.TensorInfo;

/** The states of a run on disk: one file each, there as a whole or not at all. */
final class Checkpoints {
  private static final Pattern NAME = Pattern.compile("step-(\\d+)\\.safetensors");
  private static final String STATE = "state";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  Checkpoints(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes a state.
   *
   * @throws EngineException when the disk is full; the states before are intact then
   */
  Path write(Checkpoint state, Map<String, NDArray> arrays) {
    try {
      String json = JSON.writeValueAsString(state);
      SafetensorsWriter writer = new SafetensorsWriter(Map.of(STATE, json));
      arrays.forEach(writer::add);
      String name = String.format(Locale.ROOT, "step-%08d.safetensors", state.step());
      Path file = folder.resolve(name);
      writer.write(file);
      return file;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The newest one; what a killed process left half written is not among them. */
  Optional<Path> newest() {
    List<Path> files = files();
    return files.isEmpty() ? Optional.empty() : Optional.of(files.get(files.size() - 1));
  }

  /** Removes all but the newest, and what killed processes left. */
  void prune(int last) {
    List<Path> files = files();
    List<Path> old = new ArrayList<>(files.subList(0, Math.max(0, files.size() - last)));
    old.addAll(list(name -> name.startsWith(".step-")));
    try {
      for (Path file : old) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new EngineException(
          "Cannot remove old checkpoints in " + folder + ": " + FileFailure.reason(e), e);
    }
  }

  private List<Path> files() {
    List<Path> files = new ArrayList<>(list(name -> NAME.matcher(name).matches()));
    files.sort(Comparator.comparingLong(Checkpoints::step));
    return files;
  }

  private static long step(Path file) {
    Matcher matcher = NAME.matcher(file.getFileName().toString());
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
  }

  private List<Path> list(java.util.function.Predicate<String> wanted) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> wanted.test(file.getFileName().toString())).toList();
    } catch (IOException e) {
      throw new EngineException("Cannot read " + folder + ": " + FileFailure.reason(e), e);
    }
  }

  /** What a checkpoint says of itself. */
  static Checkpoint state(Path file) {
    try (Safetensors tensors = Safetensors.open(file)) {
      return JSON.readValue(tensors.metadata().getOrDefault(STATE, "{}"), Checkpoint.class);
    } catch (JsonProcessingException e) {
      throw new EngineException(file + " is no checkpoint of Bonsai.", e);
    }
  }

  /**
   * Reads a state into the arrays of a run.
   *
   * @param arrays by name; overwritten in place
   * @throws EngineException when the checkpoint is one of another model
   */
  static void read(Path file, Map<String, NDArray> arrays, Kernel kernel, NDManager manager) {
    try (Safetensors tensors = Safetensors.open(file)) {
      check(file, tensors.entries(), arrays);
      for (Map.Entry<String, NDArray> entry : arrays.entrySet()) {
        try (NDManager scope = manager.newSubManager()) {
          NDArray stored = tensors.read(scope, entry.getKey());
          NDArray moved = stored.toDevice(entry.getValue().getDevice(), false);
          moved.attach(scope);
          kernel.compute("copy", entry.getValue(), moved).close();
        }
      }
    }
  }

  private static void check(
      Path file, Map<String, TensorInfo> stored, Map<String, NDArray> wanted) {
    TreeSet<String> wrong = new TreeSet<>(stored.keySet());
    wrong.addAll(wanted.keySet());
    Map<String, TensorInfo> found = new TreeMap<>(stored);
    wrong.removeIf(
        name ->
            found.containsKey(name)
                && wanted.containsKey(name)
                && found.get(name).shape().equals(wanted.get(name).getShape()));
    if (!wrong.isEmpty()) {
      throw new EngineException(
          file
              + " is a checkpoint of another model or of other settings: "
              + wrong.size()
              + " arrays differ, such as "
              + wrong.first()
              + ". Resume the run with the model it began with.");
    }
  }
}
