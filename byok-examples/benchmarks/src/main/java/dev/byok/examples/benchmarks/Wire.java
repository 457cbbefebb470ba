package dev.byok.examples.benchmarks;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** OpenAI's format as somebody would write it down who needs no more than this of it. */
final class Wire {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static final ObjectWriter REQUEST = MAPPER.writerFor(Request.class);
    static final ObjectWriter STREAM_REQUEST = MAPPER.writerFor(StreamRequest.class);
    static final ObjectReader REPLY = MAPPER.readerFor(Reply.class);
    static final ObjectReader CHUNK = MAPPER.readerFor(Chunk.class);

    private Wire() {}

    record Message(String role, String content) {}

    record Request(String model, List<Message> messages) {}

    record StreamRequest(
            String model,
            List<Message> messages,
            boolean stream,
            @JsonProperty("stream_options") StreamOptions options) {}

    record StreamOptions(@JsonProperty("include_usage") boolean includeUsage) {}

    record Reply(String id, String model, List<Choice> choices, Usage usage) {}

    record Choice(
            int index,
            Message message,
            @JsonProperty("finish_reason") String finishReason) {}

    record Usage(
            @JsonProperty("prompt_tokens") long input,
            @JsonProperty("completion_tokens") long output,
            @JsonProperty("prompt_tokens_details") InputDetails inputDetails,
            @JsonProperty("completion_tokens_details") OutputDetails outputDetails) {}

    record InputDetails(@JsonProperty("cached_tokens") long cached) {}

    record OutputDetails(@JsonProperty("reasoning_tokens") long reasoning) {}

    record Chunk(
            String id,
            String model,
            List<ChunkChoice> choices,
            @Nullable Usage usage) {}

    record ChunkChoice(
            int index,
            Delta delta,
            @JsonProperty("finish_reason") @Nullable String finishReason) {}

    record Delta(@Nullable String content) {}
}
