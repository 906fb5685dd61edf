// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;

/**
 * What takes the place of a component when a model is copied.
 *
 * @param config the component's {@code config.json}
 * @param weights opened when they are written, and closed then
 */
public record Replacement(ObjectNode config, Supplier<TensorFile> weights) {}
