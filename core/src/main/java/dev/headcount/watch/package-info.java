/** Looks at a ledger again and again, keeps what it saw, and says what is wrong. */
package dev.headcount.watch;
