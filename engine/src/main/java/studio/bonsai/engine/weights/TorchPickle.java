// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;
import studio.bonsai.engine.weights.Pickled.Dict;
import studio.bonsai.engine.weights.Pickled.Sequence;
import studio.bonsai.engine.weights.Pickled.Storage;
import studio.bonsai.engine.weights.Pickled.Tensor;

/**
 * What {@code torch.save} wrote ({@code .ckpt}, {@code .bin}, {@code .pth}): ZIP archives and the
 * streams of PyTorch before 1.6. Nothing in them is executed; tensors are mapped. A dictionary
 * under {@code state_dict} is taken for the whole.
 */
public final class TorchPickle implements TensorFile {
  private static final long LARGEST_PICKLE = 128L << 20;
  private static final int DEEPEST_NESTING = 8;

  /** torch/serialization.py: the first object of the old streams. */
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);

  private static final long STREAM_PROTOCOL = 1001;

  /** Finds the bytes of a storage. */
  private interface Storages {
    StoredZip.Entry find(Storage storage) throws IOException;
  }

  private final Path file;
  private final FileChannel channel;
  private final Map<String, StridedView> tensors = new LinkedHashMap<>();
  private final Map<String, TensorInfo> entries = new LinkedHashMap<>();

  private TorchPickle(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Reads the names and places of the tensors.
   *
   * @throws EngineException when the file is damaged, holds no tensors, or would run code in Python
   */
  public static TorchPickle open(Path file) {
    try {
      return opened(file);
    } catch (TorchCalls.RefusedCall e) {
      throw new EngineException(
          file + " is refused: " + e.getMessage() + ". Use the model's safetensors file.", e);
    } catch (FileSystemException e) {
      throw new EngineException("Cannot read " + file + ": " + FileFailure.reason(e), e);
    } catch (IOException e) {
      throw new EngineException(
          file + " is not a whole PyTorch checkpoint: " + e.getMessage() + ". Download it again.",
          e);
    }
  }

  private static TorchPickle opened(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file);
    try {
      TorchPickle opened = new TorchPickle(file, channel);
      opened.readTables();
      return opened;
    } catch (IOException | RuntimeException e) {
      Closing.quietly(channel);
      throw e;
    }
  }

  private void readTables() throws IOException {
    if (channel.size() > 4 && ByteSource.read(channel, 0, 2).getShort(0) == 0x4b50) {
      readArchive();
    } else {
      readStream();
    }
    if (tensors.isEmpty()) {
      throw new IOException("it holds no tensors");
    }
  }

  private void readArchive() throws IOException {
    Map<String, StoredZip.Entry> zip = StoredZip.entries(channel);
    String root = root(zip);
    if (zip.containsKey(root + "constants.pkl")) {
      throw new IOException("it is a TorchScript program, not weights");
    }
    if (zip.containsKey(root + "byteorder")) {
      StoredZip.Entry order = zip.get(root + "byteorder");
      if (order.length() > 0 && ByteSource.read(channel, order.begin(), 1).get() == 'b') {
        throw new IOException("its numbers are big-endian");
      }
    }
    StoredZip.Entry pickle = zip.get(root + "data.pkl");
    if (pickle.length() > LARGEST_PICKLE) {
      throw new IOException("its table of names is larger than 128 MiB");
    }
    Object object =
        PickleReader.read(
            new ByteSource(channel, pickle.begin(), pickle.begin() + pickle.length()),
            new HashMap<>());
    collect(object, storage -> checked(storage, zip.get(root + "data/" + storage.key())));
  }

  private static String root(Map<String, StoredZip.Entry> zip) throws IOException {
    for (String name : zip.keySet()) {
      if (name.endsWith("/data.pkl") && name.indexOf('/') == name.lastIndexOf('/')) {
        return name.substring(0, name.indexOf('/') + 1);
      }
    }
    throw new IOException("it is a ZIP archive without data.pkl");
  }

  private static StoredZip.Entry checked(Storage storage, StoredZip.Entry entry)
      throws IOException {
    int width = storage.dtype() == null ? 1 : storage.dtype().getNumOfBytes();
    if (entry == null
        || entry.length() / width != storage.elements()
        || entry.length() % width != 0) {
      throw new IOException("storage " + storage.key() + " is missing or of another length");
    }
    return entry;
  }

  private void readStream() throws IOException {
    ByteSource in = new ByteSource(channel, 0, channel.size());
    Map<String, Storage> storages = new HashMap<>();
    if (!MAGIC.equals(PickleReader.read(in, storages))) {
      throw new IOException("it is a pickle, but not of PyTorch");
    }
    if (!Long.valueOf(STREAM_PROTOCOL).equals(PickleReader.read(in, storages))) {
      throw new IOException("its version is unknown");
    }
    if (PickleReader.read(in, storages) instanceof Dict system
        && Boolean.FALSE.equals(system.items.get("little_endian"))) {
      throw new IOException("its numbers are big-endian");
    }
    Object object = PickleReader.read(in, storages);
    if (!(PickleReader.read(in, storages) instanceof Sequence keys)) {
      throw new IOException("its list of storages is missing");
    }
    Map<String, StoredZip.Entry> places = places(keys.items, storages, in.position());
    collect(object, storage -> checked(storage, places.get(storage.key())));
  }

  /** After the pickles the storages follow each other, each behind its count of numbers. */
  private Map<String, StoredZip.Entry> places(
      List<Object> keys, Map<String, Storage> storages, long begin) throws IOException {
    Map<String, StoredZip.Entry> places = new HashMap<>();
    long at = begin;
    for (Object key : keys) {
      Storage storage = storages.get(key);
      if (storage == null || at > channel.size() - Long.BYTES) {
        throw new IOException("storage " + key + " is missing");
      }
      long elements = ByteSource.read(channel, at, Long.BYTES).getLong();
      int width = storage.dtype() == null ? 1 : storage.dtype().getNumOfBytes();
      long room = channel.size() - at - Long.BYTES;
      if (elements != storage.elements() || elements > room / width) {
        throw new IOException("storage " + key + " is of another length than promised");
      }
      places.put(storage.key(), new StoredZip.Entry(at + Long.BYTES, elements * width));
      at += Long.BYTES + elements * width;
    }
    return places;
  }

  private void collect(Object object, Storages storages) throws IOException {
    for (Map.Entry<Object, Object> item : weights(object).items.entrySet()) {
      if (item.getKey() instanceof String name && item.getValue() instanceof Tensor tensor) {
        TensorInfo info = new TensorInfo(tensor.dtype(), new Shape(tensor.size()));
        tensors.put(name, StridedView.of(tensor, info, storages.find(tensor.storage())));
        entries.put(name, info);
      }
    }
  }

  private static Dict weights(Object object) throws IOException {
    Object found = object;
    for (int depth = 0; depth < DEEPEST_NESTING; depth++) {
      if (!(found instanceof Dict dict)) {
        throw new IOException("it holds no dictionary of tensors");
      }
      if (!(dict.items.get("state_dict") instanceof Dict inner)) {
        return dict;
      }
      found = inner;
    }
    throw new IOException("it nests state_dict in state_dict");
  }

  @Override
  public Path path() {
    return file;
  }

  @Override
  public Map<String, TensorInfo> entries() {
    return Collections.unmodifiableMap(entries);
  }

  @Override
  public NDArray read(NDManager manager, String name) {
    StridedView view = tensors.get(name);
    if (view == null) {
      throw new EngineException("No tensor " + name + " in " + file + ".");
    }
    try {
      return view.read(manager, channel);
    } catch (IOException e) {
      throw new EngineException(
          "Cannot read tensor " + name + " of " + file + ": " + FileFailure.reason(e), e);
    }
  }

  @Override
  public void close() {
    Closing.quietly(channel);
  }
}
