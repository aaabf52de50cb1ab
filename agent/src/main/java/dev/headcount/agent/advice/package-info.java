/**
 * The application's own allocators, tracked where its Java methods are called: for those that were installed before
 * Headcount came, so that no pointer to them ever came by.
 */
package dev.headcount.agent.advice;
