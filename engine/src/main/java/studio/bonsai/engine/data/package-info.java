/**
 * Pictures to learn from: captioned folders, tars and photos, made ready for a network, in an order
 * that can be repeated.
 */
package studio.bonsai.engine.data;
