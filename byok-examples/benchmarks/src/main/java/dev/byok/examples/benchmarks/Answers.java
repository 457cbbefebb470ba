package dev.byok.examples.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The bytes that the stub answers with, in OpenAI's format and of the size that its answers have. */
final class Answers {

    static final int TOKENS = 1_000;
    static final int FEW_TOKENS = 10;
    static final String TEXT =
            "Your invoice of May is paid; the next one comes on the first of June, as every month. Is there more?";

    private static final String HEAD = "\"id\":\"chatcmpl-BpAq3Zt7uK1yWm5xVn8oRd2LsEfGh\",\"created\":1764000000,"
            + "\"model\":\"gpt-4o-mini-2024-07-18\",\"system_fingerprint\":\"fp_34a54ae93c\",";

    private static final String WHOLE = "{" + HEAD + "\"object\":\"chat.completion\",\"choices\":[{\"index\":0,"
            + "\"message\":{\"role\":\"assistant\",\"content\":\"" + TEXT + "\",\"refusal\":null},\"logprobs\":null,"
            + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":52,\"completion_tokens\":24,"
            + "\"total_tokens\":76,\"prompt_tokens_details\":{\"cached_tokens\":0},"
            + "\"completion_tokens_details\":{\"reasoning_tokens\":0}}}";

    private Answers() {}

    static byte[] whole() {
        return reply("application/json", "Content-Length: " + WHOLE.length(), WHOLE);
    }

    static byte[] stream(int tokens) {
        StringBuilder chunks = new StringBuilder();
        for (int i = 0; i < tokens; i++) {
            event(chunks, chunk("{\"index\":0,\"delta\":{\"content\":\" word\"},\"finish_reason\":null}", "null"));
        }
        event(chunks, chunk("{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}", "null"));
        event(chunks, chunk("", "{\"prompt_tokens\":52,\"completion_tokens\":1000,\"total_tokens\":1052}"));
        event(chunks, "[DONE]");
        chunks.append("0\r\n\r\n");
        return reply("text/event-stream; charset=utf-8", "Transfer-Encoding: chunked", chunks.toString());
    }

    private static String chunk(String choice, String usage) {
        return "{" + HEAD + "\"object\":\"chat.completion.chunk\",\"choices\":[" + choice + "],\"usage\":" + usage
                + "}";
    }

    private static void event(StringBuilder chunks, String data) {
        String event = "data: " + data + "\n\n";
        chunks.append(Integer.toHexString(event.length()))
                .append("\r\n")
                .append(event)
                .append("\r\n");
    }

    private static byte[] reply(String type, String length, String body) {
        return ("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n" + length + "\r\nx-request-id: req_0123456789abcdef"
                        + "\r\n\r\n" + body)
                .getBytes(US_ASCII);
    }
}
