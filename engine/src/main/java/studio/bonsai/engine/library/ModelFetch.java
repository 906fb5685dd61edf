// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.CatalogueModel;
import studio.bonsai.engine.DownloadProgress;
import studio.bonsai.engine.EngineException;
import studio.bonsai.engine.FileFailure;
import studio.bonsai.engine.PathLock;
import studio.bonsai.engine.Precision;
import studio.bonsai.engine.fetch.DiskSpace;
import studio.bonsai.engine.fetch.HttpFailure;
import studio.bonsai.engine.fetch.ResumableFile;

/**
 * A model of the catalogue on its way to the shelf: what the hub has of it, which of that is
 * needed, and the fetching. What came is kept when it breaks off; the model's folder appears only
 * when each file has the bytes that the hub tells and the whole can be read.
 */
public final class ModelFetch {
  private static final String BUSY =
      "Another program is installing the same; wait until it is done.";

  private static final long MEGA = 1_000_000;

  /** For what the file system itself needs. */
  private static final long SPARE = 50 * MEGA;

  private final CatalogueModel model;
  private final Precision precision;
  private final HubAccess access;
  private final HubListing listing;
  private final PartFolder part;

  private ModelFetch(
      CatalogueModel model,
      Precision precision,
      HubAccess access,
      HubListing listing,
      PartFolder part) {
    this.model = model;
    this.precision = precision;
    this.access = access;
    this.listing = listing;
    this.part = part;
  }

  /**
   * Asks the hub for names, sizes and checksums; fetches nothing.
   *
   * @param precision to prefer, if the hub has it
   * @throws EngineException when the model is not there or not for everybody, or nobody answers
   */
  public static ModelFetch ask(
      CatalogueModel model, Precision precision, HubAccess access, Path shelf, CancelToken cancel) {
    HubListing all = list(model.hubs(), access.hub(), cancel);
    HubListing needed = all.of(new FileChoice(precision).choose(all));
    return new ModelFetch(model, precision, access, needed, PartFolder.of(shelf, model.name()));
  }

  /** Asks where others keep a copy when the first hub does not have it any more. */
  private static HubListing list(List<String> hubs, Hub hub, CancelToken cancel) {
    EngineException first = null;
    for (String id : hubs) {
      try {
        return hub.list(id, cancel);
      } catch (EngineException e) {
        first = first == null ? e : first;
        if (!(e.getCause() instanceof HttpFailure refusal && Hub.isMissing(refusal))) {
          throw first;
        }
      }
    }
    throw first;
  }

  /** The address that it is fetched from. */
  public String source() {
    return access.server() + "/" + listing.hub();
  }

  public long bytes() {
    return listing.bytes();
  }

  /** Bytes that are there already. */
  public long present() {
    return part.present(listing.files());
  }

  /** What the weights of the U-Net are, by their file's name. */
  public Precision precision() {
    boolean half =
        listing.files().stream()
            .anyMatch(f -> f.folder().equals("unet") && f.name().contains(".fp16"));
    return half ? Precision.FLOAT16 : Precision.FLOAT32;
  }

  /** Whether weights come as pickles, of which only tensors are read. */
  public boolean hasPickles() {
    return listing.files().stream().anyMatch(f -> f.name().endsWith(".bin"));
  }

  /**
   * Fetches what is missing, checks all of it, and puts it onto the shelf.
   *
   * @param target must not exist
   * @param check complains of a folder that is no model
   * @throws EngineException when the disk is too small or full, the hub refuses or breaks off, or
   *     what came is damaged
   * @throws java.util.concurrent.CancellationException as soon as it is cancelled; what came stays
   */
  public Path install(
      Path target, Consumer<Path> check, Consumer<DownloadProgress> listener, CancelToken cancel) {
    try {
      PathLock lock = PathLock.take(part.folder().resolveSibling("lock"), BUSY);
      try {
        checkSpace(Files.getFileStore(part.folder().getParent()).getUsableSpace());
        part.write(precision, listing);
        fetchAll(new ProgressTeller(listener, bytes()), cancel);
        return finish(target, check);
      } finally {
        lock.close();
      }
    } catch (IOException e) {
      throw new EngineException(
          "Cannot write into " + part.folder() + ": " + FileFailure.reason(e), e);
    }
  }

  void checkSpace(long usable) {
    long needed = bytes() - present() + SPARE;
    DiskSpace.check(model.title(), part.folder().getParent().getParent(), needed, usable);
  }

  private void fetchAll(ProgressTeller teller, CancelToken cancel) {
    long before = 0;
    for (HubFile file : listing.files()) {
      cancel.throwIfCancelled();
      if (!part.has(file)) {
        fetch(file, before, teller, cancel);
      }
      before += file.size();
      teller.fetched(before);
    }
  }

  private void fetch(HubFile file, long before, ProgressTeller teller, CancelToken cancel) {
    ResumableFile coming =
        new ResumableFile(
            access.http(), access.hub().url(listing, file), part.part(file), file.size());
    try {
      coming.fetch(
          access.files(),
          new ResumableFile.Listener(n -> teller.fetched(before + n), teller::waiting),
          cancel);
    } catch (HttpFailure e) {
      throw access.hub().inWords(listing.hub(), e);
    }
    teller.checking();
    keep(file, coming, cancel);
  }

  /** Gives a file its own name once its bytes are right. */
  private void keep(HubFile file, ResumableFile coming, CancelToken cancel) {
    try {
      if (file.size() == 0 && !Files.exists(coming.part())) {
        Files.createFile(coming.part());
      }
      if (!file.checksum().matches(coming.part(), cancel)) {
        coming.discard();
        throw new EngineException(
            file.path()
                + " came damaged: its checksum is not the hub's. Try again; if it stays so, choose"
                + " another server in the settings.");
      }
      Files.move(coming.part(), part.whole(file), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new EngineException(
          "Cannot write " + part.whole(file) + ": " + FileFailure.reason(e), e);
    }
  }

  private Path finish(Path target, Consumer<Path> check) throws IOException {
    part.keepOnly(listing.files());
    ModelPapers.write(part.folder(), listing, model.licence());
    try {
      check.accept(part.folder());
    } catch (EngineException e) {
      part.delete();
      throw new EngineException(
          model.title() + " came as the hub has it, but cannot be used: " + e.getMessage(), e);
    }
    return Files.move(part.folder(), target, StandardCopyOption.ATOMIC_MOVE);
  }
}
