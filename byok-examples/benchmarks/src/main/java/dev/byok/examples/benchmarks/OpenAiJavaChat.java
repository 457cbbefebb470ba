package dev.byok.examples.benchmarks;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.util.List;
import java.util.stream.IntStream;

/** OpenAI's library as its documentation shows it: a client has one key, so each tenant has a client. */
final class OpenAiJavaChat implements Chat {

    private final List<OpenAIClient> clients;

    OpenAiJavaChat(String baseUrl, int tenants) {
        this.clients = IntStream.range(0, tenants)
                .mapToObj(tenant -> OpenAIOkHttpClient.builder()
                        .baseUrl(baseUrl)
                        .apiKey(Chat.key(tenant))
                        .build())
                .toList();
    }

    @Override
    public String ask(int tenant) {
        ChatCompletionCreateParams params = ChatCompletionCreateParams.builder()
                .model(MODEL)
                .addSystemMessage(SYSTEM)
                .addUserMessage(USER)
                .build();
        return clients.get(tenant)
                .chat()
                .completions()
                .create(params)
                .choices()
                .get(0)
                .message()
                .content()
                .orElseThrow();
    }

    @Override
    public void close() {
        clients.forEach(OpenAIClient::close);
    }
}
