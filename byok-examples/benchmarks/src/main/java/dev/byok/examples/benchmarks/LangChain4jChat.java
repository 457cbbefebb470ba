package dev.byok.examples.benchmarks;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.util.List;
import java.util.stream.IntStream;

/** LangChain4j as its documentation shows it: a model has one key, so each tenant has a model. */
final class LangChain4jChat implements Chat {

    private final List<? extends ChatModel> models;

    LangChain4jChat(String baseUrl, int tenants) {
        this.models = IntStream.range(0, tenants)
                .mapToObj(tenant -> OpenAiChatModel.builder()
                        .baseUrl(baseUrl)
                        .apiKey(Chat.key(tenant))
                        .modelName(MODEL)
                        .build())
                .toList();
    }

    @Override
    public String ask(int tenant) {
        return models.get(tenant)
                .chat(SystemMessage.from(SYSTEM), UserMessage.from(USER))
                .aiMessage()
                .text();
    }

    @Override
    public void close() {
        // its models cannot be closed
    }
}
