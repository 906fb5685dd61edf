"""Whole sampling trajectories of diffusers' schedulers, for package `sampling`.

One fixture a sampler. The network is a toy that Java computes with the same libtorch operators:
tanh(0.9 x + t / 700 - 0.6). Per case: the latents halfway and at the end, and the timesteps.
"""

import itertools

import numpy as np
import torch
from diffusers import (
    DDIMScheduler,
    DPMSolverMultistepScheduler,
    EulerAncestralDiscreteScheduler,
    EulerDiscreteScheduler,
    HeunDiscreteScheduler,
    LCMScheduler,
    PNDMScheduler,
    UniPCMultistepScheduler,
)
from diffusers.pipelines.stable_diffusion.pipeline_stable_diffusion import (
    StableDiffusionPipeline,
    rescale_noise_cfg,
)
from diffusers.utils.torch_utils import randn_tensor

from fixtures import save

SHAPE = (1, 4, 4, 4)
SEED = 11
SD = dict(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", clip_sample=False,
          set_alpha_to_one=False, steps_offset=1, skip_prk_steps=True)
STEPS = (10, 25, 50)
PREDICTIONS = ("epsilon", "v_prediction", "sample")
SPACINGS = ("leading", "linspace", "trailing")


def network(x, t):
    return torch.tanh(x * 0.9 + (float(t) / 700.0 - 0.6))


def run(scheduler, steps, strength=None, eta=0.0, set_timesteps=None):
    """The loop of StableDiffusionPipeline and of its img2img sibling."""
    generator = torch.Generator().manual_seed(SEED)
    scheduler.set_timesteps(steps, **(set_timesteps or {}))
    noise = torch.randn(SHAPE, generator=generator)
    timesteps = scheduler.timesteps
    if strength is None:
        if hasattr(scheduler, "set_begin_index"):
            # Else a repeated first timestep counts as the second index, and the run ends in an error.
            scheduler.set_begin_index(0)
        x = noise * scheduler.init_noise_sigma
    else:
        init = min(int(steps * strength), steps)
        begin = max(steps - init, 0) * scheduler.order
        timesteps = timesteps[begin:]
        if hasattr(scheduler, "set_begin_index"):
            scheduler.set_begin_index(begin)
        clean = torch.linspace(-1, 1, noise.numel()).reshape(SHAPE)
        x = scheduler.add_noise(clean, noise, timesteps[:1])
    extra = {}
    if isinstance(scheduler, DDIMScheduler):
        extra["eta"] = eta
    if not isinstance(scheduler, (PNDMScheduler, HeunDiscreteScheduler, UniPCMultistepScheduler)):
        extra["generator"] = generator
    latents = []
    for t in timesteps:
        scaled = scheduler.scale_model_input(x, t)
        x = scheduler.step(network(scaled, t), t, x, **extra).prev_sample
        latents.append(x)
    assert all(torch.isfinite(y).all() for y in latents), scheduler.config
    return timesteps, torch.stack([latents[len(latents) // 2], latents[-1]])


class Fixture:
    def __init__(self, sampler, cls):
        self.sampler, self.cls, self.tensors, self.cases = sampler, cls, {}, {}

    def add(self, steps, strength=None, eta=0.0, **fields):
        name = f"{len(self.cases):03d}"
        config = {**SD, **fields}
        timesteps, latents = run(self.cls.from_config(config), steps, strength, eta)
        self.tensors[name + ".x"] = latents
        self.tensors[name + ".t"] = timesteps.to(torch.float32)
        self.cases[name] = dict(steps=steps, strength=strength, eta=eta, fields=fields)

    def write(self):
        save("sampling/" + self.sampler, self.tensors,
             config=dict(sampler=self.sampler, seed=SEED, base=SD, cases=self.cases))


def common(f, predictions=PREDICTIONS, karras=False, zero_snr=True, **fields):
    spaced = [dict(timestep_spacing=s) for s in SPACINGS]
    if karras:
        spaced.append(dict(timestep_spacing="linspace", use_karras_sigmas=True))
        spaced.append(dict(timestep_spacing="leading", use_karras_sigmas=True))
    for prediction, spacing, steps in itertools.product(predictions, spaced, STEPS):
        f.add(steps, prediction_type=prediction, **spacing, **fields)
    for strength, steps in itertools.product((0.3, 0.75), (10, 25)):
        f.add(steps, strength=strength, **fields)
    if zero_snr:
        for steps, spacing in itertools.product((10, 25), SPACINGS):
            f.add(steps, prediction_type="v_prediction", timestep_spacing=spacing,
                  rescale_betas_zero_snr=True, **fields)
    for schedule in ("linear", "squaredcos_cap_v2"):
        f.add(10, beta_schedule=schedule, **fields)
    f.add(1, **fields)
    f.add(2, **fields)


def pndm():
    f = Fixture("pndm", PNDMScheduler)
    common(f, ("epsilon", "v_prediction"), zero_snr=False)
    for steps, prediction in itertools.product((4, 10, 25, 50), ("epsilon", "v_prediction")):
        f.add(steps, skip_prk_steps=False, prediction_type=prediction)
    f.add(25, set_alpha_to_one=True)
    f.write()


def ddim():
    f = Fixture("ddim", DDIMScheduler)
    common(f)
    for eta in (0.4, 1.0):
        f.add(10, eta=eta)
    f.add(10, set_alpha_to_one=True)
    f.add(10, clip_sample=True, clip_sample_range=0.8)
    f.add(10, thresholding=True, sample_max_value=1.2, dynamic_thresholding_ratio=0.9)
    f.write()


def euler():
    f = Fixture("euler", EulerDiscreteScheduler)
    common(f, karras=True)
    f.add(10, use_exponential_sigmas=True)
    f.add(10, use_karras_sigmas=True, sigma_min=0.05, sigma_max=12.0)
    f.add(10, final_sigmas_type="sigma_min")
    f.write()


def euler_ancestral():
    f = Fixture("euler-a", EulerAncestralDiscreteScheduler)
    common(f, ("epsilon", "v_prediction"))
    f.write()


def heun():
    f = Fixture("heun", HeunDiscreteScheduler)
    common(f, karras=True, zero_snr=False)
    f.add(10, beta_schedule="exp")
    f.add(10, use_exponential_sigmas=True)
    f.add(10, clip_sample=True, clip_sample_range=0.9)
    f.write()


def dpm(name, algorithm, old):
    f = Fixture(name, DPMSolverMultistepScheduler)
    common(f, karras=True, algorithm_type=algorithm)
    for order, form, steps in itertools.product((1, 2, 3), ("midpoint", "heun"), (10, 25)):
        f.add(steps, solver_order=order, solver_type=form, algorithm_type=algorithm)
        if order < 3 or not old.startswith("sde"):
            f.add(steps, solver_order=order, solver_type=form, algorithm_type=old,
                  final_sigmas_type="sigma_min")
    f.add(10, algorithm_type=algorithm, euler_at_final=True, final_sigmas_type="sigma_min")
    f.add(10, algorithm_type=algorithm, lower_order_final=False, final_sigmas_type="sigma_min")
    f.add(10, algorithm_type=algorithm, use_lu_lambdas=True)
    f.add(10, algorithm_type=algorithm, use_exponential_sigmas=True)
    f.add(10, algorithm_type=algorithm, lambda_min_clipped=-2.0)
    f.add(10, algorithm_type=algorithm, use_karras_sigmas=True, beta_schedule="squaredcos_cap_v2")
    f.add(10, algorithm_type=algorithm, thresholding=True, sample_max_value=1.2)
    f.write()


def unipc():
    f = Fixture("unipc", UniPCMultistepScheduler)
    common(f, karras=True)
    for order, form, steps in itertools.product((1, 2, 3, 4), ("bh1", "bh2"), (10, 25)):
        # With bh1 the step to sigma 0 is NaN in diffusers.
        final = "sigma_min" if form == "bh1" else "zero"
        f.add(steps, solver_order=order, solver_type=form, final_sigmas_type=final)
    for prediction in PREDICTIONS:
        f.add(10, predict_x0=False, prediction_type=prediction, final_sigmas_type="sigma_min")
    f.add(10, disable_corrector=[0, 3])
    f.add(10, use_exponential_sigmas=True)
    f.add(10, final_sigmas_type="sigma_min", lower_order_final=False)
    f.write()


def lcm():
    f = Fixture("lcm", LCMScheduler)
    for prediction, steps in itertools.product(PREDICTIONS, (1, 2, 4, 8, 10, 25, 50)):
        f.add(steps, prediction_type=prediction)
    for strength, steps in itertools.product((0.3, 0.75), (4, 10)):
        f.add(steps, strength=strength)
    f.add(4, prediction_type="v_prediction", rescale_betas_zero_snr=True)
    f.add(7, original_inference_steps=30, timestep_scaling=5.0)
    f.add(4, clip_sample=True, clip_sample_range=0.7)
    f.write()


def schedules():
    """Noise schedules, noising and velocity, and guidance."""
    tensors, cases = {}, {}
    for name, fields in {
        "scaled_linear": {},
        "linear": dict(beta_schedule="linear"),
        "cosine": dict(beta_schedule="squaredcos_cap_v2"),
        "zero_snr": dict(rescale_betas_zero_snr=True),
        "trained": dict(trained_betas=[0.01, 0.02, 0.04, 0.08], num_train_timesteps=4),
    }.items():
        scheduler = DDIMScheduler.from_config({**SD, **fields})
        tensors[name + ".alphas"] = scheduler.alphas_cumprod
        cases[name] = fields
    generator = torch.Generator().manual_seed(3)
    x, noise = torch.randn(3, 4, 2, 2, generator=generator), torch.randn(3, 4, 2, 2, generator=generator)
    t = torch.tensor([0, 500, 999])
    scheduler = DDIMScheduler.from_config(SD)
    tensors |= {"x": x, "noise": noise, "noisy": scheduler.add_noise(x, noise, t),
                "velocity": scheduler.get_velocity(x, noise, t)}
    guided = x + 7.5 * (noise - x)
    tensors |= {"guided": guided, "rescaled": rescale_noise_cfg(guided, noise, 0.7)}
    # The pipelines pass guidance_scale - 1.
    embed = StableDiffusionPipeline.get_guidance_scale_embedding
    tensors |= {"embedding": embed(None, torch.tensor([7.5 - 1]), embedding_dim=256),
                "embedding_odd": embed(None, torch.tensor([3.0 - 1]), embedding_dim=7)}
    generators = [torch.Generator().manual_seed(s) for s in (1, 2)]
    tensors["batch_noise"] = randn_tensor((2, 4, 4, 4), generator=generators)
    save("sampling/schedules", tensors, config=dict(base=SD, cases=cases))


def timesteps():
    """Timesteps for every number of steps up to 50, flattened."""
    tensors = {}
    for name, cls in (("pndm", PNDMScheduler), ("ddim", DDIMScheduler), ("euler", EulerDiscreteScheduler),
                      ("dpm++2m", DPMSolverMultistepScheduler), ("unipc", UniPCMultistepScheduler)):
        for spacing in SPACINGS:
            scheduler = cls.from_config({**SD, "timestep_spacing": spacing})
            rows = []
            for steps in range(1, 51):
                if spacing == "trailing" and len(np.arange(1000, 0, -1000 / steps)) != steps:
                    continue  # numpy yields one too many, which ends at timestep -1
                scheduler.set_timesteps(steps)
                rows.append(scheduler.timesteps.to(torch.float32))
            tensors[f"{name}.{spacing}"] = torch.cat(rows)
    save("sampling/timesteps", tensors, config=dict(base=SD))


if __name__ == "__main__":
    pndm()
    ddim()
    euler()
    euler_ancestral()
    heun()
    dpm("dpm++2m", "dpmsolver++", "dpmsolver")
    dpm("dpm++2m-sde", "sde-dpmsolver++", "sde-dpmsolver")
    unipc()
    lcm()
    schedules()
    timesteps()
