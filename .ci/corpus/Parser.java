import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.function.Function;

/** A parser that follows HTML 9.2.6, but for what the variable WRONG names (a mutant of the reference). */
class Parser {
    static final String WRONG = System.getenv().getOrDefault("WRONG", "");

    record Event(String type, String data, String lastEventId) {}

    static Map<String, List<String>> parse(byte[] stream) {
        var text = decodeUtf8(stream);
        var lines = (text.startsWith("\ufeff") ? text.substring(1) : text).split("\r\n|\n|\r", -1);
        var events = new ArrayList<Event>();
        var data = new ArrayList<String>();
        String event = "", idBuffer = "", lastId = "", retry = "";
        for (var line : List.of(lines).subList(0, lines.length - 1)) {
            var parts = line.split(":", 2);
            var value = parts.length < 2 ? "" : parts[1].startsWith(" ") ? parts[1].substring(1) : parts[1];
            if (line.isEmpty()) {
                lastId = idBuffer;
                if (!data.isEmpty() || WRONG.equals("dialect-block-without-data"))
                    events.add(new Event(event.isEmpty() ? "message" : event, String.join("\n", data), lastId));
                data.clear();
                event = "";
            } else if (parts[0].equals("data")) {
                data.add(value);
            } else if (parts[0].equals("event")) {
                event = value;
            } else if (parts[0].equals("id") && (value.indexOf(0) < 0 || WRONG.equals("id-null-accepted"))) {
                idBuffer = value;
            } else if (parts[0].equals("retry") && value.matches("[0-9]+")) {
                var limit = WRONG.equals("retry-clamped") ? Integer.MAX_VALUE : Double.MAX_VALUE;
                retry = new BigDecimal(Math.min(Double.parseDouble(value), limit)).toBigInteger().toString();
            }
        }
        Function<Function<Event, String>, List<String>> each = (key) -> events.stream().map(key).toList();
        return Map.of("type", each.apply(Event::type), "data", each.apply(Event::data), "lastEventId", each.apply(Event::lastEventId),
                "id", List.of(lastId), "retry", List.of(retry));
    }

    /** Java takes an encoded surrogate for one wrong character, the Encoding standard for three wrong bytes: so does Java once its first byte is wrong by itself. */
    static String decodeUtf8(byte[] stream) {
        var bytes = stream.clone();
        for (var i = 0; i + 1 < bytes.length; i++) if (bytes[i] == (byte) 0xed && (bytes[i + 1] & 0xe0) == 0xa0) bytes[i] = (byte) 0xff;
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
