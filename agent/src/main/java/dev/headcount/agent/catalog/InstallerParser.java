package dev.headcount.agent.catalog;

import dev.headcount.gate.FunctionShape;
import dev.headcount.gate.FunctionShape.Parameter;
import dev.headcount.gate.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Reads the notation of installers, see {@code catalog.txt}:
 *
 * <pre>
 *  installer = [ name "=" ] symbol "(" arguments ")" [ "=" integer ]
 *  arguments = argument { "," argument }
 *  argument  = role [ ":int" | "(" parameter { "," parameter } ")" ] | "struct" "(" arguments ")" | "status" | integer
 *            | "_" [ "=" integer ]
 *  parameter = "size" [ ":int" ] | "count" | "limit" | "pointer" | "_" [ ":int" ]
 * </pre>
 */
final class InstallerParser {

    private static final String PARAMETERS = "size, count, limit, pointer or _";

    private final String text;
    private final boolean ofDefaults;
    private int at;

    private InstallerParser(String text, boolean ofDefaults) {
        this.text = text;
        this.ofDefaults = ofDefaults;
    }

    /** @throws IllegalArgumentException that quotes the text and says what was expected where */
    static Installer parse(String text) {
        return new InstallerParser(text, false).installer();
    }

    /**
     * The function that fills a struct with the library's own functions: there, {@code struct} stands alone.
     *
     * @throws IllegalArgumentException that quotes the text and says what was expected where
     */
    static Installer parseDefaults(String text) {
        return new InstallerParser(text, true).function();
    }

    private Installer installer() {
        Installer installer = function();
        if (installer.arguments().stream().noneMatch(InstallerParser::carriesFunctions)) {
            throw new IllegalArgumentException("'" + text.strip() + "' names no function such as malloc or free");
        }
        return installer;
    }

    private Installer function() {
        String library = "";
        String symbol = name("the installer's name");
        if (accept('=')) {
            library = symbol;
            symbol = name("the installer's name");
        }
        List<Argument> arguments = arguments();
        OptionalLong success = accept('=') ? OptionalLong.of(number()) : OptionalLong.empty();
        skipBlanks();
        if (at < text.length()) {
            throw expected("nothing more");
        }
        return new Installer(library, symbol, arguments, success);
    }

    private static boolean carriesFunctions(Argument argument) {
        return argument instanceof Argument.Function
                || (argument instanceof Argument.Struct(List<Argument> fields)
                        && fields.stream().anyMatch(Argument.Function.class::isInstance));
    }

    private List<Argument> arguments() {
        require('(');
        List<Argument> arguments = new ArrayList<>();
        do {
            arguments.add(argument());
        } while (accept(','));
        require(')');
        return arguments;
    }

    private Argument argument() {
        int start = at;
        String word = name("a role, struct(…), a number or _");
        if (word.equals("_")) {
            return new Argument.Any(accept('=') ? number() : 0);
        }
        if (word.equals("struct")) {
            return new Argument.Struct(ofDefaults ? List.of() : arguments());
        }
        if (word.equals("status")) {
            return new Argument.Status();
        }
        if (Character.isDigit(word.charAt(0))) {
            return new Argument.Constant(number(word, start));
        }
        return function(word, start);
    }

    private long number() {
        int start = at;
        return number(name("a number"), start);
    }

    private long number(String word, int start) {
        try {
            return Long.decode(word);
        } catch (NumberFormatException e) {
            at = start;
            throw expected("a number");
        }
    }

    private Argument function(String word, int start) {
        Role role;
        try {
            role = Role.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            at = start;
            throw expected("one of malloc, calloc, realloc, free, aligned_alloc, strdup, size");
        }
        if (accept('(')) {
            return new Argument.Function(new FunctionShape(role, parameters(role)));
        }
        return new Argument.Function(acceptInt() ? FunctionShape.withIntSizes(role) : FunctionShape.standard(role));
    }

    /** What the function gets, in its own order, where that is not the C standard's. */
    private List<Parameter> parameters(Role role) {
        int start = at;
        List<Parameter> parameters = new ArrayList<>();
        do {
            parameters.add(parameter());
        } while (accept(','));
        require(')');
        if (!FunctionShape.standard(role).isCoveredBy(parameters)) {
            at = start;
            throw expected("what every " + role.name().toLowerCase(Locale.ROOT) + " gets");
        }
        return parameters;
    }

    private Parameter parameter() {
        skipBlanks();
        int start = at;
        return switch (name(PARAMETERS)) {
            case "size" -> acceptInt() ? Parameter.INT_SIZE : Parameter.SIZE;
            case "count" -> Parameter.COUNT;
            case "limit" -> Parameter.LIMIT;
            case "pointer" -> Parameter.POINTER;
            case "_" -> acceptInt() ? Parameter.OTHER_INT : Parameter.OTHER;
            default -> {
                at = start;
                throw expected(PARAMETERS);
            }
        };
    }

    private boolean acceptInt() {
        if (!accept(':')) {
            return false;
        }
        int start = at;
        if (!name("int").equals("int")) {
            at = start;
            throw expected("int");
        }
        return true;
    }

    private String name(String what) {
        skipBlanks();
        int start = at;
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        if (start == at) {
            throw expected(what);
        }
        return text.substring(start, at);
    }

    private static boolean isNamePart(char c) {
        return c == '_' || c == '-' || c == '.' || c == '*' || Character.isLetterOrDigit(c);
    }

    private boolean accept(char c) {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void require(char c) {
        if (!accept(c)) {
            throw expected("'" + c + "'");
        }
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException expected(String what) {
        String found = at < text.length() ? "'" + text.substring(at) + "'" : "the end";
        return new IllegalArgumentException("'" + text.strip() + "': expected " + what + " but found " + found);
    }
}
