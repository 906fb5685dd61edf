/**
 * Models that can be fetched from a hub: which there are, what they consist of, and the fetching.
 */
package studio.bonsai.engine.library;
