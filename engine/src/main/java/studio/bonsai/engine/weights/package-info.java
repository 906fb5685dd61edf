/** Files of tensors: reading, checking, converting and writing them. */
package studio.bonsai.engine.weights;
