// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.compress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;
import studio.bonsai.engine.compress.BlockName.Side;
import studio.bonsai.engine.unet.UNetConfig;
import studio.bonsai.engine.unet.UNetConfig.Level;
import studio.bonsai.engine.unet.UNetConfig.Variant;

/**
 * Which blocks of a teacher a student does without.
 *
 * @param name for people
 */
public record BlockPlan(String name, List<BlockName> dropped) {
  private static final long LONGEST = 1 << 20;
  private static final String DROP = "drop";
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  public BlockPlan {
    dropped = List.copyOf(dropped);
    if (dropped.isEmpty()) {
      throw new IllegalArgumentException("the plan " + name + " drops no block");
    }
  }

  /**
   * A plan of the paper, or of a file.
   *
   * @param plan base, small, tiny, or a file that {@link #read} understands
   */
  public static BlockPlan of(String plan, UNetConfig teacher) {
    for (Variant variant : List.of(Variant.BASE, Variant.SMALL, Variant.TINY)) {
      if (variant.name().equalsIgnoreCase(plan)) {
        return preset(variant, teacher);
      }
    }
    Path file = Path.of(plan);
    if (!Files.isRegularFile(file)) {
      throw new EngineException(
          "There is no plan " + plan + ": take base, small or tiny, or name a file.");
    }
    return read(file);
  }

  /**
   * The paper's (arXiv 2305.15798, section 3.1): Base keeps of each level the first layer on the
   * way down, the first and the last on the way up; Small drops the middle too; Tiny the coarsest
   * level besides.
   */
  public static BlockPlan preset(Variant variant, UNetConfig teacher) {
    List<BlockName> dropped = new ArrayList<>();
    int levels = teacher.down().size();
    boolean tiny = variant == Variant.TINY;
    if (tiny) {
      dropped.add(BlockName.level(Side.DOWN, levels - 1));
      dropped.add(BlockName.level(Side.UP, 0));
    }
    for (int i = 0; i < levels; i++) {
      if (!tiny || i < levels - 1) {
        dropBetween(dropped, Side.DOWN, i, 1, teacher.down().get(i).layers());
      }
      if (!tiny || i > 0) {
        dropBetween(dropped, Side.UP, i, 1, teacher.up().get(i).layers() - 1);
      }
    }
    if (dropped.isEmpty() || teacher.down().stream().mapToInt(Level::layers).min().orElse(0) < 2) {
      throw new EngineException(
          "This model has levels of one layer already: it is a student itself. Name a plan of your"
              + " own, or take its teacher.");
    }
    if (variant != Variant.BASE && teacher.middle()) {
      dropped.add(BlockName.middle());
    }
    return new BlockPlan(variant.name().toLowerCase(Locale.ROOT), dropped);
  }

  private static void dropBetween(List<BlockName> dropped, Side side, int level, int from, int to) {
    for (int layer = from; layer < to; layer++) {
      dropped.add(BlockName.layer(side, level, layer));
    }
  }

  /**
   * Reads YAML or JSON: {@code name} (optional) and {@code drop}, a list of {@link BlockName}s.
   *
   * @throws EngineException naming the file and everything that is wrong
   */
  public static BlockPlan read(Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        throw new EngineException(file + " is too long for a plan of blocks.");
      }
      return of(YAML.readTree(file.toFile()), file);
    } catch (JsonProcessingException e) {
      throw new EngineException(
          file + " is neither YAML nor JSON: " + e.getOriginalMessage() + ".", e);
    } catch (IOException e) {
      throw new EngineException("Cannot read " + file + ": " + FileFailure.reason(e), e);
    } catch (IllegalArgumentException e) {
      throw new EngineException(file + ": " + e.getMessage() + ".", e);
    }
  }

  private static BlockPlan of(JsonNode root, Path file) {
    JsonNode list = root == null ? null : root.get(DROP);
    if (list == null || !list.isArray()) {
      throw new IllegalArgumentException(
          "it should have a list 'drop' of blocks such as mid_block or down_blocks.0.1");
    }
    Set<String> unknown = new TreeSet<>();
    for (Iterator<String> names = root.fieldNames(); names.hasNext(); ) {
      unknown.add(names.next());
    }
    unknown.removeAll(Set.of(DROP, "name"));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("it has unknown entries " + String.join(", ", unknown));
    }
    List<BlockName> dropped = new ArrayList<>();
    list.forEach(name -> dropped.add(BlockName.parse(name.asText())));
    String fallback = file.getFileName().toString().replaceFirst("\\.[^.]+$", "");
    return new BlockPlan(root.path("name").asText(fallback), dropped);
  }
}
