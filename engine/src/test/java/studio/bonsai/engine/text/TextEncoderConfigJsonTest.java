// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.bonsai.engine.EngineException;

class TextEncoderConfigJsonTest {
  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsReadBack() {
    for (TextEncoderConfig config :
        new TextEncoderConfig[] {
          TextEncoderConfig.clipVitL14(), TextEncoderConfig.openClipVitH14()
        }) {
      assertEquals(config, TextEncoderConfigJson.read(TextEncoderConfigJson.write(config), "f"));
    }
  }

  @Test
  void anotherArchitectureIsRefused() {
    ObjectNode json = TextEncoderConfigJson.write(TextEncoderConfig.clipVitL14());
    json.putArray("architectures").add("T5EncoderModel");
    assertRefused(json, "T5EncoderModel");
  }

  @Test
  void aConfigWithoutArchitectureIsRefused() {
    ObjectNode json = TextEncoderConfigJson.write(TextEncoderConfig.clipVitL14());
    json.remove("architectures");
    assertEquals(TextEncoderConfig.clipVitL14(), TextEncoderConfigJson.read(json, "config.json"));
    json.remove("model_type");
    assertRefused(json, "architectures");
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    ObjectNode json = TextEncoderConfigJson.write(TextEncoderConfig.clipVitL14());
    json.put("hidden_act", "relu").put("hidden_size", "wide").remove("layer_norm_eps");
    assertRefused(json, "relu", "hidden_size", "\"wide\"", "layer_norm_eps", "nothing");
  }

  @Test
  void aWidthThatTheHeadsDoNotShareIsRefused() {
    ObjectNode json = TextEncoderConfigJson.write(TextEncoderConfig.clipVitL14());
    json.put("num_attention_heads", 7);
    assertRefused(json, "768", "7");
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    ObjectNode json = TextEncoderConfigJson.write(TextEncoderConfig.clipVitL14());
    json.put("num_hidden_layers", -1).put("num_attention_heads", 0).put("layer_norm_eps", -1.0);
    json.put("max_position_embeddings", 2);
    assertRefused(
        json,
        "num_hidden_layers",
        "num_attention_heads",
        "layer_norm_eps",
        "max_position_embeddings");
  }

  @Test
  void aBrokenFileIsNamed() throws IOException {
    Path file = folder.resolve("config.json");
    for (String content : new String[] {"{", "[]", "", "{\"hidden_size\":1e99}"}) {
      Files.writeString(file, content);
      EngineException error =
          assertThrows(EngineException.class, () -> TextEncoderConfigJson.read(file), content);
      assertTrue(error.getMessage().contains("config.json"), error.getMessage());
    }
  }

  private static void assertRefused(ObjectNode json, String... words) {
    EngineException error =
        assertThrows(EngineException.class, () -> TextEncoderConfigJson.read(json, "config.json"));
    for (String word : words) {
      assertTrue(error.getMessage().contains(word), error.getMessage());
    }
  }
}
