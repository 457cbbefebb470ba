package dev.byok.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.Tenant;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.CredentialStatus;
import dev.byok.event.UsageEvent;
import dev.byok.messaging.MessageResponse;
import dev.byok.spi.ValidationResult.Verdict;
import dev.byok.testkit.Canary;
import dev.byok.testkit.LeakGuard;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages from the application to the vendor's socket and back. */
class MessagesTest {

    private static final String TELEGRAM_SENT = "{\"ok\":true,\"result\":{\"message_id\":7,\"chat\":{\"id\":42}}}";
    private static final String TELEGRAM_BOT =
            "{\"ok\":true,\"result\":{\"id\":1,\"is_bot\":true,\"username\":\"tables_bot\"}}";
    private static final String TELEGRAM_REFUSED = "{\"ok\":false,\"error_code\":401,\"description\":\"Unauthorized\"}";
    private static final String WHATSAPP_SENT =
            "{\"contacts\":[{\"wa_id\":\"491701234567\"}],\"messages\":[{\"id\":\"wamid.FAKE\"}]}";

    private StubVendor vendor;
    private Library library;
    private Tenant acme;

    @BeforeEach
    void start() throws Exception {
        vendor = new StubVendor();
        library = new Library(vendor);
        acme = library.tenant("acme");
    }

    @AfterEach
    void close() {
        library.close();
        vendor.close();
    }

    @Test
    void aBotWritesWithItsTokenInThePathOnly() {
        Canary token = Canary.make("123456789:").onlyFor(vendor.host());
        vendor.answering(request -> json(200, TELEGRAM_SENT));
        connectTelegram(token, Map.of("chat_id", "42"));

        MessageResponse sent = LeakGuard.watch(
                acme.messages().provider("telegram").text("Hello").send());

        assertThat(sent.messageId()).isEqualTo("7");
        assertThat(sent.recipient()).contains("42");
        assertThat(vendor.requests())
                .extracting(RecordedRequest::getTarget)
                .containsExactly("/bot" + token.value() + "/sendMessage");
        assertThat(usage()).singleElement().satisfies(event -> {
            assertThat(event.capability()).isEqualTo("messages");
            assertThat(event.attempt().served()).isTrue();
        });
    }

    @Test
    void aBusinessWritesByTemplate() {
        Canary token = Canary.make("EAA").onlyFor(vendor.host());
        vendor.answering(request -> json(200, WHATSAPP_SENT));
        LeakGuard.watch(acme.credentials()
                .connect(CredentialInput.of("whatsapp-business")
                        .field("access_token", token.value())
                        .field("phone_number_id", "106540352242922")
                        .field("base_url", vendor.origin())));

        MessageResponse sent = LeakGuard.watch(acme.messages()
                .provider("whatsapp")
                .to("+491701234567")
                .template("table_ready", "en_US", "Ada")
                .sendAsync()
                .join());

        assertThat(sent.messageId()).isEqualTo("wamid.FAKE");
        assertThat(vendor.requests())
                .extracting(RecordedRequest::getTarget)
                .containsExactly("/v25.0/106540352242922/messages");
        assertThat(vendor.keysSeen()).containsExactly(token.value());
    }

    @Test
    void aTestLooksAtTheShapeAndADeepOneAsks() {
        Canary token = Canary.make("123456789:").onlyFor(vendor.host());
        vendor.answering(request -> json(200, TELEGRAM_BOT));
        String id = connectTelegram(token, Map.of());

        assertThat(LeakGuard.watch(acme.credentials().test(id)).verdict()).isEqualTo(Verdict.SHAPE_ONLY);
        assertThat(vendor.requests()).isEmpty();
        assertThat(acme.credentials().get(id).status()).isEqualTo(CredentialStatus.UNTESTED);

        assertThat(LeakGuard.watch(acme.credentials().deepTest(id)).accountName())
                .contains("@tables_bot");
        assertThat(acme.credentials().get(id).status()).isEqualTo(CredentialStatus.VALID);
        assertThat(vendor.requests()).hasSize(1);
    }

    @Test
    void theFirstMessageShowsThatATokenWasRevoked() {
        Canary token = Canary.make("123456789:").onlyFor(vendor.host());
        vendor.answering(request -> json(401, TELEGRAM_REFUSED));
        String id = connectTelegram(token, Map.of());

        ByokException failure = LeakGuard.watch(catchThrowableOfType(
                ByokException.class,
                () -> acme.messages()
                        .provider("telegram")
                        .to("42")
                        .text("Hello")
                        .send()));

        assertThat(failure.code()).isEqualTo(ErrorCode.AUTH_FAILED);
        assertThat(failure.credentialId()).contains(id);
        assertThat(LeakGuard.watch(acme.credentials().get(id)).status()).isEqualTo(CredentialStatus.INVALID);
    }

    @Test
    void aFailedConnectionDoesNotTellTheToken() {
        Canary token = Canary.make("123456789:").onlyFor(vendor.host());
        connectTelegram(token, Map.of());
        vendor.close();

        ByokException failure = LeakGuard.watch(catchThrowableOfType(
                ByokException.class,
                () -> acme.messages()
                        .provider("telegram")
                        .to("42")
                        .text("Hello")
                        .send()));

        assertThat(failure.code()).isEqualTo(ErrorCode.ENDPOINT_UNREACHABLE);
        assertThat(failure.receipt()).isPresent();
    }

    @Test
    void refusesTokensAndIdsThatHaveAnotherForm() {
        for (CredentialInput wrong : List.of(
                CredentialInput.of("telegram").field("bot_token", "bot123456789:AAFAKEfakeFAKEfakeFAKEfakeFAKEfake"),
                CredentialInput.of("telegram")
                        .field("bot_token", "123456789:AAFAKEfakeFAKEfakeFAKEfakeFAKEfake")
                        .field("chat_id", "evil.example/#"),
                CredentialInput.of("whatsapp")
                        .field("access_token", "EAAFAKEfakeFAKEfakeFAKE")
                        .field("phone_number_id", "..%2Fme"),
                CredentialInput.of("whatsapp")
                        .field("access_token", "EAAFAKEfakeFAKEfakeFAKE")
                        .field("phone_number_id", "106540352242922")
                        .field("api_version", "v25.0/me"))) {
            ByokException refused = catchThrowableOfType(
                    ByokException.class, () -> acme.credentials().connect(wrong));

            assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_FIELDS);
            assertThat(refused.getMessage()).doesNotContain("FAKE", "evil");
        }
    }

    private String connectTelegram(Canary token, Map<String, String> more) {
        return LeakGuard.watch(acme.credentials()
                        .connect(CredentialInput.of("telegram")
                                .field("bot_token", token.value())
                                .field("base_url", vendor.origin())
                                .fields(more)))
                .id();
    }

    private List<UsageEvent> usage() {
        return library.events.stream()
                .flatMap(event -> event instanceof UsageEvent usage ? Stream.of(usage) : Stream.empty())
                .toList();
    }

    private static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("content-type", "application/json")
                .body(body)
                .build();
    }
}
