/** What {@code java -jar headcount-agent.jar} does. */
package dev.headcount.agent.cli;
