/** Runs applications under the packaged agent, each in a JVM of its own, and reads what they and the agent say. */
package dev.headcount.agent.fork;
