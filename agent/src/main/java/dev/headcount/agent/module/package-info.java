/** The way from the class loader of our own into the module of our own; the module itself does not have this package. */
package dev.headcount.agent.module;
