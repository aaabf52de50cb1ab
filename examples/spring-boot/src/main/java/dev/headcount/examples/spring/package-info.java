/** Starts the Spring Boot application under the agent, plays its customers, and shows what its Actuator says. */
package dev.headcount.examples.spring;
