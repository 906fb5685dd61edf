// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.unet;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.unet.UNetConfig.Variant;

class UNetConfigJsonTest {
  private final ObjectNode json = UNetConfigJson.write(UNetConfig.v1(Variant.TINY));

  @Test
  void namesEveryUnknownSettingAtOnce() {
    json.put("act_fn", "gelu").put("class_embed_type", "timestep").put("mid_block_type", "Other");
    String message = refusal();
    assertTrue(message.contains("act_fn"), message);
    assertTrue(message.contains("class_embed_type"), message);
    assertTrue(message.contains("mid_block_type"), message);
    assertTrue(message.contains("unet/config.json"), message);
  }

  @Test
  void refusesAWrongType() {
    json.put("in_channels", "four");
    assertTrue(refusal().contains("in_channels"));
  }

  @Test
  void refusesListsOfDifferentLengths() {
    json.putArray("block_out_channels").add(320);
    assertTrue(refusal().contains("block_out_channels"));
  }

  @Test
  void refusesChannelsThatTheGroupsDoNotDivide() {
    json.put("norm_num_groups", 7);
    assertTrue(refusal().contains("7 groups"));
  }

  private String refusal() {
    return assertThrows(EngineException.class, () -> UNetConfigJson.read(json, "unet/config.json"))
        .getMessage();
  }
}
