import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Collectors;

/** java.net.http, which knows lines but no events: what makes them events is written here. */
class Client {
  static String data, type, block = "", id = "";
  static long wait = 1000;

  public static void main(String[] args) throws Exception {
    var http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();
    var request = HttpRequest.newBuilder(URI.create(args[args.length - 1])).header("Accept", "text/event-stream").header("Cache-Control", "no-cache").header("Pragma", "no-cache");
    for (; ; Thread.sleep(wait)) {
      if (!id.isEmpty()) request.setHeader("Last-Event-ID", id);
      data = null;
      type = "";
      var response = http.send(request.build(), BodyHandlers.ofLines());
      if (response.statusCode() != 200) break;
      System.out.println("{\"open\":true}");
      try {
        response.body().forEach(Client::read);
      } catch (RuntimeException broken) {
      }
      System.out.println("{\"error\":\"the stream has ended\",\"readyState\":0}");
    }
    System.out.println("{\"error\":\"refused\",\"readyState\":2}");
    Thread.sleep(Long.MAX_VALUE);
  }

  static void read(String line) {
    var colon = line.indexOf(':');
    var name = colon < 0 ? line : line.substring(0, colon);
    var value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
    switch (name) {
      case "data" -> data = data == null ? value : data + "\n" + value;
      case "event" -> type = value;
      case "id" -> block = value.contains("\0") ? block : value;
      case "retry" -> wait = value.matches("[0-9]{1,9}") ? Long.parseLong(value) : wait;
    }
    if (!line.isEmpty()) return;
    id = block;
    if (data != null) System.out.printf("{\"type\":%s,\"data\":%s,\"lastEventId\":%s}%n", json(type.isEmpty() ? "message" : type), json(data), json(id));
    data = null;
    type = "";
  }

  static String json(String text) {
    return text.chars().mapToObj(unit -> String.format(unit < 0x20 || unit > 0x7e || unit == '"' || unit == '\\' ? "\\u%04x" : "%c", unit)).collect(Collectors.joining("", "\"", "\""));
  }
}
