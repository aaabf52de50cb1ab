/** A Spring Boot application that keeps prices in SQLite, and shows Headcount's meters among its own. */
package dev.headcount.examples.spring.app;
