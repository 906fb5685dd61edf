// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.text;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Keys as they are called on the user's keyboard: Ctrl is Strg on a German one. */
public final class KeyNames {
  private static final Pattern NAMED = Pattern.compile("\\b(Ctrl|Shift|Enter|Del|Delete|Esc)\\b");

  private KeyNames() {}

  /**
   * @param keys in English, as "Ctrl+Enter"; what has no name of its own stays as it is
   */
  public static String of(String keys) {
    return of(keys, Texts.of(KeyNames.class));
  }

  static String of(String keys, Texts texts) {
    return NAMED.matcher(keys).replaceAll((MatchResult found) -> texts.get("key." + found.group()));
  }
}
