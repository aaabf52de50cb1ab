/**
 * An application of the Cassandra C++ driver under Headcount, against a real server.
 *
 * <pre>
 *  this JVM                                         the application's JVM
 *
 *  CassandraExample ──> Server                      Apache Cassandra, in a third JVM or wherever the user has it
 *   └─> VariantRun ──> Application ── commands ───> DriverApplication    package app: knows nothing of Headcount
 *        ├───────────> HeadcountClient ───────────> the agent
 *        └───────────> Step, StepTable; Leak        what both say
 * </pre>
 */
package dev.headcount.examples.cassandra;
