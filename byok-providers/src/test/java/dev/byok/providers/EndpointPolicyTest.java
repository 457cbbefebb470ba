package dev.byok.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointPolicyTest {

    private static final EndpointPolicy STRICT = EndpointPolicy.publicHttps();
    private static final EndpointPolicy SELF_HOSTED =
            STRICT.allowOrigin("http://localhost:11434").allowOrigin("http://10.0.0.7:8000");

    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com, https://api.openai.com",
        "https://api.openai.com/, https://api.openai.com",
        "https://api.openai.com/v1, https://api.openai.com/v1",
        "https://api.openai.com/v1/, https://api.openai.com/v1",
        "https://API.OpenAI.com/V1, https://api.openai.com/V1",
        "HTTPS://api.openai.com/v1, https://api.openai.com/v1",
        "https://api.openai.com:443/v1, https://api.openai.com/v1",
        "https://api.openai.com:0443/v1, https://api.openai.com/v1",
        "https://api.openai.com:/v1, https://api.openai.com/v1",
        "wss://stt.example.com/v1, wss://stt.example.com/v1",
        "WSS://stt.example.com:443, wss://stt.example.com",
        "https://xn--fa-hia.example.com/v1, https://xn--fa-hia.example.com/v1",
        "https://1password.example.com/v1, https://1password.example.com/v1",
        "https://a-b.example.com/a-b_c.d~e, https://a-b.example.com/a-b_c.d~e",
        "https://gateway.example.com/team%20a/v1, https://gateway.example.com/team%20a/v1",
        "https://gateway.example.com/%c3%bc, https://gateway.example.com/%c3%bc",
        "https://gateway.example.com/endpoints/7:chat, https://gateway.example.com/endpoints/7:chat",
        "https://gateway.example.com/@me/m@2+x=1, https://gateway.example.com/@me/m@2+x=1",
        "https://api.example.com/v1.2/.well-known/..., https://api.example.com/v1.2/.well-known/...",
        "https://local.example.com/v1, https://local.example.com/v1",
        "https://internal-gateway.example.com/v1, https://internal-gateway.example.com/v1",
        "https://a.co, https://a.co"
    })
    void allowsPublicHttpsEndpointsAndGivesTheirNormalForm(String typed, String normal) {
        assertThat(STRICT.check(typed)).isEqualTo(normal);
        assertThat(STRICT.check(normal)).as("the normal form is a fixed point").isEqualTo(normal);
    }

    static Stream<String> badSyntax() {
        return Stream.of(
                "",
                " ",
                "api.openai.com/v1",
                "ftp://api.openai.com/",
                "file:///etc/passwd",
                "gopher://api.openai.com/",
                "jar:https://api.openai.com!/x",
                "javascript:alert(1)",
                "//api.openai.com/v1",
                "https:api.openai.com",
                "https:/api.openai.com",
                "https:///api.openai.com",
                "https://",
                "https:///",
                "https://:443/",
                "https:/\\127.0.0.1/",
                "https:\\\\127.0.0.1\\x",
                "https://api.openai.com\\v1",
                "https://127.0.0.1\\@api.openai.com/",
                "https://api.openai.com@127.0.0.1/",
                "https://user@api.openai.com/",
                "https://user:password@api.openai.com/",
                "https://@api.openai.com/",
                "https://api.openai.com%2f@127.0.0.1/",
                "https://api.openai.com&@127.0.0.1/",
                "https://api.openai.com:443@127.0.0.1:443/",
                "https://api.openai.com/#frag",
                "https://api.openai.com#",
                "https://api.openai.com?@127.0.0.1/",
                "https://api.openai.com/v1?key=x",
                "https://api.openai.com/v1?",
                "https://api.openai.com,127.0.0.1/",
                "https://127.0.0.1:443;api.openai.com/",
                " https://api.openai.com/v1",
                "https://api.openai.com/v1 ",
                "\thttps://api.openai.com/",
                "https://api.openai.com/v1\n",
                "https://api.openai.com/v1\r\nHost: evil",
                "https://api.openai.com/v1\u0000",
                "https://api.openai.com/v1\u00a0",
                "\ufeffhttps://api.openai.com/v1",
                "https://api .openai.com/v1",
                "https://api.openai.com/a b",
                "https://api.openai.com/\u00fc",
                "https://api.openai.com/<v1>",
                "https://api.openai.com/v1/\"x\"",
                "https://api.example.com/" + "a".repeat(2048));
    }

    static Stream<String> badHosts() {
        return Stream.of(
                "https://127.0.0.1/v1",
                "https://127.0.1/v1",
                "https://127.1/v1",
                "https://0/v1",
                "https://0.0.0.0/v1",
                "https://2130706433/v1",
                "https://2852039166/v1",
                "https://0x7f000001/v1",
                "https://0xa9fea9fe/v1",
                "https://0x7f.1/v1",
                "https://0x/v1",
                "https://017700000001/v1",
                "https://0177.0.0.1/v1",
                "https://0177.0x0.0x0.0x1/v1",
                "https://127.0.0.1./v1",
                "https://127.0.0.1%2e/v1",
                "https://127.0.0.1%09/",
                "https://%31%32%37.0.0.1/v1",
                "https://\u2460\u2461\u2466.\u24ea.\u24ea.\u2460/v1",
                "https://\uff11\uff12\uff17.0.0.1/v1",
                "https://127\u30020\u30020\u30021/v1",
                "https://10.0.0.5/v1",
                "https://172.16.0.1/v1",
                "https://192.168.1.1/v1",
                "https://169.254.169.254/latest/meta-data",
                "https://100.100.100.200/v1",
                "https://168.63.129.16/v1",
                "https://224.0.0.1/v1",
                "https://256.256.256.256/v1",
                "https://1.2.3/v1",
                "https://8.8.8.8/v1",
                "https://[::]/v1",
                "https://[::1]/v1",
                "https://[::1%25lo]/v1",
                "https://::1/v1",
                "https://[::ffff:7f00:1]/v1",
                "https://[::127.0.0.1]/v1",
                "https://[64:ff9b::169.254.169.254]/v1",
                "https://[fd00:ec2::254]/v1",
                "https://[fe80::a9fe:a9fe]/v1",
                "https://[2606:4700:4700::1111]/v1",
                "https://localhost/v1",
                "https://LOCALHOST/v1",
                "https://localhost./v1",
                "https://\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3/v1",
                "https://local\u200bhost/v1",
                "https://local\u00adhost/v1",
                "https://metadata/v1",
                "https://intranet/v1",
                "https://com/v1",
                "https://api.openai.com./v1",
                "https://api..example.com/v1",
                "https://.example.com/v1",
                "https://-a.example.com/v1",
                "https://a-.example.com/v1",
                "https://exa_mple.example.com/v1",
                "https://" + "a".repeat(64) + ".example.com/v1",
                "https://" + "a.".repeat(126) + "com/v1",
                "https://api.openai.com\uff0fevil.example/v1",
                "https://api.\u043epenai.com/v1",
                "https://b\u00fccher.example.com/v1",
                "https://a.1com/v1",
                "https://a.0x7f/v1");
    }

    static Stream<String> privateNames() {
        return Stream.of(
                        "foo.localhost",
                        "localhost.localdomain",
                        "printer.local",
                        "api.svc.cluster.local",
                        "kubernetes.default.svc",
                        "metadata.google.internal",
                        "gateway.docker.internal",
                        "instance-data.ec2.internal",
                        "metadata.goog",
                        "nas.lan",
                        "router.home",
                        "router.home.arpa",
                        "1.0.0.127.in-addr.arpa",
                        "wiki.corp",
                        "wiki.intranet",
                        "db.private",
                        "x.onion",
                        "x.alt",
                        "x.test",
                        "x.invalid",
                        "x.example")
                .flatMap(name -> Stream.of("https://" + name + "/v1", "wss://" + name.toUpperCase(Locale.ROOT)));
    }

    static Stream<String> badPortsPathsAndSchemes() {
        return Stream.of(
                "http://api.openai.com/v1",
                "HTTP://api.openai.com/v1",
                "ws://stt.example.com/v1",
                "http://api.openai.com:443/v1",
                "https://api.example.com:0/",
                "https://api.example.com:22/",
                "https://api.example.com:25/",
                "https://api.example.com:80/",
                "https://api.example.com:8443/",
                "https://api.example.com:65536/",
                "https://api.example.com:65979/",
                "https://api.example.com:99999999999/",
                "https://api.example.com:-443/",
                "https://api.example.com:+443/",
                "https://api.example.com:443:443/",
                "https://api.example.com:4 43/",
                "https://api.example.com:\u0664\u0664\u0663/",
                "https://api.example.com/v1/../../admin",
                "https://api.example.com/v1/..",
                "https://api.example.com/..",
                "https://api.example.com/v1/.",
                "https://api.example.com/./v1",
                "https://api.example.com/v1/..;/admin",
                "https://api.example.com/v1/%2e%2e/admin",
                "https://api.example.com/v1/%2E./admin",
                "https://api.example.com/v1/.%2e",
                "https://api.example.com/v1%2fadmin",
                "https://api.example.com/v1%5cadmin",
                "https://api.example.com/v1%00",
                "https://api.example.com/v1%0d%0aHost:x",
                "https://api.example.com/v1%7f",
                "https://api.example.com/v1%252e",
                "https://api.example.com/v1%",
                "https://api.example.com/v1%2",
                "https://api.example.com/v1%zz",
                "https://api.example.com//v1",
                "https://api.example.com/v1//",
                "https://api.example.com/v1;x=1",
                "https://api.example.com/v1/\\..\\admin");
    }

    @ParameterizedTest
    @MethodSource({"badSyntax", "badHosts", "privateNames", "badPortsPathsAndSchemes"})
    void refusesEverythingElse(String typed) {
        assertRefused(STRICT, typed);
        assertRefused(SELF_HOSTED, typed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:11434",
                "http://localhost:11434/",
                "http://localhost:11434/v1",
                "http://LOCALHOST:11434/v1",
                "HTTP://localhost:11434/v1",
                "http://10.0.0.7:8000/v1/chat"
            })
    void allowsOriginsThatTheOperatorListed(String typed) {
        assertThat(SELF_HOSTED.isListed(SELF_HOSTED.check(typed))).isTrue();
        assertRefused(STRICT, typed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/v1",
                "http://localhost:11435/v1",
                "http://localhost:1143/v1",
                "http://localhost:114340/v1",
                "https://localhost:11434/v1",
                "ws://localhost:11434/v1",
                "http://localhost.:11434/v1",
                "http://a.localhost:11434/v1",
                "http://127.0.0.1:11434/v1",
                "http://10.0.0.8:8000/v1",
                "http://10.0.0.70:8000/v1",
                "http://110.0.0.7:8000/v1",
                "http://10.0.0.7:8000.evil.com/v1",
                "http://10.0.0.7.evil.com:8000/v1",
                "http://localhost:11434.evil.com/v1",
                "http://localhost:11434@evil.com/v1",
                "http://localhost:11434\\@evil.com/v1",
                "http://evil.com/http://localhost:11434/",
                "http://evil.com#http://localhost:11434",
                "http://169.254.169.254/",
                "http://metadata.google.internal/"
            })
    void allowsNothingThatOnlyResemblesAListedOrigin(String typed) {
        assertRefused(SELF_HOSTED, typed);
        assertThat(SELF_HOSTED.isListed(typed)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://LLM.example.com:443/Chat, https://llm.example.com/Chat",
        "https://llm.example.com/chat/, https://llm.example.com/chat/",
        "https://llm.example.com/chat?sig=a%2Fb%3D&expires=1, https://llm.example.com/chat?sig=a%2Fb%3D&expires=1",
        "https://llm.example.com/chat/?sig=a, https://llm.example.com/chat/?sig=a",
        "https://llm.example.com?sig=a, https://llm.example.com?sig=a",
        "wss://stt.example.com/listen?token=FAKE, wss://stt.example.com/listen?token=FAKE",
        "http://localhost:11434/chat?x=1, http://localhost:11434/chat?x=1"
    })
    void theUrlOfACallKeepsItsSlashAndItsQuery(String typed, String sent) {
        assertThat(SELF_HOSTED.checkCallUrl(typed)).isEqualTo(sent);
        assertThat(SELF_HOSTED.checkCallUrl(sent)).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?",
                "?x",
                "http://llm.example.com/chat?sig=a",
                "https://127.0.0.1/chat?sig=a",
                "https://user@llm.example.com/chat?sig=a",
                "https://llm.example.com/chat?a#x",
                "https://llm.example.com/chat#x?a",
                "https://llm.example.com/chat?a b",
                "https://llm.example.com/chat?a\r\nHost:evil",
                "https://llm.example.com/chat?a\\b",
                "https://llm.example.com/chat?\u00fc",
                "https://llm.example.com/chat?\u0000",
                "https://llm.example.com/chat?a%zz",
                "https://llm.example.com/chat?a%4",
                "https://llm.example.com/chat?%",
                "https://llm.example.com/../chat?sig=a",
                "https://evil.com?@llm.example.com/chat/x y"
            })
    void theUrlOfACallIsHeldToTheSameRules(String typed) {
        ByokException e = catchThrowableOfType(ByokException.class, () -> SELF_HOSTED.checkCallUrl(typed));

        assertThat(e.code()).isEqualTo(ErrorCode.ENDPOINT_NOT_ALLOWED);
        assertThat(e.hint()).isPresent();
    }

    // long texts must not be the matching's undoing either
    @Test
    void aQueryHasAnEnd() {
        String escapes = "https://llm.example.com" + "/a".repeat(1000) + "?" + "%41".repeat(2730);
        assertThat(STRICT.checkCallUrl(escapes)).isEqualTo(escapes);
        String longest = "https://llm.example.com/chat?" + "a".repeat(8191);

        assertThat(STRICT.checkCallUrl(longest)).isEqualTo(longest);
        assertThat(catchThrowableOfType(ByokException.class, () -> STRICT.checkCallUrl(longest + "a"))
                        .code())
                .isEqualTo(ErrorCode.ENDPOINT_NOT_ALLOWED);
    }

    // the rules for paths hold there too
    @ParameterizedTest
    @ValueSource(strings = {"/v1/../x", "/v1?x=1", "/v1#x", "//v1", "/%2e%2e"})
    void checksThePathOfAListedOrigin(String path) {
        assertRefused(SELF_HOSTED, "http://localhost:11434" + path);
    }

    @Test
    void listedOriginsAreComparedInNormalForm() {
        EndpointPolicy policy =
                STRICT.allowOrigin("HTTPS://LLM.Example.com:443/").allowOrigin("http://llm:80");

        assertThat(policy.check("https://llm.example.com/v1")).isEqualTo("https://llm.example.com/v1");
        assertThat(policy.isListed("https://llm.example.com/v1")).isTrue();
        assertThat(policy.check("http://llm/v1")).isEqualTo("http://llm/v1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:11434",
                "http://",
                "http://localhost:11434/v1",
                "http://localhost:11434?x",
                "http://user@localhost:11434",
                "http://localhost:99999",
                "http://localhost:0",
                "http://*.example.com",
                "*",
                "ftp://localhost",
                "http://localhost:11434 ",
                "http://169.254.169.254",
                "http://169.254.170.2",
                "http://168.63.129.16",
                "http://100.100.100.200",
                "http://metadata.google.internal",
                "http://Metadata.GOOG:80",
                "http://0.0.0.0:8000",
                "http://224.0.0.1"
            })
    void refusesToListWhatIsNoOriginOrNeverAllowed(String origin) {
        assertThatIllegalArgumentException().isThrownBy(() -> STRICT.allowOrigin(origin));
    }

    @Test
    void listingMakesAnotherPolicyAndLeavesTheOldOneAsItIs() {
        EndpointPolicy more = STRICT.allowOrigin("http://localhost:8000");

        assertThat(more).isNotSameAs(STRICT);
        assertRefused(STRICT, "http://localhost:8000");
        assertRefused(EndpointPolicy.publicHttps(), "http://localhost:8000");
        assertThat(STRICT.isListed("http://localhost:8000")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com/v1, https://api.openai.com",
        "https://api.openai.com, https://api.openai.com",
        "http://localhost:11434/v1, http://localhost:11434",
        "wss://stt.example.com/v1, wss://stt.example.com"
    })
    void knowsTheOriginOfANormalForm(String url, String origin) {
        assertThat(EndpointPolicy.originOf(url)).isEqualTo(origin);
    }

    @Test
    void namesTheRuleAndNeverTheValue() {
        for (String typed :
                List.of("https://sk-FAKE-user@host/", "http://sk-fake-host.example.com", "https://a.co/?sk-FAKE")) {
            ByokException e = catchThrowableOfType(ByokException.class, () -> STRICT.check(typed));

            assertThat(e.getMessage()).doesNotContainIgnoringCase("fake");
            assertThat(e.hint()).isPresent();
        }
    }

    private static void assertRefused(EndpointPolicy policy, String typed) {
        ByokException e = catchThrowableOfType(ByokException.class, () -> policy.check(typed));

        assertThat(e).as(typed).isNotNull();
        assertThat(e.code()).isEqualTo(ErrorCode.ENDPOINT_NOT_ALLOWED);
    }
}
