// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.net.URI;

/**
 * The terms under which a model may be used.
 *
 * @param id as hubs call it, such as creativeml-openrail-m
 * @param name as people call it
 * @param page where it can be read
 * @param text in full
 */
public record ModelLicence(String id, String name, URI page, String text) {}
