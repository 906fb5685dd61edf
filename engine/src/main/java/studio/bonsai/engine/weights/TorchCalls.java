// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import studio.bonsai.engine.weights.Pickled.Dict;
import studio.bonsai.engine.weights.Pickled.Global;
import studio.bonsai.engine.weights.Pickled.Opaque;
import studio.bonsai.engine.weights.Pickled.Sequence;
import studio.bonsai.engine.weights.Pickled.Storage;
import studio.bonsai.engine.weights.Pickled.Tensor;

/**
 * The only calls that a pickle may ask for, each done here and none by name: building tensors and
 * containers. A few more that appear beside weights (numpy scalars, devices) leave a placeholder.
 * Everything else, however harmless it may be, is refused, as {@code torch.load(weights_only=True)}
 * does.
 */
final class TorchCalls {
  private static final Set<String> PLACEHOLDERS =
      Set.of(
          "torch.device",
          "_codecs.encode",
          "numpy.dtype",
          "numpy.core.multiarray.scalar",
          "numpy.core.multiarray._reconstruct",
          "numpy._core.multiarray.scalar",
          "numpy._core.multiarray._reconstruct");

  private TorchCalls() {}

  /** What calling the global with these arguments gives. */
  static Object call(Object callable, Object arguments) throws IOException {
    if (!(callable instanceof Global global) || !(arguments instanceof Sequence sequence)) {
      throw new IOException("its pickle calls what is no function");
    }
    List<Object> args = sequence.items;
    String name = global.toString().replaceFirst("^__builtin__\\.", "builtins.");
    if (PLACEHOLDERS.contains(name)) {
      return new Opaque(name);
    }
    return switch (name) {
      case "torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2" ->
          tensor(args, storage(args).dtype());
      case "torch._utils._rebuild_tensor_v3" -> tensor(args, TorchTypes.named(get(args, 6)));
      case "torch._utils._rebuild_parameter" -> get(args, 0);
      case "torch.Size" -> sequence(get(args, 0));
      case "collections.OrderedDict", "builtins.dict" -> dict(args);
      case "collections.defaultdict", "collections.Counter" -> new Dict();
      case "builtins.set", "builtins.frozenset", "builtins.list", "builtins.tuple" ->
          args.isEmpty() ? new Sequence() : sequence(args.get(0));
      default -> throw new RefusedCall(global);
    };
  }

  /** Thrown for whatever is not on the list. */
  static final class RefusedCall extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedCall(Object callable) {
      super("it would run code of its own in Python: " + callable);
    }
  }

  private static Tensor tensor(List<Object> args, DataType dtype) throws IOException {
    Storage storage = storage(args);
    if (dtype == null) {
      throw new IOException("a tensor does not say its type");
    }
    List<Long> size = longs(get(args, 2));
    List<Long> stride = longs(get(args, 3));
    if (size.size() != stride.size() || !(get(args, 1) instanceof Long offset)) {
      throw new IOException("a tensor's shape is broken");
    }
    return new Tensor(storage, dtype, offset, size, stride);
  }

  private static Storage storage(List<Object> args) throws IOException {
    if (get(args, 0) instanceof Storage storage) {
      return storage;
    }
    throw new IOException("a tensor lacks its storage");
  }

  private static Dict dict(List<Object> args) throws IOException {
    Dict dict = new Dict();
    if (args.isEmpty()) {
      return dict;
    }
    if (args.get(0) instanceof Dict other) {
      dict.items.putAll(other.items);
      return dict;
    }
    for (Object pair : sequence(args.get(0)).items) {
      List<Object> both = sequence(pair).items;
      dict.items.put(get(both, 0), get(both, 1));
    }
    return dict;
  }

  private static Object get(List<Object> args, int index) throws IOException {
    if (index >= args.size()) {
      throw new IOException("its pickle calls with too few arguments");
    }
    return args.get(index);
  }

  private static Sequence sequence(Object value) throws IOException {
    if (value instanceof Sequence sequence) {
      return sequence;
    }
    throw new IOException("its pickle has no list where one belongs");
  }

  private static List<Long> longs(Object value) throws IOException {
    List<Object> items = sequence(value).items;
    if (items.size() > 64) {
      throw new IOException("a tensor has more than 64 dimensions");
    }
    List<Long> numbers = new ArrayList<>();
    for (Object item : items) {
      if (!(item instanceof Long number) || number < 0) {
        throw new IOException("a tensor's shape or stride is no number from 0");
      }
      numbers.add(number);
    }
    return numbers;
  }
}
