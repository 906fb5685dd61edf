// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.app.jobs;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.bonsai.app.text.Texts;
import studio.bonsai.engine.CancelToken;
import studio.bonsai.engine.EngineException;

/** Those who do the queue's jobs. */
final class JobKinds {
  private static final Logger LOG = LoggerFactory.getLogger(JobKinds.class);

  private final Map<String, JobKind> kinds;

  /**
   * @param kinds by their names
   */
  JobKinds(Map<String, JobKind> kinds) {
    this.kinds = Map.copyOf(kinds);
  }

  /**
   * @throws IllegalArgumentException when nobody can do jobs of that kind
   */
  void require(String kind) {
    if (!kinds.containsKey(kind)) {
      throw new IllegalArgumentException("nobody can do jobs of the kind " + kind);
    }
  }

  /**
   * Does a job. Whatever happens in it, the queue goes on.
   *
   * @param closing whether it is the program's end that cancels
   * @return how the job stands afterwards
   */
  UnaryOperator<Job> run(Job job, JobReport report, CancelToken cancel, BooleanSupplier closing) {
    try {
      kindOf(job).run(job, report, cancel);
      return now -> now.in(JobState.DONE);
    } catch (CancellationException e) {
      JobState next = closing.getAsBoolean() ? JobState.WAITING : JobState.CANCELLED;
      return now -> now.in(next);
    } catch (EngineException | IllegalArgumentException e) {
      LOG.info("job {} failed", job.id(), e);
      return now -> now.failed(ForeseenFailure.sentence(e));
    } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
      LOG.error("job {} failed", job.id(), e);
      return now -> now.failed(UnexpectedFailure.sentence(e));
    }
  }

  private JobKind kindOf(Job job) {
    return Optional.ofNullable(kinds.get(job.kind()))
        .orElseThrow(() -> new SpokenFailure(Texts.of(JobQueue.class).get("failure.version")));
  }
}
