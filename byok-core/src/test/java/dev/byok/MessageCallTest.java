package dev.byok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.credential.CredentialInput;
import dev.byok.credential.CredentialStatus;
import dev.byok.credential.Secret;
import dev.byok.credential.SecretAccess;
import dev.byok.event.ByokEvent;
import dev.byok.event.UsageEvent;
import dev.byok.messaging.MessageReceipt;
import dev.byok.messaging.MessageResponse;
import dev.byok.messaging.OutgoingMessage;
import dev.byok.routing.Attempt;
import dev.byok.spi.CallContext;
import dev.byok.spi.Capability;
import dev.byok.spi.ClientFactory;
import dev.byok.spi.CredentialValidator;
import dev.byok.spi.Endpoint;
import dev.byok.spi.Field;
import dev.byok.spi.FieldSchema;
import dev.byok.spi.KeySealer;
import dev.byok.spi.MessagesClient;
import dev.byok.spi.Provider;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.ProviderInfo;
import dev.byok.spi.SealContext;
import dev.byok.spi.Timeouts;
import dev.byok.spi.ValidationResult;
import dev.byok.store.InMemoryKeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MessageCallTest {

    private static final String KEY = "FAKE-0123456789-abcdefgh";

    private final Post post = new Post("post", true);
    private final List<ByokEvent> events = new CopyOnWriteArrayList<>();
    private final ByokClient client = ByokClient.builder()
            .provider(post)
            .provider(new Post("mute", false))
            .keyStore(new InMemoryKeyStore())
            .sealer(new Base64Sealer())
            .listener(events::add)
            .build();
    private final Tenant acme = client.tenant("acme");

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void sendsATextWithTheTenantsKey() {
        String id = connect("post", "Own");

        MessageResponse sent = acme.messages()
                .provider("post")
                .to("+491701234567")
                .text("Hello")
                .send();

        assertThat(post.sent).containsExactly(OutgoingMessage.text("+491701234567", "Hello"));
        assertThat(post.keys).containsExactly(KEY + "Own");
        assertThat(sent.messageId()).isEqualTo("m1");
        assertThat(sent.recipient()).contains("r1");
        assertThat(sent.movedTo()).contains("r2");
        assertThat(sent.receipt().attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.served()).isTrue();
            assertThat(attempt.provider()).isEqualTo("post");
            assertThat(attempt.model()).isEqualTo("*");
            assertThat(attempt.credentialId()).isEqualTo(id);
        });
    }

    @Test
    void sendsATemplateUnderALabelToTheDefaultRecipient() {
        connect("post", "Own");
        connect("post", "Shared");

        acme.messages()
                .provider("post@Shared")
                .text("gone")
                .template("hello", "en_US", "Ada")
                .send();

        assertThat(post.sent).containsExactly(OutgoingMessage.template(null, "hello", "en_US", "Ada"));
        assertThat(post.keys).containsExactly(KEY + "Shared");
    }

    @Test
    void reportsEveryAttempt() {
        connect("post", "Own");
        acme.messages().provider("post").to("1").text("Hello").send();
        post.answer = (message, context) -> {
            throw ByokException.of(ErrorCode.RATE_LIMITED, "slow down")
                    .retryAfter(Duration.ofSeconds(6))
                    .build();
        };

        ByokException failure = failure(
                () -> acme.messages().provider("post").to("1").text("Hello").send());

        assertThat(failure.code()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(6));
        assertThat(failure.receipt().orElseThrow().attempts()).hasSize(1);
        List<UsageEvent> usage = usage();
        assertThat(usage).extracting(UsageEvent::capability).containsExactly("messages", "messages");
        assertThat(usage)
                .extracting(UsageEvent::attempt)
                .extracting(Attempt::served)
                .containsExactly(true, false);
        assertThat(usage.toString()).doesNotContain("Hello", "FAKE");
    }

    @Test
    void sendsNothingTwiceAndTriesNobodyElse() {
        connect("post", "Own");
        connect("post", "Shared");
        post.answer = (message, context) -> {
            throw ByokException.of(ErrorCode.PROVIDER_UNAVAILABLE, "later").build();
        };

        failure(() -> acme.messages().provider("post").to("1").text("Hello").send());

        assertThat(post.sent).hasSize(1);
    }

    @Test
    void aRefusedKeyIsNotedAndWiped() {
        String id = connect("post", "Own");
        post.answer = (message, context) -> {
            throw ByokException.of(ErrorCode.AUTH_FAILED, "refused").build();
        };

        failure(() -> acme.messages().provider("post").to("1").text("Hello").send());

        assertThat(acme.credentials().get(id).status()).isEqualTo(CredentialStatus.INVALID);
        assertThat(post.opened)
                .singleElement()
                .satisfies(secret -> assertThat(catchThrowableOfType(
                                IllegalStateException.class, () -> secret.reveal(SecretAccess.grant())))
                        .isNotNull());
    }

    @Test
    void tellsWhatIsMissing() {
        connect("post", "Own");

        assertThat(failure(() -> acme.messages().to("1").text("Hello").send()).summary())
                .isEqualTo("a message needs a provider");
        assertThat(failure(() -> acme.messages().provider("post").to("1").send())
                        .summary())
                .isEqualTo("a message needs a content");
        assertThat(failure(() -> acme.messages().text(" ")).summary())
                .isEqualTo("the text of a message must not be blank");
        assertThat(failure(() -> acme.messages().template("hello", "")).summary())
                .isEqualTo("the language of a template must not be blank");
        assertThat(failure(() -> acme.messages()
                                .provider("post")
                                .to(" ")
                                .text("Hello")
                                .send())
                        .summary())
                .isEqualTo("the recipient of a message must not be blank");
        assertThat(failure(() -> acme.messages().provider("")).code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(post.sent).isEmpty();
    }

    @Test
    void tellsWhoCannotSend() {
        connect("mute", "Own");

        assertThat(failure(() -> acme.messages().provider("none").text("Hello").send())
                        .code())
                .isEqualTo(ErrorCode.UNSUPPORTED_PROVIDER);
        assertThat(failure(() -> acme.messages().provider("post").text("Hello").send())
                        .code())
                .isEqualTo(ErrorCode.NO_API_KEY);
        ByokException mute =
                failure(() -> acme.messages().provider("mute").text("Hello").send());
        assertThat(mute.code()).isEqualTo(ErrorCode.UNSUPPORTED_CAPABILITY);
        assertThat(mute.summary()).isEqualTo("mute cannot do this: messages");
    }

    @Test
    void sendsInTheBackground() {
        connect("post", "Own");

        assertThat(acme.messages()
                        .provider("post")
                        .to("1")
                        .text("Hello")
                        .sendAsync()
                        .join()
                        .messageId())
                .isEqualTo("m1");
        assertThat(failure(() -> acme.messages().provider("post").sendAsync()).code())
                .isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(catchThrowableOfType(
                        CompletionException.class,
                        () -> acme.messages()
                                .provider("mute")
                                .text("Hello")
                                .sendAsync()
                                .join()))
                .hasCauseInstanceOf(ByokException.class);
    }

    @Test
    void cancellingEndsTheCall() throws InterruptedException {
        connect("post", "Own");
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        post.answer = (message, context) -> {
            context.cancellation().onCancel(cancelled::countDown);
            started.countDown();
            await(cancelled);
            return MessageReceipt.of("m1", Optional.empty());
        };
        CompletableFuture<MessageResponse> future =
                acme.messages().provider("post").to("1").text("Hello").sendAsync();
        assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();

        future.cancel(true);

        assertThat(cancelled.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(future).isCancelled();
    }

    @Test
    void keepsTheLimitsOfTheCall() {
        connect("post", "Own");
        Timeouts limits = new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));
        List<Timeouts> seen = new ArrayList<>();
        post.answer = (message, context) -> {
            seen.add(context.timeouts());
            return MessageReceipt.of("m1", Optional.empty());
        };

        acme.messages().provider("post").to("1").text("Hello").timeouts(limits).send();

        assertThat(seen).containsExactly(limits);
    }

    private String connect(String provider, String label) {
        return acme.credentials()
                .connect(CredentialInput.of(provider).label(label).field("api_key", KEY + label))
                .id();
    }

    private List<UsageEvent> usage() {
        return events.stream()
                .flatMap(event -> event instanceof UsageEvent usage ? Stream.of(usage) : Stream.empty())
                .toList();
    }

    private static ByokException failure(ThrowingCallable call) {
        ByokException failure = catchThrowableOfType(ByokException.class, call);
        assertThat(failure).as("a failure").isNotNull();
        return failure;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends messages to nobody. */
    private static final class Post implements Provider {

        private final ProviderInfo info;
        private final boolean speaks;
        private final List<OutgoingMessage> sent = new CopyOnWriteArrayList<>();
        private final List<String> keys = new CopyOnWriteArrayList<>();
        private final List<Secret> opened = new CopyOnWriteArrayList<>();
        private volatile BiFunction<OutgoingMessage, CallContext, MessageReceipt> answer =
                (message, context) -> new MessageReceipt("m1", Optional.of("r1"), Optional.of("r2"));

        Post(String id, boolean speaks) {
            this.info = ProviderInfo.builder(id, id)
                    .schema(FieldSchema.of(Field.secret("api_key", "API key")))
                    .build();
            this.speaks = speaks;
        }

        @Override
        public ProviderInfo info() {
            return info;
        }

        @Override
        public Endpoint endpoint(Map<String, String> fields) {
            return new Endpoint("https://post.example", "https://post.example", false);
        }

        @Override
        public CredentialValidator validator() {
            return (credential, context) -> ValidationResult.shapeOnly("Not tried.");
        }

        @Override
        public ClientFactory clients() {
            return new ClientFactory() {
                @Override
                public <C> Optional<C> create(Capability<C> capability, ProviderCredential credential) {
                    return speaks && capability == Capability.MESSAGES
                            ? Optional.of(capability.client().cast(messages(credential)))
                            : Optional.empty();
                }
            };
        }

        private MessagesClient messages(ProviderCredential credential) {
            return (message, context) -> {
                Secret key = credential.secret("api_key").orElseThrow();
                opened.add(key);
                keys.add(key.reveal(SecretAccess.grant()));
                sent.add(message);
                return answer.apply(message, context);
            };
        }
    }

    /** Seals nothing; this test is not about that. */
    private static final class Base64Sealer implements KeySealer {

        @Override
        public String seal(SealContext context, Secret secret) {
            return Base64.getEncoder().encodeToString(secret.revealUtf8(SecretAccess.grant()));
        }

        @Override
        public Secret open(SealContext context, String sealed) {
            return Secret.takingUtf8(Base64.getDecoder().decode(sealed));
        }
    }
}
