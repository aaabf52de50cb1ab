/**
 * What stands between a library and its delegate: the tracked functions, which report every event to the ledger and leave
 * the allocation to the delegate. Here they are Java methods behind upcall stubs.
 */
package dev.headcount.gate;
