// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A device by name.
 *
 * @param gpu the index of a CUDA device; empty is the CPU
 */
public record DeviceName(OptionalInt gpu) {
  private static final Pattern GPU = Pattern.compile("cuda(?::(\\d{1,3}))?");

  public static DeviceName cpu() {
    return new DeviceName(OptionalInt.empty());
  }

  /**
   * Reads {@code cpu}, {@code cuda} or {@code cuda:1}.
   *
   * @return empty for {@code auto}
   */
  public static Optional<DeviceName> parse(String text) {
    if (text.equals("auto")) {
      return Optional.empty();
    }
    if (text.equals("cpu")) {
      return Optional.of(cpu());
    }
    Matcher matcher = GPU.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a device is auto, cpu or cuda:N, as in cuda:0, got '" + text + "'");
    }
    String index = matcher.group(1);
    return Optional.of(new DeviceName(OptionalInt.of(index == null ? 0 : Integer.parseInt(index))));
  }

  @Override
  public String toString() {
    return gpu.isPresent() ? "cuda:" + gpu.getAsInt() : "cpu";
  }
}
