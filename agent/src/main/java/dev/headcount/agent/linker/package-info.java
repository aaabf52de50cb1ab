/**
 * How the allocator is intercepted: the JDK's linker tells of every upcall stub and downcall handle; calls to an installer
 * get tracked functions instead of the application's, calls to its library set the site context.
 *
 * <pre>
 *  LinkerRewriter → (bridge) → LinkerHooks ─┬─ UpcallTargets      stub address → Java method
 *                                           ├─ LoadedLibraries    whose function is this?
 *                                           ├─ InstallerCall      → TrackedAllocator → gate
 *                                           └─ Ledger.traced      enter and exit around a downcall
 * </pre>
 */
package dev.headcount.agent.linker;
