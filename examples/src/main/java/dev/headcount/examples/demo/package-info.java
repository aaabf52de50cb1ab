/**
 * The demo: a shop leaks native memory, Headcount finds it, and both accounts are laid side by side.
 *
 * <pre>
 *  this JVM                                              the application's JVM
 *
 *  Demo ──> ApplicationProcess ──── starts, stops ─────> Shop        package app: knows nothing of Headcount
 *   ├─────> Load ────────────────── requests ──────────> Shop
 *   ├─────> HeadcountClient ─────── report, metrics ───> the agent
 *   ├─────> Truth ───────────────── /truth ────────────> Shop        what it counted itself
 *   └─────> Comparison of Truth and Report ──> ComparisonText
 * </pre>
 */
package dev.headcount.examples.demo;
