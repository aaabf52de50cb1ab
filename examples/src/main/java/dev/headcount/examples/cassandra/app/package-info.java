/**
 * An application of the Cassandra C++ driver. It knows nothing of Headcount.
 *
 * <pre>
 *  DriverApplication ──> Rows, Reports ──> Session, Statement, Prepared, Reply, Result ──> *Functions: the C functions
 *   └──> DriverMemory ──> Account         the application's own allocator, where it sets one
 * </pre>
 */
package dev.headcount.examples.cassandra.app;
