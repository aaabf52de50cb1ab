/**
 * How the allocator is intercepted: the JDK's linker tells of every upcall stub and downcall handle; calls to an installer
 * get tracked functions instead of the application's, calls to its library set the site context.
 *
 * <pre>
 *  LinkerRewriter → (bridge) → LinkerHooks ─┬─ UpcallTargets      stub address → Java method
 *                                           ├─ LoadedLibraries    whose function is this?
 *                                           ├─ InstallerCall      → TrackedAllocator → gate: an allocator of the application's
 *                                           ├─ SelfInstaller      → NativeAllocators: ours, where it sets none
 *                                           ├─ LibcCalls          free(3) of blocks that are ours
 *                                           └─ Ledger.traced      enter and exit around a downcall
 * </pre>
 */
package dev.headcount.agent.linker;
