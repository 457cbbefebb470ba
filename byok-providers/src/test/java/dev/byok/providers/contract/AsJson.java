package dev.byok.providers.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.chat.ChatCompletion;
import dev.byok.chat.ToolCall;
import dev.byok.chat.Usage;
import dev.byok.messaging.MessageReceipt;
import dev.byok.model.ModelInfo;
import dev.byok.providers.spec.Json;
import dev.byok.speech.Voice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/** Values in the form of {@code then.json}. What is unknown or empty is left out. */
final class AsJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AsJson() {}

    static JsonNode file(Path file) {
        try {
            return Json.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode of(ChatCompletion completion) {
        ObjectNode json = NODES.objectNode();
        if (completion.id() != null) {
            json.put("id", completion.id());
        }
        if (completion.model() != null) {
            json.put("model", completion.model());
        }
        if (!completion.reasoning().isEmpty()) {
            json.put("reasoning", completion.reasoning());
        }
        json.put("text", completion.text());
        if (!completion.toolCalls().isEmpty()) {
            json.set("toolCalls", list(completion.toolCalls(), AsJson::of));
        }
        json.put("finishReason", completion.finishReason().name());
        if (completion.usage().known()) {
            json.set("usage", of(completion.usage()));
        }
        return json;
    }

    static <T> ArrayNode list(List<T> items, Function<T, JsonNode> form) {
        ArrayNode json = NODES.arrayNode();
        items.forEach(item -> json.add(form.apply(item)));
        return json;
    }

    static ObjectNode of(ModelInfo model) {
        ObjectNode json = NODES.objectNode();
        json.put("provider", model.provider());
        json.put("id", model.id());
        json.put("name", model.name());
        model.contextWindow().ifPresent(tokens -> json.put("contextWindow", (int) tokens));
        model.maxOutput().ifPresent(tokens -> json.put("maxOutput", (int) tokens));
        if (!model.features().isEmpty()) {
            ArrayNode features = json.putArray("features");
            model.features().stream().map(Enum::name).sorted().forEach(features::add);
        }
        model.inputPrice().ifPresent(price -> json.put("inputPrice", price.toPlainString()));
        model.outputPrice().ifPresent(price -> json.put("outputPrice", price.toPlainString()));
        return json;
    }

    static ObjectNode of(Voice voice) {
        ObjectNode json = NODES.objectNode();
        json.put("id", voice.id());
        json.put("name", voice.name());
        voice.category().ifPresent(category -> json.put("category", category));
        ObjectNode labels = json.putObject("labels");
        new TreeMap<>(voice.labels()).forEach(labels::put);
        voice.previewUrl().ifPresent(url -> json.put("previewUrl", url));
        return json;
    }

    static ObjectNode of(MessageReceipt receipt) {
        ObjectNode json = NODES.objectNode();
        json.put("messageId", receipt.messageId());
        receipt.recipient().ifPresent(recipient -> json.put("recipient", recipient));
        receipt.movedTo().ifPresent(id -> json.put("movedTo", id));
        return json;
    }

    private static ObjectNode of(ToolCall call) {
        ObjectNode json = NODES.objectNode();
        json.put("id", call.id());
        json.put("name", call.name());
        json.put("arguments", call.argumentsJson());
        return json;
    }

    private static ObjectNode of(Usage usage) {
        ObjectNode json = NODES.objectNode();
        json.put("input", (int) usage.inputTokens());
        json.put("cachedInput", (int) usage.cachedInputTokens());
        json.put("cacheWrite", (int) usage.cacheWriteTokens());
        json.put("output", (int) usage.outputTokens());
        json.put("reasoning", (int) usage.reasoningTokens());
        return json;
    }
}
