// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.library;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import studio.bonsai.engine.AtomicFile;
import studio.bonsai.engine.DownloadSettings;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;

/**
 * What the user decided about downloads, for the studio and the command line alike.
 *
 * @param agreed licences, by id
 */
public record DownloadChoices(DownloadSettings settings, Set<String> agreed) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String HUB = "hub";
  private static final String PROXY = "proxy";
  private static final String AGREED = "agreed";

  public DownloadChoices {
    agreed = Set.copyOf(agreed);
  }

  /** What was saved, or the usual. */
  public static DownloadChoices load(Path file) {
    if (!Files.exists(file)) {
      return new DownloadChoices(DownloadSettings.usual(), Set.of());
    }
    try {
      JsonNode root = MAPPER.readTree(Files.readString(file));
      Set<String> agreed = new TreeSet<>();
      root.path(AGREED).forEach(id -> agreed.add(id.asText()));
      return new DownloadChoices(
          DownloadSettings.parse(root.path(HUB).asText(""), root.path(PROXY).asText("")), agreed);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new EngineException(file + " is damaged; delete it to begin with the usual.", e);
    } catch (IOException e) {
      throw new EngineException("Cannot read " + file + ": " + FileFailure.reason(e), e);
    }
  }

  /** Keeps all of it; nothing stands for the usual. */
  public void save(Path file) {
    ObjectNode root = MAPPER.createObjectNode();
    if (!settings.hub().equals(DownloadSettings.USUAL_HUB)) {
      root.put(HUB, settings.hub().toString());
    }
    settings.proxy().ifPresent(proxy -> root.put(PROXY, proxy));
    new TreeSet<>(agreed).forEach(root.withArray(AGREED)::add);
    byte[] bytes = (root.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file, bytes);
  }

  public DownloadChoices with(DownloadSettings other) {
    return new DownloadChoices(other, agreed);
  }

  public DownloadChoices agreeing(String licence) {
    Set<String> more = new TreeSet<>(agreed);
    more.add(licence);
    return new DownloadChoices(settings, more);
  }
}
