package dev.headcount.agent.jmx;

import dev.headcount.jmx.HeadcountMXBean;
import java.util.Map;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.StandardMBean;

/**
 * The MXBean with the words that JConsole and others show beside it. Of itself an MXBean has none: each attribute is described
 * by its name, and parameters are p1 and p2.
 */
final class DescribedBean extends StandardMBean {

    private static final String BEAN = "Live native memory of C libraries in this JVM, and what leaks";

    /** By the names of attributes and operations. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("Version", "The agent's version"),
            Map.entry("UptimeSeconds", "Seconds since counting began; 0 as long as nothing is tracked"),
            Map.entry("Libraries", "Every figure of every tracked library"),
            Map.entry("TopSites", "The 20 sites that hold the most, the largest first"),
            Map.entry("Verdicts", "The 20 sites with the worst verdicts, the worst first"),
            Map.entry("Tracker", "What Headcount itself takes and loses"),
            Map.entry("Notes", "What the figures do not show"),
            Map.entry("Meters", "Every meter with its value, by name and tags"),
            Map.entry("BaselineTaken", "When the baseline was taken, as ISO 8601 says it; null where there is none"),
            Map.entry("snapshot", "All figures of one moment, in one record"),
            Map.entry("reportFormats", "The formats of report and reportFile"),
            Map.entry("report", "The report in a format that is text"),
            Map.entry("reportFile", "The report in any format, as the bytes of a file"),
            Map.entry("baseline", "Makes this moment the one to compare with, and answers when that was"),
            Map.entry("reportSinceBaseline", "What changed since the baseline, the largest growth first"),
            Map.entry("mark", "Remembers this moment, and answers a number for it"),
            Map.entry("since", "The sites whose figures changed since a moment that was marked"),
            Map.entry("forget", "Forgets a moment that was marked"));

    /** What parameters are called, and what they mean; each operation has one at most. */
    private enum Parameter {
        SITES("sites", "How many: so many of the largest sites, and so many with the worst verdicts"),
        FORMAT("format", "One of reportFormats: text, json and so on"),
        MARK("mark", "The number that the operation mark answered");

        private final String word;
        private final String meaning;

        Parameter(String word, String meaning) {
            this.word = word;
            this.meaning = meaning;
        }

        private static Parameter of(MBeanOperationInfo operation) {
            return switch (operation.getName()) {
                case "snapshot" -> SITES;
                case "report", "reportFile" -> FORMAT;
                case "since", "forget" -> MARK;
                default -> throw new IllegalArgumentException(operation.getName() + " has no parameter");
            };
        }
    }

    DescribedBean(HeadcountMXBean bean) {
        super(bean, HeadcountMXBean.class, true);
    }

    @Override
    protected String getDescription(MBeanInfo info) {
        return BEAN;
    }

    @Override
    protected String getDescription(MBeanAttributeInfo info) {
        return words(info);
    }

    @Override
    protected String getDescription(MBeanOperationInfo info) {
        return words(info);
    }

    @Override
    protected String getDescription(MBeanOperationInfo operation, MBeanParameterInfo parameter, int sequence) {
        return Parameter.of(operation).meaning;
    }

    @Override
    protected String getParameterName(MBeanOperationInfo operation, MBeanParameterInfo parameter, int sequence) {
        return Parameter.of(operation).word;
    }

    /** All changes of state are harmless, but a tool may want to ask before it makes one. */
    @Override
    protected int getImpact(MBeanOperationInfo info) {
        return switch (info.getName()) {
            case "baseline", "forget" -> MBeanOperationInfo.ACTION;
            case "mark" -> MBeanOperationInfo.ACTION_INFO;
            default -> MBeanOperationInfo.INFO;
        };
    }

    /** What is missing here a test finds. */
    private static String words(MBeanFeatureInfo info) {
        return WORDS.getOrDefault(info.getName(), info.getName());
    }
}
