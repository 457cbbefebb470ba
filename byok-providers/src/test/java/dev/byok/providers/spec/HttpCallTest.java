package dev.byok.providers.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class HttpCallTest {

    @Test
    void encodesQueryParameters() {
        HttpCall call = HttpCall.get("v1/models").query("limit", "1000").query("after_id", "a b&c=d/é");

        assertThat(call.path()).isEqualTo("v1/models?limit=1000&after_id=a%20b%26c%3Dd%2F%C3%A9");
    }

    @Test
    void keepsItsPlaceHeadersAndBodyThroughEveryChange() {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);

        HttpCall call = HttpCall.post("upload", "[]".getBytes(StandardCharsets.UTF_8))
                .outside("/v1")
                .on("files")
                .with("x-a", "1")
                .query("b", "2")
                .withBody(body);

        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.path()).isEqualTo("upload?b=2");
        assertThat(call.headers()).containsExactly(new HttpCall.Header("x-a", "1"));
        assertThat(call.body()).isSameAs(body);
        assertThat(call.place()).isEqualTo(new HttpCall.Place("files", "/v1"));
        assertThat(HttpCall.get("upload").on("files").outside("/v1").place())
                .isEqualTo(new HttpCall.Place("files", "/v1"));
        assertThat(HttpCall.get("models").place()).isEqualTo(new HttpCall.Place("", ""));
    }

    @Test
    void printsNoBody() {
        assertThat(HttpCall.post("chat", "secret text".getBytes(StandardCharsets.UTF_8)))
                .hasToString("POST chat");
    }
}
