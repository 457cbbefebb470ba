package dev.byok.providers.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HttpCallTest {

    @Test
    void encodesQueryParameters() {
        HttpCall call = HttpCall.get("v1/models").query("limit", "1000").query("after_id", "a b&c=d/é");

        assertThat(call.path()).isEqualTo("v1/models?limit=1000&after_id=a%20b%26c%3Dd%2F%C3%A9");
    }

    @Test
    void printsNoBody() {
        assertThat(HttpCall.post("chat", "secret text".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .hasToString("POST chat");
    }
}
