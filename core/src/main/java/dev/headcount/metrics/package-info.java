/** The figures of a ledger as Micrometer meters. */
package dev.headcount.metrics;
