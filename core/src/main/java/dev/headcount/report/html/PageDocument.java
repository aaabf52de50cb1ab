package dev.headcount.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The page as one document: {@code page.html}, with every style and script of its own in it, and a policy that lets it run
 * those and load nothing.
 */
public final class PageDocument {

    private static final String LIBRARIES = "lib/";
    private static final List<String> STYLES = List.of("lib/uplot/uPlot.min.css", "page.css");
    private static final List<String> SCRIPTS = List.of(
            "lib/uplot/uPlot.iife.min.js",
            "lib/d3-hierarchy/d3-hierarchy.min.js",
            "format.js",
            "source.js",
            "chart.js",
            "finding.js",
            "libraries.js",
            "sites.js",
            "detail.js",
            "flame.js",
            "page.js");

    private static final PageDocument WITHOUT_DATA = new PageDocument("");

    private final List<String> styles = new ArrayList<>();
    private final List<String> scripts = new ArrayList<>();
    private final String html;

    private PageDocument(String data) {
        STYLES.forEach(name -> styles.add(read(name)));
        SCRIPTS.forEach(name -> scripts.add(read(name)));
        html = filled(
                read("page.html"),
                Map.of(
                        "policy",
                        data.isEmpty()
                                ? ""
                                : "<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy("") + "\">",
                        "styles",
                        elements("style", styles),
                        "data",
                        "<script id=\"data\" type=\"application/json\">" + data + "</script>",
                        "scripts",
                        elements("script", scripts)));
    }

    /** The page that asks whoever served it. */
    public static PageDocument live() {
        return WITHOUT_DATA;
    }

    /** The page that has all it shows. */
    static PageDocument with(String data) {
        return new PageDocument(data);
    }

    /** The Content-Security-Policy to serve the page with: it may ask its own server, and nobody else. */
    public String policyWhenServed() {
        return policy(" connect-src 'self'; form-action 'self'; frame-ancestors 'none';");
    }

    private String policy(String more) {
        return "default-src 'none'; script-src " + hashes(scripts) + "; style-src " + hashes(styles)
                + "; img-src data:; base-uri 'none';" + more;
    }

    private static String hashes(List<String> texts) {
        return texts.stream().map(PageDocument::hash).collect(Collectors.joining(" "));
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static String elements(String tag, List<String> texts) {
        return texts.stream()
                .map(text -> "<" + tag + ">" + text + "</" + tag + ">")
                .collect(Collectors.joining("\n"));
    }

    /** Puts each part in the place of the line that names it. */
    private static String filled(String template, Map<String, String> parts) {
        return template.lines()
                .map(line -> parts.getOrDefault(line.strip().replaceAll("^<!-- (\\w+) -->$", "$1"), line))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** A library comes with its licence in front, which its terms ask for wherever it goes. */
    private static String read(String name) {
        String text = resource(name);
        if (!name.startsWith(LIBRARIES)) {
            return text;
        }
        String licence = resource(name.substring(0, name.lastIndexOf('/') + 1) + "LICENSE");
        return "/*\n" + licence + "*/\n" + text;
    }

    private static String resource(String name) {
        try (InputStream in = PageDocument.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar is not whole: " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return html;
    }
}
