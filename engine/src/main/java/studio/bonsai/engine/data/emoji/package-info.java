/** Makes the data that the embedded models learned from, out of three packages of emoji. */
package studio.bonsai.engine.data.emoji;
