/**
 * Files that users write: named entries, each with its fields, and a line about what is wrong with one.
 */
package dev.headcount.entries;
