package dev.byok.providers.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HostsTest {

    private static final Hosts WITHIN = Hosts.within(
            List.of("acme.com", "acme.cn"), fields -> "https://" + fields.get("resource") + ".acme.com/v1");

    @Test
    void isOnePlace() {
        Hosts hosts = Hosts.at("https://api.acme.com/v1");

        assertThat(hosts.of(Map.of("region", "eu"))).isEqualTo("https://api.acme.com/v1");
        assertThat(hosts.standard()).contains("https://api.acme.com/v1");
        assertThat(hosts.isDecidedByFields()).isFalse();
    }

    @Test
    void isAPlaceForEachChoiceAndTheFirstWithoutOne() {
        Map<String, String> urls = new LinkedHashMap<>();
        urls.put("us", "https://api.acme.com");
        urls.put("eu", "https://api.eu.acme.com");
        Hosts hosts = Hosts.byChoice("region", urls);

        assertThat(hosts.of(Map.of())).isEqualTo("https://api.acme.com");
        assertThat(hosts.of(Map.of("region", "eu"))).isEqualTo("https://api.eu.acme.com");
        assertThat(hosts.standard()).contains("https://api.acme.com");
        assertThat(hosts.isDecidedByFields()).isTrue();
        assertRefused(hosts, Map.of("region", "mars"));
        assertRefused(hosts, Map.of("region", ""));
    }

    @Test
    void isWithinTheVendorsDomains() {
        assertThat(WITHIN.of(Map.of("resource", "my-1"))).isEqualTo("https://my-1.acme.com/v1");
        assertThat(WITHIN.of(Map.of("resource", "a.b"))).isEqualTo("https://a.b.acme.com/v1");
        assertThat(WITHIN.standard()).isEmpty();
        assertThat(WITHIN.isDecidedByFields()).isTrue();
        assertThat(Hosts.within(List.of("acme.com"), fields -> "https://acme.com")
                        .of(Map.of()))
                .isEqualTo("https://acme.com");
    }

    @Test
    void knowsWhereItIsWhenNoFieldIsSet() {
        Hosts hosts = Hosts.within(
                        List.of("acme.com"), fields -> "https://" + fields.getOrDefault("region", "us") + ".acme.com")
                .withStandard();

        assertThat(hosts.standard()).contains("https://us.acme.com");
        assertThat(hosts.of(Map.of("region", "eu"))).isEqualTo("https://eu.acme.com");
        assertRefused(hosts, Map.of("region", "evil.example/"));
        assertThat(hosts.isDecidedByFields()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example/#",
                "evil.example/",
                "evil.example?",
                "evil.example\\",
                "evil.example:443/",
                "evil.example%2F",
                "user@evil.example/",
                "my@",
                "my:1@",
                "",
                ".",
                "..",
                "-my",
                "my-",
                "my_1",
                "MY",
                "my\n",
                "my\r\nHost: evil.example",
                "m y",
                "m\u00fc",
                "\u0430cme",
                "my\u3002"
            })
    void refusesAValueThatWouldLeadElsewhereOrIsNoName(String resource) {
        assertRefused(WITHIN, Map.of("resource", resource));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://acme.com.evil.example",
                "https://evilacme.com",
                "https://evil.example/acme.com",
                "https://evil.example",
                "http://api.acme.com",
                "//api.acme.com",
                "https://api.acme.com:8443",
                "https://api.acme.com/v1?x=1",
                "https://api.acme.com/v1#x",
                "https://api.acme.com//v1",
                "https://api.acme.com/v1/",
                "https://api.acme.com.",
                "https://1.2.3.4"
            })
    void refusesAUrlThatIsNotPlainlyTheVendors(String url) {
        assertRefused(Hosts.within(List.of("acme.com"), fields -> url), Map.of());
    }

    private static void assertRefused(Hosts hosts, Map<String, String> fields) {
        ByokException refused = catchThrowableOfType(ByokException.class, () -> hosts.of(fields));

        assertThat(refused).as("a refusal").isNotNull();
        assertThat(refused.code()).isEqualTo(ErrorCode.ENDPOINT_NOT_ALLOWED);
        assertThat(refused.getMessage()).doesNotContain("evil", "mars");
    }
}
