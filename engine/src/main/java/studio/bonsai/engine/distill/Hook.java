// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.distill;

import java.util.ArrayList;
import java.util.List;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.unet.UNetConfig;
import studio.bonsai.engine.unet.UNetConfig.Level;

/**
 * Two places, of which the student's feature shall equal the teacher's: the outputs of all blocks,
 * and where the student has fewer levels, of its coarsest one the transformer's last projection
 * (arXiv 2305.15798, and its code's {@code add_hook}).
 *
 * @param teacher name of the teacher's feature, as {@link studio.bonsai.engine.unet.Tap} has it
 * @param student name of the student's
 */
public record Hook(String teacher, String student) {
  /**
   * The places of two networks.
   *
   * @throws EngineException when they are of different families, or the student has what its
   *     teacher lacks
   */
  public static List<Hook> of(UNetConfig teacher, UNetConfig student) {
    checkFamily(teacher, student);
    checkSize(teacher, student);
    int levels = student.down().size();
    int fewer = teacher.down().size() - levels;
    List<Hook> hooks = new ArrayList<>();
    for (int i = 0; i < levels; i++) {
      Level own = student.down().get(i);
      boolean cut = fewer > 0 && i == levels - 1;
      if (!cut) {
        hooks.add(new Hook("down_blocks." + i, "down_blocks." + i));
      } else if (own.attention()) {
        hooks.add(
            new Hook(projection(i, teacher.down().get(i).layers()), projection(i, own.layers())));
      }
    }
    for (int i = 0; i < levels; i++) {
      hooks.add(new Hook("up_blocks." + (i + fewer), "up_blocks." + i));
    }
    return hooks;
  }

  private static String projection(int level, int layers) {
    return "down_blocks." + level + ".attentions." + (layers - 1) + ".proj_out";
  }

  private static void checkFamily(UNetConfig teacher, UNetConfig student) {
    List<String> problems = new ArrayList<>();
    compare(problems, "text width", teacher.width(), student.width());
    compare(problems, "latent channels", teacher.inChannels(), student.inChannels());
    compare(problems, "predicted channels", teacher.outChannels(), student.outChannels());
    if (student.down().size() > teacher.down().size()) {
      problems.add(
          "the student has "
              + student.down().size()
              + " levels, the teacher only "
              + teacher.down().size());
    } else {
      for (int i = 0; i < student.down().size(); i++) {
        compare(
            problems,
            "channels of level " + i,
            teacher.down().get(i).channels(),
            student.down().get(i).channels());
      }
    }
    if (!problems.isEmpty()) {
      throw new EngineException(
          "Teacher and student are of different families: "
              + String.join("; ", problems)
              + ". Make the student out of this teacher with 'bonsai compress'.");
    }
  }

  private static void checkSize(UNetConfig teacher, UNetConfig student) {
    List<String> problems = new ArrayList<>();
    int fewer = teacher.down().size() - student.down().size();
    for (int i = 0; i < student.down().size(); i++) {
      compareLayers(problems, "down_blocks." + i, teacher.down().get(i), student.down().get(i));
      Level above = teacher.up().get(i + fewer);
      compareLayers(problems, "up_blocks." + i, above, student.up().get(i));
    }
    if (student.middle() && !teacher.middle()) {
      problems.add("the student has a mid block, the teacher has none");
    }
    if (!problems.isEmpty()) {
      throw new EngineException(
          "The student is larger than its teacher: "
              + String.join("; ", problems)
              + ". Make it out of this teacher with 'bonsai compress'.");
    }
  }

  private static void compareLayers(
      List<String> problems, String where, Level teacher, Level student) {
    if (student.layers() > teacher.layers()) {
      problems.add(
          where + " has " + student.layers() + " layers, the teacher's " + teacher.layers());
    }
    if (student.attention() && !teacher.attention()) {
      problems.add(where + " has transformers, the teacher's has none");
    }
  }

  private static void compare(List<String> problems, String what, int teacher, int student) {
    if (teacher != student) {
      problems.add(what + " " + teacher + " and " + student);
    }
  }
}
