/** The threads of our own, in somebody else's process. */
package dev.headcount.thread;
