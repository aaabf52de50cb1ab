/**
 * Applications that the integration tests run under the agent. They know nothing of it: they link libraries as any program
 * does, count for themselves, and print what they counted. A few run without it, and have the core as a library.
 */
package dev.headcount.agent.apps;
