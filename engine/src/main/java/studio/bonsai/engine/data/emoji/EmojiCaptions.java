// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data.emoji;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** What people would type for a picture, in the shares in which they would. */
final class EmojiCaptions {
  private static final int COUNT = 20;
  private static final double ARTICLE = 0.55;
  private static final double OWN_COLOUR = 0.4;
  private static final double TAG = 0.15;
  private static final double ALIAS = 0.3;

  /** Tags that say nothing of the picture. */
  private static final Set<String> VAGUE = Set.of("face", "symbol", "emoji", "sign");

  /** Things that have no article. */
  private static final Set<String> UNCOUNTED =
      Set.of(
          "grapes",
          "cherries",
          "blueberries",
          "glasses",
          "sunglasses",
          "scissors",
          "fries",
          "french fries",
          "bread",
          "broccoli",
          "corn",
          "milk",
          "honey",
          "wine",
          "beer",
          "popcorn",
          "lightning",
          "fire",
          "paint",
          "dice");

  private EmojiCaptions() {}

  /**
   * @param colour of the picture, if one can be told
   * @param named whether the colour is always told, as it must be of what was painted
   */
  static List<String> of(
      Noun noun, Optional<NamedColour> colour, boolean named, List<String> tags, Random random) {
    List<String> useful = tags.stream().filter(tag -> isUseful(tag, noun)).toList();
    List<String> captions = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      String name = noun.name();
      if (!noun.aliases().isEmpty() && random.nextDouble() < ALIAS) {
        name = noun.aliases().get(random.nextInt(noun.aliases().size()));
      }
      boolean told = named || random.nextDouble() < OWN_COLOUR;
      String thing = told && colour.isPresent() ? colour.get().word() + " " + name : name;
      String caption =
          random.nextDouble() < ARTICLE && !UNCOUNTED.contains(name) ? withArticle(thing) : thing;
      boolean tagged = !useful.isEmpty() && random.nextDouble() < TAG;
      captions.add(tagged ? caption + ", " + useful.get(random.nextInt(useful.size())) : caption);
    }
    return captions;
  }

  /** Colours among the tags would be wrong of what was painted. */
  private static boolean isUseful(String tag, Noun noun) {
    return !VAGUE.contains(tag)
        && !noun.name().contains(tag)
        && !NamedColour.words().contains(tag)
        && tag.matches("[a-z -]+");
  }

  static String withArticle(String thing) {
    boolean vowel = "aeiou".indexOf(thing.charAt(0)) >= 0;
    boolean you = thing.startsWith("uni") || thing.startsWith("ufo");
    return (vowel && !you ? "an " : "a ") + thing;
  }
}
