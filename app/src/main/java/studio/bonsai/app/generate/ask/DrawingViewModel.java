// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.generate.ask;

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import studio.bonsai.app.models.InstalledModel;
import studio.bonsai.app.store.Settings;
import studio.bonsai.engine.GenerationRequest;
import studio.bonsai.engine.GenerationRequestBuilder;
import studio.bonsai.engine.ImageSize;
import studio.bonsai.engine.ModelDefaults;
import studio.bonsai.engine.Variation;

/** How pictures are drawn. What is left empty is as the model likes it. */
public final class DrawingViewModel {
  private final ObservableValue<Optional<InstalledModel.Facts>> model;
  private final ObservableValue<Optional<ModelDefaults>> defaults;
  private final LongSupplier freshSeed;
  private final StringProperty sampler;
  private final StringProperty karras;
  private final ObjectProperty<Boolean> advanced;
  private final Field<Integer> steps;
  private final Field<Double> guidance;
  private final Field<Double> rescale;
  private final Field<Double> eta;
  private final Field<Integer> clipSkip;
  private final Field<Integer> count;
  private final Field<Integer> batch;
  private final Field<Long> variationSeed;
  private final Field<Double> variationStrength;
  private final SizeViewModel size;
  private final SeedViewModel seed;
  private final BooleanBinding wrong;
  private final BooleanBinding offersKarras;
  private final BooleanBinding offersEta;

  /**
   * @param model that will draw, when it is known
   */
  public DrawingViewModel(
      Settings settings,
      ObservableValue<Optional<InstalledModel.Facts>> model,
      LongSupplier freshSeed) {
    this.model = model;
    this.freshSeed = freshSeed;
    defaults = model.map(facts -> facts.map(InstalledModel.Facts::defaults));
    Numbers numbers = new Numbers(settings);
    sampler = settings.text("generate.sampler", "");
    karras = settings.text("generate.karras", "");
    advanced = settings.flag("generate.advanced", false);
    steps = numbers.whole("generate.steps", 1, 1000);
    guidance = numbers.decimal("generate.guidance", 0, 100);
    rescale = numbers.decimal("generate.rescale", 0, 1);
    eta = numbers.decimal("generate.eta", 0, 1);
    clipSkip = numbers.whole("generate.clipSkip", 1, 32);
    count = numbers.whole("generate.count", 1, 10_000);
    batch = numbers.whole("generate.batch", 1, 64);
    variationSeed = numbers.seed("generate.variation.seed");
    variationStrength = numbers.decimal("generate.variation.strength", 0, 1);
    size = new SizeViewModel(settings, defaults);
    seed = new SeedViewModel(settings, freshSeed);
    offersKarras = offers(SamplerSkills::hasKarras);
    offersEta = offers(SamplerSkills::hasEta);
    wrong =
        Bindings.createBooleanBinding(
            () -> fields().stream().anyMatch(Field::isWrong),
            fields().stream().map(Field::problemProperty).toArray(Observable[]::new));
  }

  private BooleanBinding offers(Predicate<String> skill) {
    return Bindings.createBooleanBinding(
        () -> drawnSampler().map(skill::test).orElse(true), sampler, defaults);
  }

  private List<Field<?>> fields() {
    return Stream.concat(
            tuned().stream(),
            Stream.of(count, batch, variationSeed, variationStrength, seed.field()))
        .toList();
  }

  /** Those that a model has a liking for. */
  private List<Field<?>> tuned() {
    return List.of(steps, guidance, rescale, eta, clipSkip, size.width(), size.height());
  }

  /** Whether something typed makes no sense: then nothing can be drawn. */
  public BooleanBinding wrongProperty() {
    return wrong;
  }

  /** How many pictures an order makes. */
  public Field<Integer> count() {
    return count;
  }

  /** The size that will be drawn, as far as it is known. */
  public Optional<ImageSize> drawnSize() {
    return size.drawn();
  }

  SizeViewModel size() {
    return size;
  }

  SeedViewModel seed() {
    return seed;
  }

  Field<Integer> steps() {
    return steps;
  }

  Field<Double> guidance() {
    return guidance;
  }

  Field<Double> rescale() {
    return rescale;
  }

  Field<Double> eta() {
    return eta;
  }

  Field<Integer> clipSkip() {
    return clipSkip;
  }

  Field<Integer> batch() {
    return batch;
  }

  Field<Long> variationSeed() {
    return variationSeed;
  }

  Field<Double> variationStrength() {
    return variationStrength;
  }

  /** A short name, or nothing for the model's own. */
  StringProperty samplerProperty() {
    return sampler;
  }

  /** "true", "false", or nothing for what the model has. */
  StringProperty karrasProperty() {
    return karras;
  }

  /** Whether the sampler that will draw knows Karras levels: if not, nothing is asked of them. */
  BooleanBinding offersKarrasProperty() {
    return offersKarras;
  }

  /** Whether the sampler that will draw knows eta: if not, nothing is asked of it. */
  BooleanBinding offersEtaProperty() {
    return offersEta;
  }

  /** By its short name, as far as it is known. */
  Optional<String> drawnSampler() {
    return sampler.get().isBlank()
        ? defaults.getValue().map(ModelDefaults::sampler)
        : Optional.of(sampler.get());
  }

  /** Whether what is seldom needed is unfolded. */
  ObjectProperty<Boolean> advancedProperty() {
    return advanced;
  }

  ObservableValue<Optional<InstalledModel.Facts>> modelProperty() {
    return model;
  }

  /** Whether anything differs from what the model likes. */
  BooleanBinding changedProperty() {
    return Bindings.createBooleanBinding(
        () -> texts().anyMatch(text -> !text.get().isBlank()), texts().toArray(Observable[]::new));
  }

  private Stream<StringProperty> texts() {
    return Stream.concat(tuned().stream().map(Field::textProperty), Stream.of(sampler, karras));
  }

  /** Everything as the model likes it; seed and number of pictures stay. */
  void reset() {
    texts().forEach(text -> text.set(""));
  }

  /** Puts all that is set into a request but the seed of an order. */
  public void fill(GenerationRequestBuilder request) {
    steps.value().ifPresent(request::steps);
    guidance.value().ifPresent(request::guidanceScale);
    rescale.value().ifPresent(request::guidanceRescale);
    eta.value().filter(value -> offersEta.get()).ifPresent(request::eta);
    clipSkip.value().ifPresent(request::clipSkip);
    size.typed().ifPresent(request::size);
    request.count(count.value().orElse(1));
    request.batch(Math.min(batch.value().orElse(1), count.value().orElse(1)));
    if (!sampler.get().isBlank()) {
      request.sampler(sampler.get());
    }
    if (!karras.get().isBlank() && offersKarras.get()) {
      request.karras(Boolean.parseBoolean(karras.get()));
    }
    variationStrength
        .value()
        .filter(strength -> strength > 0)
        .ifPresent(
            strength -> request.variation(new Variation(variationSeedOr(freshSeed), strength)));
    seed.kept().ifPresent(request::seed);
  }

  /** Whatever changes a request; heard once the request has changed. */
  public Stream<Observable> inputs() {
    return Stream.concat(
        fields().stream().map(Field::valueProperty),
        Stream.of(sampler, karras, seed.lockedProperty(), model));
  }

  private long variationSeedOr(LongSupplier other) {
    return variationSeed.value().orElseGet(other::getAsLong);
  }

  /** The seed of the next order; shown from now on. */
  public long nextSeed() {
    return seed.next();
  }

  public void useSeed(long value) {
    seed.use(value);
  }

  /** Takes over how a picture was drawn; how many are drawn stays. */
  public void take(GenerationRequest request) {
    reset();
    request.steps().ifPresent(steps::set);
    request.guidanceScale().ifPresent(guidance::set);
    request.guidanceRescale().ifPresent(rescale::set);
    request.eta().ifPresent(eta::set);
    request.clipSkip().ifPresent(clipSkip::set);
    request.size().ifPresent(size::use);
    request.sampler().ifPresent(sampler::set);
    request.karras().ifPresent(k -> karras.set(k.toString()));
    request.seed().ifPresent(seed::use);
    variationSeed.clear();
    variationStrength.clear();
    request
        .variation()
        .ifPresent(
            v -> {
              variationSeed.set(v.seed());
              variationStrength.set(v.strength());
            });
  }
}
