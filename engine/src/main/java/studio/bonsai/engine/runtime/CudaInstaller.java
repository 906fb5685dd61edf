// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.runtime;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;
import studio.bonsai.engine.PathLock;
import studio.bonsai.engine.fetch.DiskSpace;
import studio.bonsai.engine.fetch.Http;
import studio.bonsai.engine.fetch.Patience;
import studio.bonsai.engine.fetch.ResumableFile;

/**
 * Fetches a libtorch for CUDA into the user's data folder. What was fetched is kept when the
 * connection breaks, each file is verified by gzip's checksum, and the folder appears under its
 * name only when it is complete.
 */
public final class CudaInstaller {
  private static final String BUSY =
      "Another program is installing the same; wait until it is done.";

  private static final int BUFFER = 1 << 18;

  private final Surroundings surroundings;
  private final Http http;
  private final Patience patience;
  private final Path target;
  private final Path partial;

  public CudaInstaller(Surroundings surroundings) {
    this(surroundings, Patience.ofDownloads());
  }

  CudaInstaller(Surroundings surroundings, Patience patience) {
    this.surroundings = surroundings;
    this.patience = patience;
    http = surroundings.http();
    target = LibraryPlaces.installed(surroundings);
    partial = target.resolveSibling(target.getFileName() + ".partial");
  }

  /**
   * Fetches what is still missing, and unpacks it.
   *
   * @param progress hears how many bytes of the offer are there
   * @return the libtorch, ready for use after the next start
   * @throws EngineException when the disk is too small or full, the connection breaks, or what came
   *     is damaged
   * @throws java.util.concurrent.CancellationException between two blocks; the next call goes on
   */
  public TorchLibrary install(CudaOffer offer, LongConsumer progress, CancelToken cancel) {
    if (Files.isDirectory(target)) {
      return TorchLibrary.read(target, surroundings.system());
    }
    try {
      Files.createDirectories(partial);
      PathLock lock = PathLock.take(target.resolveSibling("install.lock"), BUSY);
      try {
        checkSpace(offer, Files.getFileStore(partial).getUsableSpace());
        fetchAll(offer, progress, cancel);
        return finish(offer);
      } finally {
        lock.close();
      }
    } catch (IOException e) {
      throw new EngineException("Cannot install into " + partial + ": " + FileFailure.reason(e), e);
    }
  }

  /**
   * @param usable bytes free on the disk
   */
  void checkSpace(CudaOffer offer, long usable) throws IOException {
    long present = size(partial);
    // The largest file lies there twice for a moment, packed and unpacked.
    long largest = offer.files().stream().mapToLong(RemoteFile::compressed).max().orElse(0);
    long needed = offer.unpacked() + largest - present;
    DiskSpace.check("The installation", partial.getParent(), needed, usable);
  }

  private static long size(Path folder) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  private void fetchAll(CudaOffer offer, LongConsumer progress, CancelToken cancel)
      throws IOException {
    long before = 0;
    for (RemoteFile file : offer.files()) {
      cancel.throwIfCancelled();
      if (!Files.exists(partial.resolve(file.name()))) {
        long begin = before;
        fetch(file, n -> progress.accept(begin + n), cancel);
        unpack(file, cancel);
      }
      before += file.compressed();
      progress.accept(before);
    }
  }

  /** Goes on where the last attempt stopped. */
  private void fetch(RemoteFile file, LongConsumer progress, CancelToken cancel) {
    Path part = partial.resolve(file.partName());
    new ResumableFile(http, URI.create(file.url()), part, file.compressed())
        .fetch(patience, new ResumableFile.Listener(progress, wait -> {}), cancel);
  }

  /** A full disk must not look like a broken connection. */
  private static void write(OutputStream out, byte[] buffer, int count, Path file) {
    try {
      out.write(buffer, 0, count);
    } catch (IOException e) {
      throw new EngineException("Cannot write " + file + ": " + FileFailure.reason(e), e);
    }
  }

  /** Reading to the end makes gzip compare its checksum and size. */
  private void unpack(RemoteFile file, CancelToken cancel) throws IOException {
    Path part = partial.resolve(file.partName());
    Path beside = partial.resolve(file.name() + ".unpacking");
    try (InputStream in =
            new GZIPInputStream(new BufferedInputStream(Files.newInputStream(part)), BUFFER);
        OutputStream out = Files.newOutputStream(beside)) {
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        cancel.throwIfCancelled();
        write(out, buffer, n, beside);
      }
    } catch (ZipException | EOFException e) {
      Files.deleteIfExists(beside);
      Files.delete(part);
      throw new EngineException(
          file.url() + " came damaged (" + e.getMessage() + "). Run the command again.", e);
    }
    Files.move(beside, partial.resolve(file.name()), StandardCopyOption.REPLACE_EXISTING);
    Files.delete(part);
  }

  private TorchLibrary finish(CudaOffer offer) throws IOException {
    removeStrangers(offer);
    Files.writeString(partial.resolve("build-version"), TorchLibrary.VERSION + "+cu128\n");
    TorchLibrary.read(partial, surroundings.system());
    Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    return TorchLibrary.read(target, surroundings.system());
  }

  /** What earlier attempts at another version of the files left behind. */
  private void removeStrangers(CudaOffer offer) throws IOException {
    List<String> wanted = offer.files().stream().map(RemoteFile::name).toList();
    try (Stream<Path> files = Files.list(partial)) {
      for (Path file : files.toList()) {
        if (!wanted.contains(file.getFileName().toString())) {
          Files.delete(file);
        }
      }
    }
  }
}
