// Copyright 2026 The Bonsai Studio authors
// SPDX-License-Identifier: Apache-2.0

package studio.bonsai.engine.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import studio.bonsai.engine.kernels.Kernel;
import studio.bonsai.engine.kernels.WeightLayout;

/** What a weight is used for, and so how it is laid out for the CPU; the bias goes with it. */
sealed interface WeightForm {
  /**
   * Lays out a weight and its bias anew.
   *
   * @param bias null where there is none
   * @return what takes the places of weight and bias, then what is appended to the parameters
   */
  NDList make(Kernel forms, NDArray weight, NDArray bias, WorkSize size, WeightLayout layout);

  /** Whether the form is made for one call and not kept. */
  default boolean isPassing(NDArray weight, WorkSize size, WeightLayout layout) {
    return false;
  }

  private static NDList withBias(NDArray packed, NDArray bias) {
    return bias == null ? new NDList(packed) : new NDList(packed, bias);
  }

  /** Of a matrix [out, in] over all pixels, or over all tokens of a text. */
  record Linear() implements WeightForm {
    @Override
    public NDList make(
        Kernel forms, NDArray weight, NDArray bias, WorkSize size, WeightLayout layout) {
      return withBias(forms.call("linear", weight, size.pixels()), bias);
    }
  }

  /** Of a matrix [2 out, in] whose second half gates the first. */
  record Gated() implements WeightForm {
    @Override
    public NDList make(
        Kernel forms, NDArray weight, NDArray bias, WorkSize size, WeightLayout layout) {
      return forms.callMany("gated", weight, bias, size.pixels());
    }
  }

  /** Of a 1x1 convolution: a matrix over all pixels. */
  record Pointwise() implements WeightForm {
    @Override
    public NDList make(
        Kernel forms, NDArray weight, NDArray bias, WorkSize size, WeightLayout layout) {
      return withBias(forms.call("pointwise", weight, size.pixels()), bias);
    }
  }

  /** Of a 3x3 convolution. */
  record Convolution(long stride, long padding) implements WeightForm {
    @Override
    public NDList make(
        Kernel forms, NDArray weight, NDArray bias, WorkSize size, WeightLayout layout) {
      ConvolutionForm form = form(weight, size, layout);
      long batch = size.batch();
      long height = size.height();
      long width = size.width();
      if (form == ConvolutionForm.DIRECT) {
        NDArray packed = forms.call("convolution", weight, stride, padding, batch, height, width);
        return withBias(packed, bias);
      }
      long scale = form == ConvolutionForm.DOUBLED ? 2 : 1;
      return forms.callMany(
          "winograd", weight, bias, (long) form.tile(), batch, height / scale, width / scale);
    }

    @Override
    public boolean isPassing(NDArray weight, WorkSize size, WeightLayout layout) {
      return form(weight, size, layout).isPassing(layout);
    }

    private ConvolutionForm form(NDArray weight, WorkSize size, WeightLayout layout) {
      return stride == 1 && padding == 1
          ? ConvolutionForm.choose(weight.getShape().get(1), weight.getShape().get(0), size, layout)
          : ConvolutionForm.DIRECT;
    }
  }
}
