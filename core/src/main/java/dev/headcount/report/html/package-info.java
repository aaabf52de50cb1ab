/**
 * The page: one front end, used twice. Without data in it, it asks the agent that served it, every second; with data in it,
 * it is a report that opens from a file.
 *
 * <pre>
 *  Report ──> PageView ──┬─> OverviewJson   libraries, sites, curves, costs
 *    what                ├─> FlameJson      live bytes by library and call path
 *    to show             └─> SiteJson       one site's call path, curve and listed blocks
 *                              │
 *         PageJson ────────────┤
 *         HtmlReport ──────────┴─> PageDocument   page.html with styles and scripts put in
 * </pre>
 *
 * <p>The charts are uPlot's, the layout of the flame graph is d3-hierarchy's; the build takes both from their WebJars. Names
 * of classes, methods, threads and files are untrusted: they come as JSON, and reach the page as text, never as markup.
 */
package dev.headcount.report.html;
