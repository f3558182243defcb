// Puts a parser of event streams before the vectors: java Runner.java [vectors.tsv]
import java.nio.file.*;
import java.util.*;
import java.util.function.*;
import java.util.stream.*;

public class Runner {
    // [yours: the one place to edit; it stays when the corpus is written again

    // What is not judged: "type", "lastEventId", "id", "retry" where your parser has no way to tell it;
    // "dispatch" where it is no browser and dispatches in its own way. For example: Set.of("retry")
    static final Set<String> ASIDE = Set.of();

    /** Call your parser here. As it stands, every stream means one event with the data "a". */
    static Decoded parse(byte[] stream) throws Exception {
        return new Decoded(List.of(new Event("message", "a", "")), "", null);
    }

    // yours]

    record Event(String type, String data, String lastEventId) {}
    record Decoded(List<Event> events, String lastEventId, Number retry) {} // in milliseconds, null when the stream sets none

    static final List<String> KEYS = List.of("type", "data", "lastEventId", "id", "retry");

    static List<String> columns(Decoded meaning) {
        var keys = Stream.<Function<Event, String>>of(Event::type, Event::data, Event::lastEventId);
        var lists = keys.map(key -> meaning.events().stream().map(key).map(Runner::quote).toList().toString());
        return Stream.concat(lists, Stream.of(quote(meaning.lastEventId()), "" + meaning.retry())).toList();
    }

    static String quote(String text) {
        var escaped = text.chars().mapToObj(c -> c < ' ' || c > '~' || c == '"' || c == '\\' ? String.format("\\u%04x", c) : "" + (char) c);
        return escaped.collect(Collectors.joining("", "\"", "\""));
    }

    static String judged(List<String> columns) {
        var judged = IntStream.range(0, 5).filter(i -> !ASIDE.contains(KEYS.get(i)));
        return judged.mapToObj(i -> KEYS.get(i) + " " + columns.get(i)).collect(Collectors.joining("  "));
    }

    static String answer(byte[] stream) {
        try {
            return judged(columns(parse(stream)));
        } catch (Exception error) {
            return error.toString();
        }
    }

    public static void main(String... args) throws Exception {
        var counts = new TreeMap<String, Integer>();
        for (var row : Files.readString(Path.of(args.length > 0 ? args[0] : "vectors.tsv")).lines().skip(1).toList()) {
            var cells = List.of(row.split("\t")); // vector, clause, level, shownBy, dispatch, stream, then the columns of KEYS
            String expected = judged(cells.subList(6, 11)), actual = answer(Base64.getDecoder().decode(cells.get(5)));
            var isAside = ASIDE.contains(cells.get(3)) || cells.get(4).equals("true") && ASIDE.contains("dispatch");
            var outcome = isAside ? "not asked" : actual.equals(expected) ? "holds" : "differs, " + cells.get(2);
            counts.merge(outcome, 1, Integer::sum);
            if (outcome.startsWith("differs"))
                System.out.printf("%s: %s (%s)%n  expected %s%n  actual   %s%n", outcome, cells.get(0), cells.get(1), expected, actual);
        }
        System.out.println(counts);
        System.exit(counts.containsKey("holds") && !counts.containsKey("differs, must") ? 0 : 1);
    }
}
