/** The figures over HTTP: a page for Prometheus, a report for people, a report for programs. */
package dev.headcount.agent.http;
