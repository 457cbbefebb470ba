package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.ByokClient;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.Tenant;
import dev.byok.chat.ChatStream;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.CredentialStatus;
import dev.byok.credential.CredentialView;
import dev.byok.providers.EndpointPolicy;
import dev.byok.providers.Providers;
import dev.byok.providers.client.MemorySealer;
import dev.byok.providers.http.ScriptedServer;
import dev.byok.routing.Attempt;
import dev.byok.routing.RetryPolicy;
import dev.byok.spi.Timeouts;
import dev.byok.store.InMemoryKeyStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Streams that fail, through the whole client, in every format that a vendor may speak. Before the first content the next
 * route serves the call; after it the failure is thrown from the stream and nobody else is asked. Field lessons T50 to
 * T54 and T58.
 */
final class StreamFaultsTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(700);
    private static final String FALLBACK = "groq";
    private static final String DIALECTS = "dev.byok.providers.dialect.";

    @Test
    void everyFormatIsTried() throws IOException {
        assertThat(vendorsByFormat().keySet()).isEqualTo(formats());
    }

    static Stream<Arguments> faultsBeforeContent() {
        return vendorsByFormat().values().stream()
                .flatMap(vendor -> Stream.of(StreamFault.values())
                        .filter(StreamFault::isBeforeContent)
                        .map(fault -> Arguments.of(vendor, fault)));
    }

    static Stream<Arguments> faultsAfterContent() {
        return vendorsByFormat().values().stream()
                .flatMap(vendor -> Stream.of(StreamFault.values())
                        .filter(StreamFault::isAfterContent)
                        .map(fault -> Arguments.of(vendor, fault)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("faultsBeforeContent")
    void beforeTheFirstContentTheNextRouteServesTheCall(Contract contract, StreamFault fault) throws IOException {
        Contract fallback = Contract.of(FALLBACK);
        try (ScriptedServer broken = fault.server(contract);
                ScriptedServer well = StreamFault.NONE.server(fallback);
                Providers providers = providers(broken, well);
                ByokClient client = client(providers, fault)) {
            Tenant acme = client.tenant("acme");
            connect(acme, contract, broken);
            connect(acme, fallback, well);

            try (ChatStream stream = stream(acme, contract, fallback)) {
                assertThat(stream.toResponse().text()).isEqualTo(text(fallback));
                assertThat(stream.receipt().attempts())
                        .extracting(Attempt::provider)
                        .containsExactly(contract.id(), FALLBACK);
                Attempt failed = stream.receipt().attempts().get(0);
                assertThat(failed.sent()).isTrue();
                assertThat(failed.firstContent()).isNull();
                assertThat(fault.codes()).contains(failed.error());
            }

            assertThat(broken.requests()).hasSize(1);
            assertThat(well.requests()).hasSize(1);
            assertNoKeyIsTakenForWrong(acme);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("faultsAfterContent")
    void afterTheFirstContentTheStreamThrowsAndNobodyElseIsAsked(Contract contract, StreamFault fault)
            throws IOException {
        Contract fallback = Contract.of(FALLBACK);
        try (ScriptedServer broken = fault.server(contract);
                ScriptedServer well = StreamFault.NONE.server(fallback);
                Providers providers = providers(broken, well);
                ByokClient client = client(providers, fault)) {
            Tenant acme = client.tenant("acme");
            connect(acme, contract, broken);
            connect(acme, fallback, well);

            try (ChatStream stream = stream(acme, contract, fallback)) {
                ByokException failure = catchThrowableOfType(ByokException.class, stream::toResponse);

                assertThat(failure.code()).isEqualTo(ErrorCode.INCOMPLETE);
                assertThat(stream.soFar().text()).isNotEmpty();
                assertThat(failure.receipt()).contains(stream.receipt());
                assertThat(stream.receipt().attempts()).singleElement().satisfies(attempt -> {
                    assertThat(attempt.error()).isEqualTo(ErrorCode.INCOMPLETE);
                    assertThat(attempt.firstContent()).isNotNull();
                    assertThat(attempt.consumption().estimated()).isTrue();
                    assertThat(attempt.usage().outputTokens()).isPositive();
                });
            }

            assertThat(broken.requests()).hasSize(1);
            assertThat(well.requests()).isEmpty();
            assertNoKeyIsTakenForWrong(acme);
        }
    }

    /** One vendor for each format: the one that it is called after, else the first by name. */
    private static Map<String, Contract> vendorsByFormat() {
        return Contract.all()
                .filter(contract -> contract.vendor().chat() != null)
                // an endpoint of each call is not among the fields that are saved
                .filter(contract -> !contract.vendor().endpointPerCall())
                // what a cloud wraps around a format has tests of its own
                .filter(contract -> packageOf(contract).startsWith(DIALECTS))
                .sorted(Comparator.comparing(
                                (Contract contract) -> !format(contract).equals(contract.id()))
                        .thenComparing(Contract::id))
                .collect(Collectors.toMap(
                        StreamFaultsTest::format, contract -> contract, (first, other) -> first, TreeMap::new));
    }

    private static String format(Contract contract) {
        return packageOf(contract).substring(DIALECTS.length());
    }

    private static String packageOf(Contract contract) {
        return contract.chat().newStreamReader().getClass().getPackageName();
    }

    /** The folders of formats that are for chats. */
    private static Set<String> formats() throws IOException {
        Path dialects = Path.of("target/classes/dev/byok/providers/dialect");
        try (Stream<Path> classes = Files.walk(dialects)) {
            return classes.filter(file -> file.toString().endsWith("Chat.class"))
                    .map(file -> file.getParent().getFileName().toString())
                    .collect(Collectors.toSet());
        }
    }

    private static Providers providers(ScriptedServer... vendors) {
        EndpointPolicy policy = EndpointPolicy.publicHttps();
        for (ScriptedServer vendor : vendors) {
            policy = policy.allowOrigin(vendor.url());
        }
        return Providers.builder().endpointPolicy(policy).build();
    }

    private static ByokClient client(Providers providers, StreamFault fault) {
        return ByokClient.builder()
                .providers(providers)
                .keyStore(new InMemoryKeyStore())
                .sealer(new MemorySealer())
                .retries(RetryPolicy.NONE)
                .timeouts(new Timeouts(LONG, fault.stalls() ? SHORT : LONG, LONG))
                .build();
    }

    private static void connect(Tenant tenant, Contract contract, ScriptedServer server) {
        CredentialInput input = CredentialInput.of(contract.id())
                .fields(FakeKeys.fields(contract))
                .field("base_url", server.url() + "/v1");
        for (String secret : FakeKeys.credential(contract, Map.of()).secrets().keySet()) {
            input = input.field(secret, FakeKeys.of(contract));
        }
        tenant.credentials().connect(input);
    }

    private static ChatStream stream(Tenant tenant, Contract contract, Contract fallback) {
        return tenant
                .chat()
                .model(contract.id() + "/" + ChatCase.MODEL)
                .fallback(fallback.id() + "/" + ChatCase.MODEL)
                .messages(ChatCase.STREAM.given().messages())
                .stream();
    }

    private static String text(Contract contract) {
        return ChatContractTest.then(contract, ChatCase.BASIC.folder())
                .path("text")
                .textValue();
    }

    private static void assertNoKeyIsTakenForWrong(Tenant tenant) {
        List<CredentialView> rows = tenant.credentials().list();
        assertThat(rows).hasSize(2).extracting(CredentialView::status).containsOnly(CredentialStatus.UNTESTED);
    }
}
