/**
 * What is allocated now, and what was: live blocks, counters and snapshots.
 *
 * <pre>
 *  tracked function → LibraryLedger ─┬─ SiteFinder → site id
 *                                    ├─ LiveBlockTable (address, size, site, birth)
 *                                    ├─ Account → CounterPage (this thread's counters)
 *                                    └─ WrongPointers → Damage           (rare)
 *  reader           → Ledger.snapshot() → records
 * </pre>
 */
package dev.headcount.ledger;
