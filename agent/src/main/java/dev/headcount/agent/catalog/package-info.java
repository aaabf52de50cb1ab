/** The known libraries, as data: which function installs an allocator, and how its arguments carry the functions. */
package dev.headcount.agent.catalog;
