/** What snapshots said over time, in bounded memory. */
package dev.headcount.history;
