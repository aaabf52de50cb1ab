/** JUnit Jupiter tests that fail when they leave native blocks behind. */
package dev.headcount.junit;
