// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.compress;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.compress.BlockName.Side;
import studio.bonsai.engine.kernels.Kernels;
import studio.bonsai.engine.unet.UNet;
import studio.bonsai.engine.unet.UNetConfig;
import studio.bonsai.engine.unet.UNetConfig.Level;
import studio.bonsai.engine.weights.ParameterCount;

/**
 * The student that a plan makes of a teacher: its shape, and from which tensor of the teacher each
 * of its own is copied.
 */
public final class Pruning {
  private static final int LISTED = 5;

  private final UNetConfig student;
  private final Map<String, String> origins;

  private Pruning(UNetConfig student, Map<String, String> origins) {
    this.student = student;
    this.origins = origins;
  }

  /**
   * @param kernels to lay out the two networks, without weights
   * @throws EngineException when the plan names blocks that are not there, or what it leaves does
   *     not fit together
   */
  public static Pruning of(UNetConfig teacher, BlockPlan plan, Kernels kernels) {
    checkNames(teacher, plan);
    List<Kept> down = kept(teacher.down(), Side.DOWN, plan);
    List<Kept> up = kept(teacher.up(), Side.UP, plan);
    checkLayers(plan, down, up);
    boolean middle = teacher.middle() && !plan.dropped().contains(BlockName.middle());
    UNetConfig student = student(teacher, plan, down, middle, up);
    Map<String, String> prefixes = new LinkedHashMap<>();
    addPrefixes(prefixes, "down_blocks.", "downsamplers", down);
    addPrefixes(prefixes, "up_blocks.", "upsamplers", up);
    Map<String, Shape> wanted = shapes(student, kernels);
    Map<String, String> origins = new LinkedHashMap<>();
    wanted.keySet().forEach(name -> origins.put(name, origin(prefixes, name)));
    checkShapes(plan, wanted, shapes(teacher, kernels), origins);
    return new Pruning(student, origins);
  }

  /**
   * A level of the teacher that stays.
   *
   * @param level its number
   * @param layers numbers of the layers that stay
   */
  private record Kept(int level, Level shape, List<Integer> layers) {
    Level pruned() {
      return new Level(shape.channels(), layers.size(), shape.attention(), shape.heads());
    }
  }

  private static void checkNames(UNetConfig teacher, BlockPlan plan) {
    List<BlockName> unknown =
        plan.dropped().stream().filter(Predicate.not(name -> exists(teacher, name))).toList();
    if (!unknown.isEmpty()) {
      throw refused(plan, "the model has no " + join(unknown));
    }
  }

  private static boolean exists(UNetConfig teacher, BlockName name) {
    if (name.side() == Side.MIDDLE) {
      return teacher.middle();
    }
    List<Level> levels = name.side() == Side.DOWN ? teacher.down() : teacher.up();
    return name.level() < levels.size()
        && name.layer().orElse(0) < levels.get(name.level()).layers();
  }

  private static List<Kept> kept(List<Level> levels, Side side, BlockPlan plan) {
    List<Kept> kept = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      int level = i;
      if (plan.dropped().contains(new BlockName(side, level, OptionalInt.empty()))) {
        continue;
      }
      List<Integer> layers =
          IntStream.range(0, levels.get(i).layers())
              .filter(layer -> !plan.dropped().contains(BlockName.layer(side, level, layer)))
              .boxed()
              .toList();
      if (layers.isEmpty()) {
        throw refused(
            plan,
            BlockName.level(side, level)
                + " would have no layer left; drop the whole level instead");
      }
      kept.add(new Kept(level, levels.get(i), layers));
    }
    return kept;
  }

  /** diffusers' config has one number of layers a level, and one more on the way up. */
  private static void checkLayers(BlockPlan plan, List<Kept> down, List<Kept> up) {
    if (down.isEmpty() || down.size() != up.size()) {
      throw refused(
          plan,
          down.size()
              + " levels would be left on the way down and "
              + up.size()
              + " on the way up");
    }
    for (int i = 0; i < down.size(); i++) {
      Kept below = down.get(i);
      Kept above = up.get(up.size() - 1 - i);
      if (above.layers.size() != below.layers.size() + 1) {
        throw refused(
            plan,
            BlockName.level(Side.UP, above.level())
                + " would have "
                + above.layers.size()
                + " layers and its partner "
                + BlockName.level(Side.DOWN, below.level())
                + " "
                + below.layers.size()
                + "; each needs a skip of its own, so that it must be one more");
      }
    }
  }

  private static UNetConfig student(
      UNetConfig teacher, BlockPlan plan, List<Kept> down, boolean middle, List<Kept> up) {
    try {
      return teacher.withBlocks(
          down.stream().map(Kept::pruned).toList(), middle, up.stream().map(Kept::pruned).toList());
    } catch (IllegalArgumentException e) {
      throw refused(plan, e.getMessage());
    }
  }

  private static void addPrefixes(
      Map<String, String> prefixes, String side, String resampler, List<Kept> levels) {
    for (int i = 0; i < levels.size(); i++) {
      Kept level = levels.get(i);
      String own = side + i + ".";
      String teachers = side + level.level() + ".";
      for (int layer = 0; layer < level.layers.size(); layer++) {
        for (String kind : List.of("resnets.", "attentions.")) {
          prefixes.put(own + kind + layer + ".", teachers + kind + level.layers.get(layer) + ".");
        }
      }
      prefixes.put(own + resampler + ".", teachers + resampler + ".");
    }
  }

  private static String origin(Map<String, String> prefixes, String name) {
    return prefixes.entrySet().stream()
        .filter(prefix -> name.startsWith(prefix.getKey()))
        .findFirst()
        .map(prefix -> prefix.getValue() + name.substring(prefix.getKey().length()))
        .orElse(name);
  }

  private static Map<String, Shape> shapes(UNetConfig config, Kernels kernels) {
    ParameterCount count = new ParameterCount();
    UNet unused = new UNet(config, count, kernels);
    return count.shapes();
  }

  private static void checkShapes(
      BlockPlan plan,
      Map<String, Shape> wanted,
      Map<String, Shape> there,
      Map<String, String> origins) {
    List<String> problems = new ArrayList<>();
    wanted.forEach(
        (name, shape) -> {
          String origin = origins.get(name);
          Shape found = there.get(origin);
          if (found == null) {
            problems.add(name + " has nothing to be copied from");
          } else if (!found.equals(shape)) {
            problems.add(
                name + " would have to be " + text(shape) + ", " + origin + " is " + text(found));
          }
        });
    if (!problems.isEmpty()) {
      String more =
          problems.size() > LISTED ? " (and " + (problems.size() - LISTED) + " more)" : "";
      throw refused(
          plan,
          "what is left does not fit together: "
              + String.join("; ", problems.subList(0, Math.min(LISTED, problems.size())))
              + more);
    }
  }

  private static String text(Shape shape) {
    return Arrays.toString(shape.getShape());
  }

  private static String join(List<BlockName> names) {
    return String.join(", ", names.stream().map(BlockName::toString).toList());
  }

  private static EngineException refused(BlockPlan plan, String reason) {
    return new EngineException("The plan " + plan.name() + " is impossible: " + reason + ".");
  }

  /** The student's shape. */
  public UNetConfig student() {
    return student;
  }

  /** The student's tensors, each with the name of the teacher's that it is a copy of. */
  public Map<String, String> origins() {
    return java.util.Collections.unmodifiableMap(origins);
  }
}
