// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import studio.bonsai.engine.fetch.Proxies;
import studio.bonsai.engine.library.BegunDownloads;
import studio.bonsai.engine.library.Catalogue;
import studio.bonsai.engine.library.DownloadChoices;
import studio.bonsai.engine.library.HubAccess;
import studio.bonsai.engine.library.ModelFetch;
import studio.bonsai.engine.library.TokenFile;

/**
 * The models that can be fetched, and all that the user decided about fetching: server, proxy,
 * token, and the licences that were agreed to.
 */
public final class ModelCatalogue {
  /** Hugging Face's own names for these, which its tools use too. */
  private static final String TOKEN_VARIABLE = "HF_TOKEN";

  private static final String HUB_VARIABLE = "HF_ENDPOINT";

  private final ModelShelf shelf;
  private final Path choices;
  private final TokenFile token;
  private final UnaryOperator<String> environment;
  private final List<CatalogueModel> models = Catalogue.read();

  /**
   * A download that waits to be gone on with.
   *
   * @param precision that was asked for
   * @param done bytes that are there
   */
  public record Begun(CatalogueModel model, Precision precision, long done, long total) {}

  /**
   * @param shelf that models are put onto
   * @param data folder that decisions are kept in
   * @param environment gives a variable or null
   */
  public ModelCatalogue(ModelShelf shelf, Path data, UnaryOperator<String> environment) {
    this.shelf = shelf;
    choices = data.resolve("downloads.json");
    token = new TokenFile(data.resolve("hub-token"));
    this.environment = environment;
  }

  /** The catalogue of this machine and its user. */
  public static ModelCatalogue ofThisMachine(ModelShelf shelf) {
    return new ModelCatalogue(shelf, ModelShelf.dataFolder(), System::getenv);
  }

  ModelShelf shelf() {
    return shelf;
  }

  /** All models, those to begin with first. */
  public List<CatalogueModel> models() {
    return models;
  }

  /**
   * @param name its short name, or that on a hub
   * @throws EngineException when there is none
   */
  public CatalogueModel find(String name) {
    return models.stream()
        .filter(m -> m.name().equalsIgnoreCase(name) || m.hubs().contains(name))
        .findFirst()
        .orElseThrow(
            () ->
                new EngineException(
                    "The catalogue has no '"
                        + name
                        + "'; it has: "
                        + models.stream()
                            .map(CatalogueModel::name)
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  /** Whether a model of its name lies on the shelf. */
  public boolean isInstalled(CatalogueModel model) {
    return shelf.has(model.name());
  }

  /** What earlier attempts left, also those of a program that crashed. */
  public List<Begun> begun() {
    return BegunDownloads.in(shelf.home(), models);
  }

  /** Forgets what earlier attempts left of a model. */
  public void discard(CatalogueModel model) {
    BegunDownloads.discard(shelf.home(), model.name());
  }

  public DownloadSettings settings() {
    return DownloadChoices.load(choices).settings();
  }

  /** Keeps settings for every later download. */
  public synchronized void keep(DownloadSettings settings) {
    DownloadChoices.load(choices).with(settings).save(choices);
  }

  public boolean isAgreed(ModelLicence licence) {
    return DownloadChoices.load(choices).agreed().contains(licence.id());
  }

  /** Remembers that the user read and accepted a licence. */
  public synchronized void agree(ModelLicence licence) {
    DownloadChoices.load(choices).agreeing(licence.id()).save(choices);
  }

  void checkAgreed(ModelLicence licence) {
    if (!isAgreed(licence)) {
      throw new EngineException(
          "The licence " + licence.name() + " has to be read and agreed to first.");
    }
  }

  /** Whether there is a token for models that are not for everybody. */
  public boolean hasToken() {
    return token().isPresent();
  }

  /**
   * Keeps a token in a file that only this user can read; an empty one is forgotten.
   *
   * @throws IllegalArgumentException when it is no token
   */
  public synchronized void keepToken(String text) {
    if (!text.strip().matches("[!-~]*")) {
      throw new IllegalArgumentException("A token has letters and digits, and no spaces.");
    }
    token.write(text);
  }

  private Optional<String> token() {
    return token.read().or(() -> variable(TOKEN_VARIABLE));
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.apply(name)).filter(value -> !value.isBlank());
  }

  /**
   * Asks the hub what there is to fetch; fetches nothing.
   *
   * @param precision to prefer, if the hub has it
   * @throws EngineException when the model is not there or not for everybody, or nobody answers
   */
  public ModelDownload ask(CatalogueModel model, Precision precision, CancelToken cancel) {
    return ask(model, precision, settings(), cancel);
  }

  /** As above, with settings for this once. */
  public ModelDownload ask(
      CatalogueModel model, Precision precision, DownloadSettings settings, CancelToken cancel) {
    Proxies proxies = new Proxies(settings.proxy(), environment);
    HubAccess access = HubAccess.of(hub(settings), proxies, token());
    return new ModelDownload(
        this, model, ModelFetch.ask(model, precision, access, shelf.home(), cancel));
  }

  private URI hub(DownloadSettings settings) {
    return settings.hub().equals(DownloadSettings.USUAL_HUB)
        ? DownloadSettings.parse(variable(HUB_VARIABLE).orElse(""), "").hub()
        : settings.hub();
  }
}
