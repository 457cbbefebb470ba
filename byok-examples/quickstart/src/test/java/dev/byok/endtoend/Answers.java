package dev.byok.endtoend;

import java.util.List;
import mockwebserver3.MockResponse;

/** Answers in OpenAI's documented format (API reference, "Chat completions" and "Streaming"). */
final class Answers {

    private Answers() {}

    static MockResponse hello() {
        return json(200, """
                {"id":"chatcmpl-1","object":"chat.completion","model":"gpt-4o-mini",
                 "choices":[{"index":0,"message":{"role":"assistant","content":"Hello."},"finish_reason":"stop"}],
                 "usage":{"prompt_tokens":9,"completion_tokens":2,"total_tokens":11}}
                """);
    }

    static MockResponse stream(List<String> words) {
        StringBuilder body = new StringBuilder();
        for (String word : words) {
            body.append("data: {\"id\":\"chatcmpl-1\",\"model\":\"gpt-4o-mini\",\"choices\":[{\"index\":0,\"delta\":"
                            + "{\"content\":\"")
                    .append(word)
                    .append("\"}}]}\n\n");
        }
        body.append("data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n");
        body.append("data: {\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3}}\n\n");
        body.append("data: [DONE]\n\n");
        return events(body.toString());
    }

    static MockResponse events(String body) {
        return new MockResponse.Builder()
                .setHeader("Content-Type", "text/event-stream")
                .chunkedBody(body, 16)
                .build();
    }

    static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    /** The key comes back in the message, as OpenAI sends it for malformed keys. */
    static MockResponse wrongKey(String echoed) {
        return json(
                401,
                "{\"error\":{\"message\":\"Incorrect API key provided: " + echoed
                        + ". You can find your API key at https://platform.openai.com/account/api-keys.\","
                        + "\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"invalid_api_key\"}}");
    }

    static MockResponse overloaded() {
        return json(
                503,
                "{\"error\":{\"message\":\"The server is overloaded or not ready yet.\",\"type\":\"server_error\","
                        + "\"param\":null,\"code\":null}}");
    }
}
