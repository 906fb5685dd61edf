// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.kernels;

import ai.djl.Model;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import studio.bonsai.engine.EngineException;

/**
 * The compiled kernel families of one device. A family is a resource {@code NAME.py} that defines a
 * TorchScript class {@code Kernel}; its attributes (group count, epsilon...) are constants given at
 * load, so that a layer's call carries tensors alone. Functions of {@code common.py} are within
 * every family's reach as {@code __torch__.common.NAME}.
 */
public final class Kernels implements AutoCloseable {
  private static final String CLASS = "Kernel";

  /** Sources that every family may call, besides what oneDNN offers. */
  private static final List<String> SHARED = List.of("common", "winograd");

  private final NDManager manager;
  private final WeightLayout layout;
  private final Map<String, Kernel> loaded = new HashMap<>();

  /** Layers use their weights as they are stored. */
  public Kernels(NDManager manager) {
    this(manager, WeightLayout.AS_STORED);
  }

  /**
   * @param manager decides the device; kernels close with it, if not before
   * @param layout how layers keep their weights; on a GPU always as they are stored
   */
  public Kernels(NDManager manager, WeightLayout layout) {
    this.manager = manager.newSubManager();
    this.manager.attachInternal("kernels", this::closeLoaded);
    this.layout = manager.getDevice().isGpu() ? WeightLayout.AS_STORED : layout;
  }

  public WeightLayout layout() {
    return layout;
  }

  /** Whether calls are being recorded for gradients at this moment. */
  public static boolean isRecording() {
    return JniUtils.isGradMode();
  }

  /** A family without constants. */
  public Kernel load(String family) {
    return load(family, Map.of());
  }

  /**
   * Compiles a family, or returns the one already compiled with the same constants.
   *
   * @param constants attribute name to a Long, Double or Boolean, as the source declares them
   */
  public synchronized Kernel load(String family, Map<String, Object> constants) {
    Map<String, Object> sorted = new TreeMap<>(constants);
    return loaded.computeIfAbsent(family + sorted, key -> compile(family, sorted));
  }

  private Kernel compile(String family, Map<String, Object> constants) {
    Map<String, String> sources = new HashMap<>();
    sources.put("__torch__.py", source(family));
    SHARED.forEach(name -> sources.put("__torch__/" + name + ".py", source(name)));
    sources.put("__torch__/onednn.py", source(OneDnn.source()));
    byte[] archive = TorchScriptArchive.write(CLASS, sources, constants);
    Model model = Model.newInstance(family, manager.getDevice(), "PyTorch");
    try {
      model.load(new ByteArrayInputStream(archive));
      return new Kernel(model, manager);
    } catch (Exception e) {
      model.close();
      throw new EngineException("The kernel " + family + " does not compile: " + e.getMessage(), e);
    }
  }

  static String source(String family) {
    String name = family + ".py";
    try (InputStream in = Kernels.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no kernel source " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new EngineException("The kernel source " + name + " cannot be read.", e);
    }
  }

  private synchronized void closeLoaded() {
    loaded.values().forEach(Kernel::close);
    loaded.clear();
  }

  @Override
  public void close() {
    manager.close();
  }
}
