/** The figures over JMX: when the MXBean is registered, and what it answers. */
package dev.headcount.agent.jmx;
