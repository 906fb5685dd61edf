// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data.emoji;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;
import studio.bonsai.engine.Pixels;
import studio.bonsai.engine.picture.PictureDecoder;
import studio.bonsai.engine.picture.PngFile;
import studio.bonsai.engine.picture.Resampling;

/**
 * Writes the embedded models' data: two captioned folders, {@code train} and {@code held-out}. In
 * the first, things that have one colour are painted in others, so that colour is learned apart
 * from form; the pairs in the second are never shown. A row stands as often as it is to be seen.
 */
public final class EmojiDataset {
  /** Rows of a noun; nouns that are asked for more have twice as many. */
  private static final int ROWS = 16;

  private static final double ORIGINALS = 0.6;
  private static final int POPULAR = 64;
  private static final int HELD_OUT_OF = 12;
  private static final long SEED = 1234;

  /** Pairs that make good pictures to show that it combines what it learned. */
  private static final Set<String> HELD_OUT =
      Set.of(
          "blue apple",
          "green car",
          "pink rabbit",
          "purple strawberry",
          "blue mushroom",
          "pink elephant",
          "green heart",
          "purple banana",
          "red frog",
          "blue house",
          "orange fish",
          "green dog",
          "purple cat");

  /**
   * @param size of a picture's side
   * @param nouns how many, the most asked for first
   */
  public record Plan(int size, int nouns) {
    public Plan {
      if (size < 16 || size > 256) {
        throw new IllegalArgumentException("pictures have 16 to 256 pixels a side, got " + size);
      }
      if (nouns < 1 || nouns > Noun.all().size()) {
        throw new IllegalArgumentException(
            "there are 1 to " + Noun.all().size() + " nouns, asked for " + nouns);
      }
    }

    /** All nouns. */
    public static Plan ofSize(int size) {
      return new Plan(size, Noun.all().size());
    }
  }

  /**
   * @param nouns that are drawn
   * @param paintable nouns of them that were painted in other colours
   * @param pictures to learn from, each once
   * @param rows of the table, some pictures in many
   * @param heldOut pictures that are kept from learning
   */
  public record Made(int nouns, int paintable, int pictures, int rows, int heldOut) {}

  private final Path out;
  private final Plan plan;
  private final EmojiPackages packages;
  private final StringBuilder train = new StringBuilder();
  private final StringBuilder heldOut = new StringBuilder();
  private int paintable;
  private int pictures;
  private int rows;
  private int kept;

  private EmojiDataset(Path out, Plan plan, EmojiPackages packages) {
    this.out = out;
    this.plan = plan;
    this.packages = packages;
  }

  /**
   * @param packages folder with the archives of npm
   * @param out a folder that does not exist yet or is empty
   */
  public static Made make(Path packages, Path out, Plan plan, CancelToken cancel) {
    EmojiDataset dataset = new EmojiDataset(out, plan, EmojiPackages.read(packages));
    try {
      return dataset.make(cancel);
    } catch (IOException e) {
      throw new EngineException("Cannot write into " + out + ": " + FileFailure.reason(e), e);
    }
  }

  private Made make(CancelToken cancel) throws IOException {
    Files.createDirectories(out);
    try (Stream<Path> there = Files.list(out)) {
      if (there.findAny().isPresent()) {
        throw new EngineException(out + " is not empty; name a new folder.");
      }
    }
    Files.createDirectories(out.resolve("train"));
    Files.createDirectories(out.resolve("held-out"));
    List<Noun> nouns = Noun.all().subList(0, plan.nouns());
    for (int i = 0; i < nouns.size(); i++) {
      cancel.throwIfCancelled();
      draw(nouns.get(i), i < POPULAR ? 2 * ROWS : ROWS);
    }
    Files.writeString(out.resolve("LICENCES.txt"), new Licences(packages).text());
    Files.writeString(out.resolve("held-out/metadata.jsonl"), heldOut);
    // Last: a folder that was cut has no table of what to learn.
    Files.writeString(out.resolve("train/metadata.jsonl"), train);
    return new Made(nouns.size(), paintable, pictures, rows, kept);
  }

  private void draw(Noun noun, int wanted) throws IOException {
    Pixels large = PictureDecoder.decode(noun.name(), packages.picture(noun), plan.size()).pixels();
    Recolouring recolouring = new Recolouring(large);
    Optional<NamedColour> own = recolouring.ownColour();
    int painted = 0;
    if (recolouring.isPossible()) {
      paintable++;
      for (NamedColour colour : NamedColour.PAINTS) {
        if (own.filter(colour::equals).isEmpty()) {
          painted += paint(noun, colour, recolouring, wanted) ? 1 : 0;
        }
      }
    }
    int shares = painted == 0 ? wanted : (int) Math.round(ORIGINALS * wanted);
    write("train", file(noun, "own"), large);
    pictures++;
    addRows(train, noun, file(noun, "own"), own, false, shares);
  }

  /** Whether it is to be learned from. */
  private boolean paint(Noun noun, NamedColour colour, Recolouring recolouring, int wanted)
      throws IOException {
    Pixels painted = recolouring.paint(colour);
    String file = file(noun, colour.word());
    if (isHeldOut(noun, colour)) {
      write("held-out", file, painted);
      heldOut.append(row(noun, file, Optional.of(colour), true, kept++));
      return false;
    }
    write("train", file, painted);
    pictures++;
    int colours = NamedColour.PAINTS.size() - 1;
    int shares = (int) Math.max(1, Math.round((1 - ORIGINALS) * wanted / colours));
    addRows(train, noun, file, Optional.of(colour), true, shares);
    return true;
  }

  private static boolean isHeldOut(Noun noun, NamedColour colour) {
    String pair = colour.word() + " " + noun.name();
    return HELD_OUT.contains(pair) || new Random(pair.hashCode()).nextInt(HELD_OUT_OF) == 0;
  }

  private static String file(Noun noun, String colour) {
    return noun.name().replace(' ', '_') + "-" + colour + ".png";
  }

  private void write(String folder, String file, Pixels large) throws IOException {
    Pixels scaled = Resampling.LANCZOS.resize(large, plan.size(), plan.size());
    Files.write(out.resolve(folder).resolve(file), PngFile.encode(scaled, Map.of()));
  }

  private void addRows(
      StringBuilder table,
      Noun noun,
      String file,
      Optional<NamedColour> colour,
      boolean painted,
      int count) {
    for (int i = 0; i < count; i++) {
      table.append(row(noun, file, colour, painted, i));
      rows++;
    }
  }

  private String row(
      Noun noun, String file, Optional<NamedColour> colour, boolean painted, int number) {
    ObjectNode row = new ObjectMapper().createObjectNode();
    row.put("file_name", file);
    Random random = new Random(SEED + 31L * file.hashCode() + number);
    EmojiCaptions.of(noun, colour, painted, packages.tags(noun), random)
        .forEach(row.withArray("text")::add);
    row.put("noun", noun.name());
    row.put("colour", colour.map(NamedColour::word).orElse(""));
    row.put("painted", painted);
    row.put("emoji", packages.officialName(noun));
    return row + "\n";
  }
}
