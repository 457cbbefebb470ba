package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.ByokClient;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.FieldFault;
import dev.byok.credential.Secret;
import dev.byok.messaging.OutgoingMessage;
import dev.byok.providers.Catalogue;
import dev.byok.providers.Providers;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.Capability;
import dev.byok.spi.Field;
import dev.byok.spi.FieldType;
import dev.byok.spi.KeySealer;
import dev.byok.spi.Maturity;
import dev.byok.spi.Provider;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.SealContext;
import dev.byok.spi.ValidationResult.Verdict;
import dev.byok.store.InMemoryKeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * No value leads a key to another host, or to another place than the calls are for: not one that a customer types, and
 * not one that somebody wrote into a stored row.
 */
final class UrlMaterialContractTest {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._~:@!$&'()*+,;=?%-]+");
    private static final int MOST_REQUESTS = 12;
    private static final Set<FieldType> URL_MATERIAL = Set.of(FieldType.TEXT, FieldType.CHOICE);

    @RegisterExtension
    static final Loopback SERVER = new Loopback();

    private static final TokenEndpoint TOKENS = new TokenEndpoint(Loopback.TOKEN);
    private static ProxyTrap trap;
    private static Providers providers;

    @BeforeAll
    static void catchEveryRequest() {
        trap = ProxyTrap.set(TOKENS.url().replace("/token", ""));
        providers = Catalogue.gettingTokensAt(TOKENS.url()).build();
    }

    @AfterAll
    static void stop() {
        providers.close();
        trap.close();
        TOKENS.close();
    }

    @EachVendor
    void isNotSaved(Contract contract) {
        try (ByokClient client = ByokClient.builder()
                .providers(providers)
                .keyStore(new InMemoryKeyStore())
                .sealer(new NoSealer())
                .build()) {
            for (Field field : fields(contract)) {
                if (isForHeadersOrBodies(contract, field)) {
                    continue;
                }
                for (String evil : EvilValues.typed(field)) {
                    ByokException refused = catchThrowableOfType(
                            ByokException.class,
                            () -> client.tenant("acme")
                                    .credentials()
                                    .connect(CredentialInput.of(contract.id()).field(field.name(), evil)));

                    assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_FIELDS);
                    assertThat(refused.faults())
                            .as(field.name() + " = " + evil)
                            .extracting(FieldFault::field)
                            .contains(field.name());
                }
            }
        }
        assertThat(trap.taken()).isEmpty();
    }

    @EachVendor
    void leadsToNoOtherHostFromAStoredRow(Contract contract) {
        Calls calls = new Calls(contract, provider(providers, contract), FakeKeys.fields(contract));
        calls.all(Map.of());
        Set<String> hosts = new TreeSet<>(trap.taken());
        // a retired service has no host of its own left
        boolean retired = contract.vendor().info().maturity() == Maturity.RETIRED;
        assertThat(hosts.isEmpty()).isEqualTo(contract.vendor().endpointPerCall() || retired);
        assertThat(hosts).allSatisfy(host -> assertThat(host).startsWith("https://"));

        calls.withEvilValues((value, call) -> {
            call.run();

            assertThat(hosts).as(value).containsAll(trap.taken());
        });
    }

    @EachVendor
    void leavesNoPathFromAStoredRow(Contract contract) {
        Map<String, String> good = new HashMap<>(FakeKeys.fields(contract));
        good.put("base_url", SERVER.baseUrl(contract));
        Calls calls = new Calls(contract, SERVER.provider(contract), good);
        Set<String> shapes = new TreeSet<>(shapes(() -> calls.all(Map.of())));

        calls.withEvilValues((value, call) -> assertThat(shapes).as(value).containsAll(shapes(call)));

        assertThat(trap.taken()).isEmpty();
    }

    // how deep the paths of the calls are, and what their queries ask
    private static List<String> shapes(Runnable calls) {
        for (int i = 0; i < MOST_REQUESTS; i++) {
            SERVER.reply(404, "application/json", "{}");
        }
        calls.run();
        List<String> shapes = new ArrayList<>();
        while (SERVER.untaken() > 0) {
            String target = SERVER.taken().getTarget();
            assertThat(target).matches(PLAIN);
            HttpUrl url = HttpUrl.get(SERVER.origin() + target);
            assertThat(url.encodedPath()).isEqualTo(target.split("\\?", 2)[0]);
            shapes.add(url.pathSize() + " " + url.queryParameterNames());
        }
        SERVER.reset();
        return shapes;
    }

    /** The calls of one vendor, which all fail. */
    private record Calls(Contract contract, Provider provider, Map<String, String> good) {

        void withEvilValues(BiConsumer<String, Runnable> test) {
            for (Field field : fields(contract)) {
                for (String evil : EvilValues.of(field)) {
                    Runnable calls = field.name().equals(VendorSpec.MODEL)
                            ? () -> chat(Map.of(), evil)
                            : () -> all(Map.of(field.name(), evil));
                    test.accept(field.name() + " = " + evil, calls);
                }
            }
        }

        void all(Map<String, String> edited) {
            chat(edited, ChatCase.MODEL);
            ProviderCredential credential = credential(edited);
            provider.clients()
                    .create(Capability.MODELS, credential)
                    .ifPresent(models -> fails(() -> models.list(Loopback.context())));
            provider.clients()
                    .create(Capability.MESSAGES, credential)
                    .ifPresent(messages -> fails(
                            () -> messages.send(OutgoingMessage.text("4915112345678", "Hello"), Loopback.context())));
            fails(() -> assertThat(provider.validator()
                            .deepTest(credential, Loopback.context())
                            .verdict())
                    .isNotIn(Verdict.VALID, Verdict.VALID_LIMITED));
        }

        private void chat(Map<String, String> edited, String model) {
            provider.clients()
                    .create(Capability.CHAT, credential(edited))
                    .ifPresent(chat -> fails(() -> chat.send(ChatCase.BASIC.given(), model, Loopback.context())));
        }

        private ProviderCredential credential(Map<String, String> edited) {
            Map<String, String> fields = new HashMap<>(good);
            fields.putAll(edited);
            return FakeKeys.credential(contract, fields);
        }

        private void fails(Runnable call) {
            ByokException failure = catchThrowableOfType(ByokException.class, call::run);
            if (failure != null) {
                assertThat(failure.provider()).contains(contract.id());
            }
        }
    }

    private static Provider provider(Providers providers, Contract contract) {
        return providers.providers().stream()
                .filter(provider -> provider.info().id().equals(contract.id()))
                .findFirst()
                .orElseThrow();
    }

    private static List<Field> fields(Contract contract) {
        Stream<Field> fields = contract.vendor().info().schema().fields().stream();
        return fields.filter(field -> URL_MATERIAL.contains(field.type())).toList();
    }

    // a model id may be anything at all until it is sent, and headers are checked when they are written
    private static boolean isForHeadersOrBodies(Contract contract, Field field) {
        return field.name().equals(VendorSpec.MODEL)
                || contract.vendor().fieldHeaders().containsKey(field.name());
    }

    /** Nothing gets so far. */
    private static final class NoSealer implements KeySealer {

        @Override
        public String seal(SealContext context, Secret secret) {
            throw new AssertionError("nothing is saved here");
        }

        @Override
        public Secret open(SealContext context, String sealed) {
            throw new AssertionError("nothing is stored here");
        }
    }
}
