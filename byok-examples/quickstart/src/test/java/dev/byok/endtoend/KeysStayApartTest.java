package dev.byok.endtoend;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ErrorCode;
import dev.byok.Tenant;
import dev.byok.credential.CredentialStatus;
import dev.byok.credential.CredentialView;
import dev.byok.spi.StoredCredential;
import dev.byok.testkit.Canary;
import dev.byok.testkit.Failures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class KeysStayApartTest {

    @Test
    void twoTenantsOnOneHostEachSendTheirOwnKeyOnce() throws Exception {
        try (StubVendor vendor = new StubVendor();
                Library library = new Library(vendor)) {
            Tenant acme = library.tenant("acme");
            Tenant globex = library.tenant("globex");
            Canary acmeKey = Canary.make();
            Canary globexKey = Canary.make();
            Library.connect(acme, "openai", acmeKey, vendor);
            Library.connect(globex, "openai", globexKey, vendor);

            ExecutorService threads = Executors.newFixedThreadPool(16);
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                Tenant tenant = i % 2 == 0 ? acme : globex;
                // the question names the tenant, so that the request shows whose it is
                answers.add(threads.submit(() -> tenant.chat()
                        .model("openai/gpt-4o-mini")
                        .user("from " + tenant.id())
                        .send()
                        .text()));
            }
            for (Future<String> answer : answers) {
                assertThat(answer.get()).isEqualTo("Hello.");
            }
            threads.shutdown();

            assertThat(vendor.requests()).hasSize(1_000);
            assertThat(vendor.requests()).allSatisfy(request -> {
                String expected = request.getBody().utf8().contains("from acme") ? acmeKey.value() : globexKey.value();
                assertThat(request.getHeaders().values("Authorization")).containsExactly("Bearer " + expected);
            });
            assertThat(vendor.keysSeen().stream().collect(groupingBy(key -> key, counting())))
                    .isEqualTo(Map.of(acmeKey.value(), 500L, globexKey.value(), 500L));
        }
    }

    @Test
    void aFallbackTakesItsOwnKeyToItsOwnHost() throws Exception {
        try (StubVendor down = new StubVendor().answering(request -> Answers.overloaded());
                StubVendor up = new StubVendor();
                Library library = new Library(down, up)) {
            Tenant acme = library.tenant("acme");
            Canary first = Canary.make();
            Canary second = Canary.make("gsk_");
            Library.connect(acme, "openai", first, down);
            Library.connect(acme, "groq", second, up);

            acme.chat()
                    .model("openai/gpt-4o")
                    .fallback("groq/llama-3.3-70b-versatile")
                    .user("Hi")
                    .send();

            assertThat(down.keysSeen()).containsExactly(first.value());
            assertThat(up.keysSeen()).containsExactly(second.value());
        }
    }

    @Test
    void aRowPointedAtAnotherHostIsNotSentThere() throws Exception {
        try (StubVendor vendor = new StubVendor();
                StubVendor thief = new StubVendor();
                Library library = new Library(vendor, thief)) {
            Tenant acme = library.tenant("acme");
            CredentialView view = Library.connect(acme, "openai", Canary.make(), vendor);
            StoredCredential row = library.store.find("acme", view.id()).orElseThrow();

            // with the origin column left as it was, and with it changed along
            for (String origin : List.of(row.origin(), thief.origin())) {
                StoredCredential now = library.store.find("acme", view.id()).orElseThrow();
                library.store.replace(
                        now,
                        now.toBuilder()
                                .origin(origin)
                                .fields(Map.of("base_url", thief.baseUrl()))
                                .status(CredentialStatus.VALID, null, null)
                                .version(now.version() + 1)
                                .build());

                Failures.expect(
                        ErrorCode.UNDECRYPTABLE,
                        () -> acme.chat().model("openai/gpt-4o").user("Hi").send());
            }
            assertThat(thief.requests()).isEmpty();
            assertThat(acme.credentials().get(view.id()).status()).isEqualTo(CredentialStatus.UNDECRYPTABLE);
        }
    }

    @Test
    void aRotatedKeyIsUsedByTheNextCall() throws Exception {
        try (StubVendor vendor = new StubVendor();
                Library library = new Library(vendor)) {
            Tenant acme = library.tenant("acme");
            Canary first = Canary.make();
            Canary second = Canary.make().onlyFor(vendor.host());
            CredentialView row = Library.connect(acme, "openai", first, vendor);

            acme.chat().model("openai/gpt-4o").user("Hi").send();
            acme.credentials().rotate(row.id(), Map.of("api_key", second.value()));
            acme.chat().model("openai/gpt-4o").user("Hi").send();

            assertThat(vendor.keysSeen()).containsExactly(first.value(), second.value());
        }
    }

    @Test
    void aDisconnectedKeyIsNotUsed() throws Exception {
        try (StubVendor vendor = new StubVendor();
                Library library = new Library(vendor)) {
            Tenant acme = library.tenant("acme");
            CredentialView row = Library.connect(acme, "openai", Canary.make(), vendor);

            acme.credentials().disconnect(row.id());

            Failures.expect(
                    ErrorCode.NO_API_KEY,
                    () -> acme.chat().model("openai/gpt-4o").user("Hi").send());
            assertThat(vendor.requests()).isEmpty();
        }
    }
}
