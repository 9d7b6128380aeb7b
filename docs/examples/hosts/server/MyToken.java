// A token for whoever is logged in. Java 17+, nothing to install: `java MyToken.java`. AFTERTIER_URL, AFTERTIER_KEY (a key with the scope `embed`).
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

public final class MyToken {
    private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    /** The answer as it came, `{"token": "…", "expires_in": 60, …}`: the element reads `token` of it. Boards and filters come from what you know of your user, never from the request. */
    static String embedToken(String grant) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(System.getenv("AFTERTIER_URL") + "/v1/embed-tokens"))
            .header("Authorization", "Bearer " + System.getenv("AFTERTIER_KEY"))
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(10))
            .POST(HttpRequest.BodyPublishers.ofString(grant))
            .build();
        HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) throw new IllegalStateException("no token: " + answer.statusCode());
        return answer.body();
    }

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "3000"));
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.createContext("/my-token", exchange -> {
            byte[] body;
            int status = 200;
            try {
                // Your own session decides who this is.
                body = embedToken("{\"boards\":[\"overview\",\"problems\"],\"filters\":{\"channel\":[\"douyin\"]},\"locale\":\"zh-CN\"}").getBytes(StandardCharsets.UTF_8);
            } catch (Exception error) {
                status = 502;
                body = "{\"error\":\"no token\"}".getBytes(StandardCharsets.UTF_8);
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }
}
