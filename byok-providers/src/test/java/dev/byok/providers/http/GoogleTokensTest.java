package dev.byok.providers.http;

import static dev.byok.providers.http.ScriptedServer.reply;
import static dev.byok.providers.http.TestVendors.context;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.credential.Secret;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.http.google.FakeServiceAccount;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Field;
import dev.byok.spi.ProviderCredential;
import dev.byok.testkit.MovableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Field lesson T21: a kept access token belongs to one key, not to the account that the key is of. */
@Timeout(60)
final class GoogleTokensTest {

    private static final HttpCall CALL = HttpCall.get("models");
    private static final Pattern TOKEN = Pattern.compile("(?i)Authorization: Bearer (\\S+)");
    private static final int TOGETHER = 16;

    private final MovableClock clock = new MovableClock();
    private final AtomicInteger given = new AtomicInteger();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private ScriptedServer google;
    private ScriptedServer vendor;
    private Transport transport;

    @BeforeEach
    void start() throws IOException {
        google = ScriptedServer.start(connection -> {
            while (connection.readRequest() != null) {
                String token = "ya29.FAKE-" + given.incrementAndGet();
                connection.send(reply("200 OK", "{\"access_token\":\"" + token + "\",\"expires_in\":3600}"));
            }
        });
        vendor = ScriptedServer.start(connection -> {
            for (String request = connection.readRequest(); request != null; request = connection.readRequest()) {
                connection.send(refused.contains(token(request)) ? reply("401 No", "{}") : reply("200 OK", "{}"));
            }
        });
        transport = new Transport(
                new Urls(EndpointPolicy.publicHttps()),
                Transport.Limits.DEFAULT,
                new GoogleTokens(google.url() + "/token", clock));
    }

    @AfterEach
    void stop() throws IOException {
        transport.close();
        vendor.close();
        google.close();
    }

    @Test
    void aTokenServesManyCallsOfItsKey() {
        for (int call = 0; call < 3; call++) {
            assertThat(call(FakeServiceAccount.json())).isEqualTo(200);
        }

        assertThat(tokensSeen()).containsExactly("ya29.FAKE-1", "ya29.FAKE-1", "ya29.FAKE-1");
        assertThat(google.requests()).hasSize(1);
    }

    @Test
    void aRotatedKeyOfTheSameAccountIsUsedByTheNextCall() {
        String before = FakeServiceAccount.json();
        String rotated = rotated();

        call(before);
        call(rotated);
        call(rotated);

        assertThat(tokensSeen()).containsExactly("ya29.FAKE-1", "ya29.FAKE-2", "ya29.FAKE-2");
        assertThat(google.requests()).hasSize(2);
    }

    @Test
    void aTokenIsRenewedBeforeItEnds() {
        call(FakeServiceAccount.json());
        clock.move(Duration.ofSeconds(3_600 - 226));
        call(FakeServiceAccount.json());
        clock.move(Duration.ofSeconds(2));
        call(FakeServiceAccount.json());

        assertThat(tokensSeen()).containsExactly("ya29.FAKE-1", "ya29.FAKE-1", "ya29.FAKE-2");
    }

    @Test
    void aTokenThatIsRefusedIsAskedForAnewOnce() {
        call(FakeServiceAccount.json());
        refused.add("ya29.FAKE-1");

        assertThat(call(FakeServiceAccount.json())).isEqualTo(200);
        refused.add("ya29.FAKE-2");
        refused.add("ya29.FAKE-3");
        assertThat(call(FakeServiceAccount.json())).isEqualTo(401);

        assertThat(tokensSeen())
                .containsExactly("ya29.FAKE-1", "ya29.FAKE-1", "ya29.FAKE-2", "ya29.FAKE-2", "ya29.FAKE-3");
    }

    @Test
    void callsThatComeTogetherAskOnceForEachKey() throws Exception {
        List<String> keys = List.of(FakeServiceAccount.json(), rotated());
        ExecutorService threads = Executors.newFixedThreadPool(TOGETHER);
        try {
            CountDownLatch ready = new CountDownLatch(TOGETHER);
            List<Future<Integer>> calls = new ArrayList<>();
            for (int call = 0; call < TOGETHER; call++) {
                String key = keys.get(call % 2);
                calls.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return call(key);
                }));
            }
            for (Future<Integer> call : calls) {
                assertThat(call.get()).isEqualTo(200);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(google.requests()).hasSize(2);
        assertThat(tokensSeen()).hasSize(TOGETHER);
        assertThat(new HashSet<>(tokensSeen())).containsExactlyInAnyOrder("ya29.FAKE-1", "ya29.FAKE-2");
    }

    // the account's address and project stay, as they do when a customer makes a new key for it
    private static String rotated() {
        ObjectNode json = FakeServiceAccount.object();
        json.put("private_key_id", "FAKE99999999999999aa");
        json.put(
                "private_key",
                FakeServiceAccount.pem(
                        "PRIVATE KEY", FakeServiceAccount.keys("RSA", 2_048).getPrivate()));
        return json.toString();
    }

    private int call(String key) {
        VendorSpec spec = TestVendors.acme()
                .field(Field.secretJson("service_account_key", "Key"))
                .auth(Auth.googleServiceAccount("service_account_key", "some-scope"))
                .baseUrl(vendor.url())
                .build();
        try (ProviderCredential credential = ProviderCredential.builder("acme")
                .secret("service_account_key", Secret.of(key))
                .build()) {
            return transport
                    .exchange(new Target(spec, credential), CALL, context())
                    .status();
        }
    }

    private List<String> tokensSeen() {
        return vendor.requests().stream().map(GoogleTokensTest::token).toList();
    }

    private static String token(String request) {
        return TOKEN.matcher(request)
                .results()
                .map((MatchResult match) -> match.group(1))
                .findFirst()
                .orElse("");
    }
}
