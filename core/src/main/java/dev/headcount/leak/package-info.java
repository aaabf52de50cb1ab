/** What a snapshot means: pure functions on snapshots. */
package dev.headcount.leak;
