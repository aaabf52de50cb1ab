/**
 * The application of the demo: a shop that keeps its orders in SQLite. It knows nothing of Headcount.
 *
 * <pre>
 *  HTTP ──> ShopServer ──> Orders, Reports ──> Database, Statement ──> Sqlite ── downcall ──> libsqlite3.so.0
 *                                                                                                 │
 *                              libc malloc, realloc, free <── HeaderMalloc <────── upcall ────────┘
 * </pre>
 */
package dev.headcount.examples.demo.app;
