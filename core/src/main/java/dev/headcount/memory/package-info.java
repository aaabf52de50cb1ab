/** The only raw access to native memory, to the C library and to the dynamic loader. */
package dev.headcount.memory;
