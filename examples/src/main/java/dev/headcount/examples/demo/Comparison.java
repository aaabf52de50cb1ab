package dev.headcount.examples.demo;

import java.util.List;

/** The application's account of its leak and Headcount's, function by function. */
record Comparison(List<Row> rows, int sites) {

    /**
     * What one API function left behind in the leaking handler.
     *
     * @param stack the Java call path that Headcount gives for it, innermost first; empty if it found none
     * @param rank the place of this call path among all sites, by live bytes, from 1; 0 if there is none
     */
    record Row(String function, List<String> stack, int rank, Amount counted, Amount found) {

        boolean agrees() {
            return counted.equals(found);
        }
    }

    static Comparison of(Truth truth, Report report) {
        List<Row> rows = truth.leaks().stream()
                .map(leak -> row(leak, truth.handler(), report.sites()))
                .toList();
        return new Comparison(rows, report.sites().size());
    }

    /** Whether both accounts are the same, to the block and to the byte. */
    boolean agrees() {
        return !rows.isEmpty() && rows.stream().allMatch(Row::agrees);
    }

    Amount counted() {
        return rows.stream().map(Row::counted).reduce(Amount.NONE, Amount::plus);
    }

    Amount found() {
        return rows.stream().map(Row::found).reduce(Amount.NONE, Amount::plus);
    }

    private static Row row(Truth.Leak leak, String handler, List<Report.Site> sites) {
        List<Report.Site> matching = sites.stream()
                .filter(site -> site.function().equals(leak.function()) && passes(site, handler))
                .toList();
        if (matching.isEmpty()) {
            return new Row(leak.function(), List.of(), 0, leak.amount(), Amount.NONE);
        }
        // More than one call path may lead through the handler: together they count, the one that holds most is shown.
        Report.Site first = matching.getFirst();
        Amount found = matching.stream().map(Report.Site::live).reduce(Amount.NONE, Amount::plus);
        return new Row(leak.function(), first.stack(), sites.indexOf(first) + 1, leak.amount(), found);
    }

    private static boolean passes(Report.Site site, String handler) {
        return site.stack().stream().anyMatch(frame -> frame.startsWith(handler + "("));
    }
}
