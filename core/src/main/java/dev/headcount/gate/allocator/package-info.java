/**
 * The native header allocator: generated functions that a library calls instead of an allocator in Java, and that count in
 * the ledger by themselves.
 *
 * <pre>
 *  library ──► {@link dev.headcount.gate.allocator.AllocatorPrograms malloc, calloc, …}  ──► backend's malloc, …
 *              {@link dev.headcount.gate.allocator.PointerFunctions free, realloc, size} ──► backend's free, …
 *                 │ the usual case: header and counters, nothing else
 *                 ▼ any other
 *              {@link dev.headcount.gate.allocator.Bookkeeping books}: page, site, born, moved, end, check, event, attend
 *                 │
 *                 ▼ {@link dev.headcount.ledger.ThreadPage}, {@link dev.headcount.ledger.CommonState} ──► Java reads
 * </pre>
 */
package dev.headcount.gate.allocator;
