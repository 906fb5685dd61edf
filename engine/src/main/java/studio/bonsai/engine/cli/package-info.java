/** The command line: one class a command. */
package studio.bonsai.engine.cli;
