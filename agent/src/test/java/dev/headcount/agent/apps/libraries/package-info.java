/** Applications that use well-known libraries and set no allocator. */
package dev.headcount.agent.apps.libraries;
