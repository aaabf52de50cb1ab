/**
 * The options of the agent.
 *
 * <pre>
 *  HEADCOUNT_OPTIONS ─┐
 *  config=FILE       ─┼─ Source (Setting …) ─→ StandingValues ─→ AgentOptions
 *  agent argument    ─┘          └─────── Problems (one line each) ──┘
 * </pre>
 *
 * <p>{@link dev.headcount.agent.options.Option} is the one table: the parser, the help page and {@code docs/options.md}
 * are all made from it. All of this runs once, interpreted, while the application waits to start: hence loops rather
 * than streams and lambdas, and no regular expressions.
 */
package dev.headcount.agent.options;
