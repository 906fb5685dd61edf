// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;

/**
 * Decides whether a network of a single file predicts the velocity or the noise, which its tensors
 * do not tell. In this order: what the caller says; a YAML config of the same name beside the file
 * ({@code parameterization: "v"}), as Automatic1111's web UI has it; a tensor called {@code
 * v_pred}, which some trainers leave; the file's name; and for Stable Diffusion 2 the most common
 * of its kind: velocity for the full network (2.1 at 768 pixels, diffusers' choice too), noise for
 * inpainting and for the reduced ones (BK-SDM v2 was published from 2.1-base).
 */
final class Velocity {
  private static final long LONGEST_CONFIG = 1 << 20;
  private static final Pattern PARAMETERIZATION =
      Pattern.compile("(?m)^\\s*parameterization:\\s*[\"']?(\\w+)");
  private static final Pattern NAMED_VELOCITY =
      Pattern.compile(".*(?<![a-z0-9])(768|v-?pred(iction)?|vpred)(?![a-z0-9]).*");
  private static final Pattern NAMED_NOISE =
      Pattern.compile(".*(?<![a-z0-9])(512|eps(ilon)?|inpaint\\w*)(?![a-z0-9]).*");

  private Velocity() {}

  static boolean decide(
      Path path, SingleFileOptions options, TensorFile file, boolean v2, boolean full) {
    if (options.velocity().isPresent()) {
      return options.velocity().get();
    }
    Optional<Path> config = SingleFileOptions.configBeside(path);
    if (config.isPresent()) {
      boolean v = readConfig(config.get());
      return told(options, v, config.get().getFileName() + " beside the file says so");
    }
    if (file.entries().containsKey("v_pred")) {
      return told(options, true, "the file has a mark v_pred");
    }
    if (!v2) {
      return false;
    }
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT).replace('_', '-');
    if (NAMED_NOISE.matcher(name).matches()) {
      return told(options, false, "the file's name says so");
    }
    if (NAMED_VELOCITY.matcher(name).matches()) {
      return told(options, true, "the file's name says so");
    }
    String most = full ? "most full networks of v2 do" : "most reduced networks of v2 do";
    return told(options, full, most + "; if pictures are noise, choose the other");
  }

  private static boolean told(SingleFileOptions options, boolean v, String why) {
    String what = v ? "the velocity (v_prediction, 768 pixels)" : "the noise (epsilon, 512 pixels)";
    options.notes().accept("Taken to predict " + what + ": " + why + ".");
    return v;
  }

  private static boolean readConfig(Path config) {
    try {
      if (Files.size(config) > LONGEST_CONFIG) {
        throw new EngineException(config + " is too long for a model's config.");
      }
      String text = new String(Files.readAllBytes(config), StandardCharsets.UTF_8);
      Matcher found = PARAMETERIZATION.matcher(text);
      return found.find() && found.group(1).equals("v");
    } catch (IOException e) {
      throw new EngineException("Cannot read " + config + ": " + FileFailure.reason(e), e);
    }
  }
}
