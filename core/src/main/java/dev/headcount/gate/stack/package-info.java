/**
 * Knows a Java stack again without walking it.
 *
 * <p>A walk costs HotSpot a microsecond, and a request handler comes the same ways again and again. Frames are chained by a
 * few words of the stack: return addresses, and what the interpreter keeps of each of its frames. If the thread stands at
 * the same place, and all these words are what they were when the stack was walked, it is the same stack.
 *
 * <pre>
 *  stack of the thread                             {@linkplain dev.headcount.gate.stack.StackRecord record} of a walked stack
 *  +---------------------+                         +------------------------------+
 *  | our downcall        |                         | key, frame, site             |
 *  +---------------------+  return address  ◄──────| address of a word, its value |
 *  | compiled frame      |                         |                              |
 *  +---------------------+  return address  ◄──────| …                            |
 *  | interpreted frame   |  method, position ◄─────| …                            |
 *  +---------------------+                         |                              |
 *  | call stub           |                         |                              |
 *  +---------------------+                         +------------------------------+
 *    compared by generated code: some 50 ns           written by Java, once
 * </pre>
 *
 * What the words mean is HotSpot's own: it is read from the tables that HotSpot exports for debuggers, and tried before it is
 * trusted. Where anything is not as expected, or not certain, the stack is walked.
 */
package dev.headcount.gate.stack;
