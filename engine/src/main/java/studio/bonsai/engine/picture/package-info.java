/**
 * Picture files: reading what a request starts from, writing what it made, and what they remember.
 */
package studio.bonsai.engine.picture;
