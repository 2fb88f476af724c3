// Push a referral, read how it stands, follow what happens to it: Java 17 without a package.
//     RINNALLA=https://rinnalla.example CLIENT=… SECRET=… REFERENCE=OURS-1 java Push.java

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public class Push {
    static final String BASE = env("RINNALLA", "http://127.0.0.1:8000");
    static final String CLIENT = env("CLIENT", "demo-turku") + ":" + env("SECRET", "rinnalla-demo");
    static final String REFERENCE = env("REFERENCE", "JAVA-1");
    static final String REFERRALS = "/referral/api/v1/referrals";
    static final HttpClient HTTP = HttpClient.newHttpClient();
    static String token = "";

    public static void main(String[] arguments) throws Exception {
        String referral = text("id", ask(REFERRALS, """
            {"source_reference": "%s", "programme": "kaveri", "municipality": "853",
             "referrer": {"kind": "SCHOOL"}, "needs": ["LONELINESS"],
             "subject": {"kind": "CHILD", "given_name": "Aino", "date_of_birth": "2015-04-01"},
             "consent": {"given_on": "%s", "given_by": "GUARDIAN"}}
            """.formatted(REFERENCE, LocalDate.now())));
        System.out.println("received " + referral);

        String status = "received";
        while (status.equals("received")) { // triage takes a moment
            Thread.sleep(200);
            status = text("status", ask(REFERRALS + "/" + referral, null));
        }
        System.out.println("status " + status);

        Pattern ours = Pattern.compile( // of one event: its type, then what it is about
            "\"type\":\\s*\"([^\"]*)\",\\s*\"subject\":\\s*\"referral-" + referral + "\"");
        for (String after = "0"; ; ) { // page by page, until a page is empty
            String page = ask("/referral/api/v1/events?after=" + after, null);
            if (page.replaceAll("\\s", "").contains("\"events\":[]")) break;
            for (Matcher event = ours.matcher(page); event.find(); )
                System.out.println("event " + event.group(1));
            after = find("\"next\":\\s*(\\d+)", page);
        }
    }

    /** Asks until there is an answer: with a new token, later, or over a new connection. */
    static String ask(String path, String body) throws Exception {
        for (long wait = 1; wait <= 32; wait *= 2) {
            HttpRequest.Builder request = request(path).header("Authorization", "Bearer " + token);
            if (body != null) // the same key each time: received once, however often it is sent
                request.header("Content-Type", "application/json")
                    .header("Idempotency-Key", REFERENCE)
                    .POST(BodyPublishers.ofString(body));
            HttpResponse<String> answer;
            try {
                answer = HTTP.send(request.build(), BodyHandlers.ofString());
            } catch (IOException broken) {
                Thread.sleep(wait * 1000);
                continue;
            }
            switch (answer.statusCode()) {
                case 200, 201 -> { return answer.body(); }
                case 401 -> signIn();
                case 429, 503 -> Thread.sleep(1000 * Long.parseLong(
                    answer.headers().firstValue("Retry-After").orElse("" + wait)));
                default -> throw new IOException(answer.statusCode() + ": " + answer.body());
            }
        }
        throw new IOException("No answer.");
    }

    static void signIn() throws Exception {
        String basic = Base64.getEncoder().encodeToString(CLIENT.getBytes());
        HttpRequest request = request("/identity/token").header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("grant_type=client_credentials")).build();
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) throw new IOException("No token: " + answer.body());
        token = text("access_token", answer.body());
    }

    static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(BASE + path)).timeout(Duration.ofSeconds(30));
    }

    /** The first text of that name; a program of yours reads JSON with the library it has. */
    static String text(String name, String json) {
        return find("\"" + name + "\":\\s*\"([^\"]*)\"", json);
    }

    static String find(String pattern, String json) {
        Matcher match = Pattern.compile(pattern).matcher(json);
        if (!match.find()) throw new IllegalStateException(pattern + " is not in " + json);
        return match.group(1);
    }

    static String env(String name, String otherwise) {
        return System.getenv().getOrDefault(name, otherwise);
    }
}
