/** The figures as events of the JDK's Flight Recorder, while it records. Loaded only where the JVM has it. */
package dev.headcount.agent.jfr;
