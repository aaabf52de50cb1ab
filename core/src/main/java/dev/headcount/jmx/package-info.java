/** The agent's figures over JMX: the MXBean, and a reader of it whose agent may be of another version. */
package dev.headcount.jmx;
