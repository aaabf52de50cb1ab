/** Snapshots in writing, for people and for programs. Nothing is decided here. */
package dev.headcount.report;
