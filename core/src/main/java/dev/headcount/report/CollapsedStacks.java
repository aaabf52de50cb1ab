package dev.headcount.report;

import dev.headcount.leak.SiteGrowth;
import dev.headcount.site.Site;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A line for each site, {@code frame;frame;frame bytes}, the outermost frame first: what the tools for flame graphs read, since
 * Brendan Gregg's {@code stackcollapse}. They know of no negative figures, so a site that shrank has no line.
 */
final class CollapsedStacks {

    private CollapsedStacks() {}

    /** Writes UTF-8 and leaves the stream open. */
    static void write(Profile profile, OutputStream out) throws IOException {
        for (SiteGrowth site : profile.sites()) {
            if (site.liveBytes() > 0) {
                out.write(line(site.site(), site.liveBytes()).getBytes(StandardCharsets.UTF_8));
            }
        }
        out.flush();
    }

    private static String line(Site site, long bytes) {
        List<ProfileFrame> frames = ProfileFrame.of(site).reversed();
        StringBuilder line = new StringBuilder();
        for (ProfileFrame frame : frames) {
            line.append(line.isEmpty() ? "" : ";").append(inOneWord(frame.function()));
            if (frame.line() > 0 && !frame.file().isEmpty()) {
                line.append('(')
                        .append(inOneWord(frame.file()))
                        .append(':')
                        .append(frame.line())
                        .append(')');
            }
        }
        return line.append(' ').append(bytes).append('\n').toString();
    }

    /** What stands between frames, or between the last one and the figure, has no place in a name. */
    private static String inOneWord(String name) {
        StringBuilder word = new StringBuilder();
        name.codePoints().forEach(character -> {
            boolean blank = Character.isWhitespace(character)
                    || Character.isSpaceChar(character)
                    || Character.isISOControl(character);
            word.appendCodePoint(blank ? '_' : character == ';' ? ',' : character);
        });
        return word.toString();
    }
}
