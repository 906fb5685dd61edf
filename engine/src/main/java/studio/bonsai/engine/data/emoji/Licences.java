// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.data.emoji;

import java.util.Map;
import java.util.TreeMap;

/** Whose work the data is made of. */
final class Licences {
  private static final String PICTURES_NOTICE =
      """
      The pictures are Microsoft's Fluent Emoji (https://github.com/microsoft/fluentui-emoji), as
      the npm package @lobehub/fluent-emoji-3d 1.1.0 (MIT, LobeHub) distributes them. That package
      carries no licence text; Microsoft's is:

      MIT License

      Copyright (c) Microsoft Corporation.

      Permission is hereby granted, free of charge, to any person obtaining a copy
      of this software and associated documentation files (the "Software"), to deal
      in the Software without restriction, including without limitation the rights
      to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
      copies of the Software, and to permit persons to whom the Software is
      furnished to do so, subject to the following conditions:

      The above copyright notice and this permission notice shall be included in all
      copies or substantial portions of the Software.

      THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
      IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
      FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
      AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
      LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
      OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
      SOFTWARE
      """;

  private final EmojiPackages packages;

  Licences(EmojiPackages packages) {
    this.packages = packages;
  }

  String text() {
    StringBuilder text = new StringBuilder(PICTURES_NOTICE);
    Map<String, String> sorted = new TreeMap<>(packages.licences());
    sorted.forEach(
        (archive, licence) ->
            text.append("\n----\n\nWords are of the npm package ")
                .append(archive.replace(".tgz", ""))
                .append(":\n\n")
                .append(licence.strip())
                .append("\n"));
    return text.toString();
  }
}
