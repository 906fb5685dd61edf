// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.kernels;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;

/** A compiled family; its methods are called by name. Holds its model, lest it be finalised. */
public final class Kernel implements AutoCloseable {
  private final Model model;
  private final NDManager manager;
  private final PtSymbolBlock block;

  Kernel(Model model, NDManager manager) {
    this.model = model;
    this.manager = manager;
    this.block = (PtSymbolBlock) model.getBlock();
  }

  /**
   * Calls a method that returns one tensor. Inside a gradient collector the call is recorded and
   * arguments must be arrays or lists of arrays; outside, numbers are welcome too.
   *
   * @param arguments NDArray, List of NDArray, Long, Double, Boolean, long[] or {@link Opaque}
   * @return the result, owned by the manager of the first array among the arguments
   */
  public NDArray call(String method, Object... arguments) {
    return callMany(method, arguments).singletonOrThrow();
  }

  /** Calls a method that returns one tensor, a tuple or a list of them. */
  public NDList callMany(String method, Object... arguments) {
    return JniUtils.isGradMode() || Recording.isOpen()
        ? recorded(method, arguments)
        : inference(method, resultManager(arguments), arguments);
  }

  /**
   * Calls a method that returns one tensor, outside of whatever is being recorded; may change its
   * arguments in place. What it returns cannot be recorded: {@code duplicate} it for that.
   */
  public NDArray compute(String method, Object... arguments) {
    return inference(method, resultManager(arguments), arguments).singletonOrThrow();
  }

  /** Calls a method whose result is no tensor (a random generator, packed weights). */
  public Opaque callOpaque(String method, Object... arguments) {
    IValue[] values = toValues(arguments);
    try {
      return new Opaque(IValueUtils.runMethod(block, method, values));
    } finally {
      closeTemporary(values, arguments);
    }
  }

  private NDList inference(String method, NDManager owner, Object... arguments) {
    IValue[] values = toValues(arguments);
    try (IValue result = IValueUtils.runMethod(block, method, values)) {
      return result.toNDList((PtNDManager) owner);
    } finally {
      closeTemporary(values, arguments);
    }
  }

  /** The names tell DJL which arrays form a list and which method is meant. */
  private NDList recorded(String method, Object... arguments) {
    NDList inputs = new NDList();
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] instanceof NDArray array) {
        array.setName(null);
        inputs.add(array);
      } else if (arguments[i] instanceof List<?> list) {
        for (Object element : list) {
          NDArray array = (NDArray) element;
          array.setName("p" + i + "[]");
          inputs.add(array);
        }
      } else {
        throw new IllegalArgumentException(
            "argument " + i + " of " + method + " cannot be recorded: only tensors can");
      }
    }
    try (NDArray name = inputs.get(0).getManager().create(0f)) {
      name.setName("module_method:" + method);
      inputs.add(name);
      return IValueUtils.forward(block, inputs, true);
    }
  }

  private NDManager resultManager(Object... arguments) {
    for (Object argument : arguments) {
      if (argument instanceof NDArray array) {
        return array.getManager();
      }
    }
    return manager;
  }

  private static IValue[] toValues(Object... arguments) {
    IValue[] values = new IValue[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      values[i] = toValue(arguments[i]);
    }
    return values;
  }

  private static IValue toValue(Object argument) {
    if (argument instanceof NDArray array) {
      return IValue.from((PtNDArray) array);
    }
    if (argument instanceof List<?> list) {
      return IValue.listFrom(list.toArray(PtNDArray[]::new));
    }
    if (argument instanceof Opaque opaque) {
      return opaque.value();
    }
    if (argument instanceof long[] numbers) {
      return IValue.listFrom(numbers);
    }
    if (argument instanceof Long number) {
      return IValue.from(number.longValue());
    }
    if (argument instanceof Double number) {
      return IValue.from(number.doubleValue());
    }
    if (argument instanceof Boolean flag) {
      return IValue.from(flag.booleanValue());
    }
    throw new IllegalArgumentException("a kernel takes no " + argument.getClass().getSimpleName());
  }

  private static void closeTemporary(IValue[] values, Object... arguments) {
    for (int i = 0; i < values.length; i++) {
      if (!(arguments[i] instanceof Opaque)) {
        values[i].close();
      }
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
