package dev.byok.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.credential.CredentialInput;
import dev.byok.credential.CredentialView;
import dev.byok.credential.Credentials;
import dev.byok.credential.FieldFault;
import dev.byok.credential.FieldFault.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields that are more than a key or a line of text, through every operation that takes values. */
class FieldTypesTest {

    private static final String KEY = "FAKE-0123456789-abcdefgh";
    private static final String ACCOUNT = "{\"type\":\"service_account\",\"private_key\":\"FAKE-private\"}";
    private static final String DOTS = "\u00B7\u00B7\u00B7";

    private final Bench bench = new Bench();
    private final ScriptedProvider cloud = ScriptedProvider.cloud();
    private final CredentialService service = bench.service(new ProviderCatalog(List.of(cloud)));
    private final Credentials credentials = new TenantCredentials(Bench.TENANT, service);

    private static CredentialInput input() {
        return CredentialInput.of("cloud").field("project", "acme");
    }

    private static CredentialInput withKey() {
        return input().field("api_key", KEY);
    }

    private static CredentialInput withAccount() {
        return input().field("service_account_json", ACCOUNT).field("audience", "everybody");
    }

    // values of a form

    @ParameterizedTest
    @ValueSource(strings = {"ACME", "ac", "acme.evil.example", "acme/..", "acme#", "acme\u0430"})
    void refusesATextWithoutTheFormThatIsAskedFor(String project) {
        for (String where : new String[] {"connect", "validate", "edit"}) {
            FieldFault fault = refusedProject(where, project).faults().get(0);

            assertThat(fault.field()).isEqualTo("project");
            assertThat(fault.kind()).isEqualTo(Kind.MALFORMED);
            assertThat(fault.message()).isEqualTo("project does not look like one, for example acme");
        }
    }

    private ByokException refusedProject(String where, String project) {
        CredentialInput wrong = withKey().field("project", project);
        return switch (where) {
            case "connect" -> refused(() -> credentials.connect(wrong));
            case "validate" -> refused(() -> credentials.validate(wrong));
            default -> {
                String id = credentials.connect(withKey()).id();
                yield refused(() -> credentials.edit(id, Map.of("project", project)));
            }
        };
    }

    // a pattern that is searched for instead of matched would let the second line through
    @Test
    void stripsLineBreaksAtTheEndsAndRefusesThemWithin() {
        assertThat(credentials.connect(withKey().field("project", "acme\r\n")).fields())
                .containsEntry("project", "acme");
        assertThat(refused(() -> credentials.connect(withKey().field("project", "acme\nevil")))
                        .faults())
                .extracting(FieldFault::message)
                .containsExactly("project has character U+000A at position 5, but must be one line without control"
                        + " characters");
    }

    @Test
    void refusesAKeyWithoutTheFormThatIsAskedForAndDoesNotRepeatIt() {
        String wrong = "SECRET-0123456789";
        String id = credentials.connect(withKey()).id();

        for (ByokException failure : new ByokException[] {
            refused(() -> credentials.connect(input().field("api_key", wrong))),
            refused(() -> credentials.validate(input().field("api_key", wrong))),
            refused(() -> credentials.rotate(id, Map.of("api_key", wrong))),
            refused(() -> credentials.edit(id, Map.of("api_key", wrong)))
        }) {
            assertThat(failure.faults())
                    .extracting(FieldFault::message)
                    .containsExactly("api_key does not look like one, for example FAKE-key");
            assertThat(failure.getMessage()).doesNotContain("SECRET");
        }
        assertThat(opened(id, "api_key")).isEqualTo(KEY);
    }

    // a key that is a JSON object

    @Test
    void keepsAJsonKeyToTheLetterAndShowsNothingOfIt() {
        String account = ACCOUNT.replace(",", ",\n  ");

        CredentialView view = credentials.connect(input().field("service_account_json", "\uFEFF" + account + "\n"));

        assertThat(view.masks()).isEqualTo(Map.of("service_account_json", DOTS));
        assertThat(opened(view.id(), "service_account_json")).isEqualTo(account);
        assertThat(view.toString()).doesNotContain("FAKE");
    }

    @Test
    void refusesABrokenJsonKeyOrItsMaskAndDoesNotRepeatIt() {
        String id = credentials.connect(withAccount()).id();

        for (String wrong : new String[] {ACCOUNT + "}", "FAKE-private", DOTS, "{\"a\":" + "[".repeat(99)}) {
            ByokException connected = refused(() -> credentials.connect(input().field("service_account_json", wrong)));
            ByokException rotated = refused(() -> credentials.rotate(id, Map.of("service_account_json", wrong)));

            assertThat(connected.faults())
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.kind()).isEqualTo(Kind.MALFORMED));
            assertThat(connected.getMessage() + rotated.getMessage()).doesNotContain("FAKE");
        }
        assertThat(opened(id, "service_account_json")).isEqualTo(ACCOUNT);
    }

    // several ways to fill in the form

    @Test
    void takesTheWayThatSomethingIsTypedFor() {
        assertThat(credentials.connect(withKey()).masks()).containsOnlyKeys("api_key");
        assertThat(credentials.connect(withAccount().label("second")).masks()).containsOnlyKeys("service_account_json");
    }

    @Test
    void asksForTheFirstWayWhenNothingIsTyped() {
        assertThat(refused(() -> credentials.connect(input().field("service_account_json", " ")))
                        .faults())
                .extracting(FieldFault::message)
                .containsExactly("api_key is required");
    }

    @Test
    void asksForWhatIsMissingOfTheWayThatIsTyped() {
        assertThat(refused(() -> credentials.connect(input().field("audience", "everybody")))
                        .faults())
                .extracting(FieldFault::message)
                .containsExactly("service_account_json is required");
    }

    @Test
    void refusesTwoWaysAtOnce() {
        assertThat(refused(() -> credentials.connect(withAccount().field("api_key", KEY)))
                        .faults())
                .extracting(FieldFault::field, FieldFault::message)
                .containsExactly(
                        tuple(
                                "service_account_json",
                                "service_account_json belongs to another way to fill in the form than 'API key'; use"
                                        + " one"),
                        tuple(
                                "audience",
                                "audience belongs to another way to fill in the form than 'API key'; use one"));
    }

    @Test
    void dropsTheOtherWaysValuesWhenAnEditSwitches() {
        String id = credentials.connect(withAccount()).id();

        CredentialView switched = credentials.edit(id, Map.of("api_key", KEY));

        assertThat(switched.masks()).containsOnlyKeys("api_key");
        assertThat(switched.fields()).isEqualTo(Map.of("project", "acme"));
        assertThat(bench.row(id).secrets()).containsOnlyKeys("api_key");
        assertThat(bench.row(id).secretVersion()).isEqualTo(2);
        assertThat(opened(id, "api_key")).isEqualTo(KEY);

        CredentialView back = credentials.edit(id, Map.of("service_account_json", ACCOUNT));
        assertThat(back.masks()).containsOnlyKeys("service_account_json");
        assertThat(opened(id, "service_account_json")).isEqualTo(ACCOUNT);
    }

    @Test
    void keepsTheStoredWayInAnEditOfSomethingElse() {
        String id = credentials.connect(withAccount()).id();

        CredentialView view = credentials.edit(id, Map.of("project", "other", "api_key", " "));

        assertThat(view.masks()).containsOnlyKeys("service_account_json");
        assertThat(view.fields()).isEqualTo(Map.of("project", "other", "audience", "everybody"));
        assertThat(bench.row(id).secretVersion()).isEqualTo(1);
    }

    @Test
    void connectingAgainInTheOtherWayLeavesNothingOfTheFirst() {
        String id = credentials.connect(withAccount()).id();

        CredentialView view = credentials.connect(withKey());

        assertThat(view.id()).isEqualTo(id);
        assertThat(view.masks()).containsOnlyKeys("api_key");
        assertThat(view.fields()).isEqualTo(Map.of("project", "acme"));
    }

    @Test
    void rotatesWithinTheStoredWayOnly() {
        String id = credentials.connect(withAccount()).id();

        assertThat(refused(() -> credentials.rotate(id, Map.of("api_key", KEY))).faults())
                .extracting(FieldFault::message)
                .containsExactly("api_key belongs to another way to fill in the form than 'Service account'; edit the"
                        + " credential to change it");

        credentials.rotate(id, Map.of("service_account_json", ACCOUNT.replace("private\"", "other\"")));
        assertThat(opened(id, "service_account_json")).contains("FAKE-other");
        assertThat(credentials.get(id).fields()).containsEntry("audience", "everybody");
    }

    // headers

    @Test
    void sealsHeadersAsLinesAndShowsTheirNamesOnly() {
        CredentialView view = credentials.connect(
                withKey().field("custom_headers", "{\"X-Proxy-Password\":\"FAKE-pass\",\"x-team\":\"blue\"}"));

        assertThat(view.masks())
                .containsEntry("custom_headers", "X-Proxy-Password: " + DOTS + ", x-team: " + DOTS)
                .containsEntry("api_key", "FAKE" + DOTS + "efgh");
        assertThat(view.mask()).isEqualTo("FAKE" + DOTS + "efgh");
        assertThat(view.fields()).containsOnlyKeys("project");
        assertThat(opened(view.id(), "custom_headers")).isEqualTo("X-Proxy-Password: FAKE-pass\nx-team: blue");
    }

    @Test
    void namesFourHeadersAtMost() {
        assertThat(credentials
                        .connect(withKey().field("custom_headers", "a: 1\nb: 2\nc: 3\nd: 4\ne: 5"))
                        .masks())
                .containsEntry("custom_headers", "a: %1$s, b: %1$s, c: %1$s, d: %1$s, …".formatted(DOTS));
    }

    @Test
    void keepsStoredHeadersUntilBracesRemoveThem() {
        String id = credentials
                .connect(withKey().field("custom_headers", "x-team: blue"))
                .id();

        assertThat(credentials
                        .edit(id, Map.of("project", "other", "custom_headers", ""))
                        .masks())
                .containsKey("custom_headers");
        assertThat(opened(id, "custom_headers")).isEqualTo("x-team: blue");

        CredentialView view = credentials.edit(id, Map.of("custom_headers", " {} "));
        assertThat(view.masks()).containsOnlyKeys("api_key");
        assertThat(bench.row(id).secrets()).containsOnlyKeys("api_key");
        assertThat(opened(id, "api_key")).isEqualTo(KEY);
    }

    @Test
    void bracesWithoutStoredHeadersChangeNothing() {
        String id = credentials.connect(withKey().field("custom_headers", "{}")).id();
        int writes = bench.store.writes.get();

        credentials.edit(id, Map.of("custom_headers", "{ }"));

        assertThat(bench.row(id).secrets()).containsOnlyKeys("api_key");
        assertThat(bench.store.writes).hasValue(writes);
    }

    @Test
    void rotatesHeadersAndRemovesThemByRotation() {
        String id = credentials
                .connect(withKey().field("custom_headers", "x-team: blue"))
                .id();

        credentials.rotate(id, Map.of("custom_headers", "x-team: red"));
        assertThat(opened(id, "custom_headers")).isEqualTo("x-team: red");
        assertThat(opened(id, "api_key")).isEqualTo(KEY);

        credentials.rotate(id, Map.of("custom_headers", "{}"));
        assertThat(bench.row(id).secrets()).containsOnlyKeys("api_key");
    }

    @Test
    void refusesHeadersThatBreakTheRulesAndDoesNotRepeatThem() {
        ByokException failure = refused(
                () -> credentials.connect(withKey().field("custom_headers", "x-a: 1\nAuthorization: Bearer FAKE")));

        assertThat(failure.faults())
                .extracting(FieldFault::message)
                .containsExactly("custom_headers may not set the header authorization, in line 2");
        assertThat(failure.getMessage()).doesNotContain("FAKE");
    }

    @Test
    void wantsHeadersAgainWhenTheyWouldGoElsewhere() {
        String id = credentials
                .connect(withKey().field("custom_headers", "x-team: blue"))
                .id();
        Map<String, String> move = Map.of("base_url", "https://llm.example", "api_key", KEY);

        assertThat(refused(() -> credentials.edit(id, move)).faults())
                .extracting(FieldFault::field)
                .containsExactly("custom_headers");

        Map<String, String> without = new LinkedHashMap<>(move);
        without.put("custom_headers", "{}");
        assertThat(credentials.edit(id, without).masks()).containsOnlyKeys("api_key");
    }

    // parameters

    @Test
    void storesParametersAsJson() {
        CredentialView view = credentials.connect(withKey().field("custom_body", "top_k: 50\nuser: a"));

        assertThat(view.fields()).containsEntry("custom_body", "{\"top_k\":50,\"user\":\"a\"}");
        assertThat(credentials.edit(view.id(), Map.of("custom_body", "")).fields())
                .containsOnlyKeys("project");
    }

    @Test
    void refusesParametersThatBreakTheRules() {
        assertThat(refused(() -> credentials.connect(withKey().field("custom_body", "{\"Model\":\"FAKE\"}")))
                        .faults())
                .extracting(FieldFault::message)
                .containsExactly("custom_body may not set 'model', which the library sets");
    }

    private String opened(String id, String field) {
        return bench.opened(id, field);
    }

    private static ByokException refused(ThrowingCallable call) {
        return Bench.failure(ErrorCode.INVALID_FIELDS, call);
    }
}
