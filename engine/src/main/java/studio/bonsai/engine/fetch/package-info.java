/**
 * Fetches files from servers that redirect, stall, break off, change their minds and lie: what came
 * is kept and gone on with, and what went wrong is said in a sentence.
 */
package studio.bonsai.engine.fetch;
