/**
 * Applications that the integration tests run under the agent. They know nothing of it: they link libraries as any program
 * does, count for themselves, and print what they counted.
 */
package dev.headcount.agent.apps;
