/**
 * What the agent costs, measured on whole processes: {@code mvn -q -Poverhead} runs the malloc-bound SQLite workload and a
 * hello world with and without the agent, in turn, and prints ratios of medians.
 */
package dev.headcount.examples.overhead;
