/** What snapshots mean: pure functions on snapshots, curves and ages. */
package dev.headcount.leak;
