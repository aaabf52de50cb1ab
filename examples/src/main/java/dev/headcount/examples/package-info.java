/** What the examples share: questions to Headcount, the terminal, and how to end when something is missing. */
package dev.headcount.examples;
