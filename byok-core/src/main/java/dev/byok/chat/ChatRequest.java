package dev.byok.chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a chat call says, free of any vendor's wire format. Immutable.
 *
 * <p>Settings that a vendor does not have are left out of its request. What only one vendor has goes into
 * {@link Builder#extra}.
 */
public final class ChatRequest {

    private final List<Message> messages;
    private final List<Tool> tools;
    private final @Nullable ToolChoice toolChoice;
    private final ResponseFormat responseFormat;
    private final @Nullable Double temperature;
    private final @Nullable Double topP;
    private final List<String> stop;
    private final @Nullable Integer maxTokens;
    private final @Nullable Long seed;
    private final @Nullable ReasoningEffort reasoningEffort;
    private final Map<String, Object> extra;

    private ChatRequest(Builder builder) {
        this.messages = List.copyOf(builder.messages);
        this.tools = List.copyOf(builder.tools);
        this.toolChoice = builder.toolChoice;
        this.responseFormat = builder.responseFormat;
        this.temperature = builder.temperature;
        this.topP = builder.topP;
        this.stop = List.copyOf(builder.stop);
        this.maxTokens = builder.maxTokens;
        this.seed = builder.seed;
        this.reasoningEffort = builder.reasoningEffort;
        this.extra = Collections.unmodifiableMap(new LinkedHashMap<>(builder.extra));
    }

    /** {@return an empty builder} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder with everything of this request} */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.messages.addAll(messages);
        builder.tools.addAll(tools);
        builder.toolChoice = toolChoice;
        builder.responseFormat = responseFormat;
        builder.temperature = temperature;
        builder.topP = topP;
        builder.stop = stop;
        builder.maxTokens = maxTokens;
        builder.seed = seed;
        builder.reasoningEffort = reasoningEffort;
        builder.extra = new LinkedHashMap<>(extra);
        return builder;
    }

    /** {@return the conversation, oldest first; not empty} */
    public List<Message> messages() {
        return messages;
    }

    /** {@return the tools the model may call} */
    public List<Tool> tools() {
        return tools;
    }

    /** {@return whether the model may, must or must not call tools} */
    public Optional<ToolChoice> toolChoice() {
        return Optional.ofNullable(toolChoice);
    }

    /** {@return in what form the model answers} */
    public ResponseFormat responseFormat() {
        return responseFormat;
    }

    /** {@return the sampling temperature} */
    public OptionalDouble temperature() {
        return temperature == null ? OptionalDouble.empty() : OptionalDouble.of(temperature);
    }

    /** {@return the probability mass of nucleus sampling} */
    public OptionalDouble topP() {
        return topP == null ? OptionalDouble.empty() : OptionalDouble.of(topP);
    }

    /** {@return texts that end the answer} */
    public List<String> stop() {
        return stop;
    }

    /** {@return the most tokens the answer may have} */
    public OptionalInt maxTokens() {
        return maxTokens == null ? OptionalInt.empty() : OptionalInt.of(maxTokens);
    }

    /** {@return the seed of the sampling} */
    public OptionalLong seed() {
        return seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
    }

    /** {@return how much a reasoning model thinks} */
    public Optional<ReasoningEffort> reasoningEffort() {
        return Optional.ofNullable(reasoningEffort);
    }

    /** {@return vendor parameters by name, in the order they were given, see {@link Builder#extra}} */
    public Map<String, Object> extra() {
        return extra;
    }

    /** {@return counts only; no content} */
    @Override
    public String toString() {
        return "ChatRequest[" + messages.size() + " messages, " + tools.size() + " tools]";
    }

    /** Collects a request. Not thread-safe. Setters check their own argument and name it. */
    public static final class Builder {

        private final List<Message> messages = new ArrayList<>();
        private final List<Tool> tools = new ArrayList<>();
        private @Nullable ToolChoice toolChoice;
        private ResponseFormat responseFormat = ResponseFormat.TEXT;
        private @Nullable Double temperature;
        private @Nullable Double topP;
        private List<String> stop = List.of();
        private @Nullable Integer maxTokens;
        private @Nullable Long seed;
        private @Nullable ReasoningEffort reasoningEffort;
        private Map<String, Object> extra = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Adds a message.
         *
         * @param message the next one
         * @return this builder
         */
        public Builder message(Message message) {
            messages.add(Objects.requireNonNull(message, "message"));
            return this;
        }

        /**
         * Adds messages.
         *
         * @param more the next ones
         * @return this builder
         */
        public Builder messages(List<? extends Message> more) {
            more.forEach(this::message);
            return this;
        }

        /**
         * Adds a tool.
         *
         * @param tool a function the model may call
         * @return this builder
         */
        public Builder tool(Tool tool) {
            tools.add(Objects.requireNonNull(tool, "tool"));
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param choice whether the model may, must or must not call tools
         */
        public Builder toolChoice(ToolChoice choice) {
            this.toolChoice = Objects.requireNonNull(choice, "toolChoice");
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param format in what form the model answers
         */
        public Builder responseFormat(ResponseFormat format) {
            this.responseFormat = Objects.requireNonNull(format, "responseFormat");
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value from 0; vendors end at 1 or 2
         */
        public Builder temperature(double value) {
            this.temperature = within("temperature", value, 0, 2);
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value from 0 to 1
         */
        public Builder topP(double value) {
            this.topP = within("topP", value, 0, 1);
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param texts texts that end the answer
         */
        public Builder stop(String... texts) {
            this.stop = List.of(texts);
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value the most tokens the answer may have, at least 1
         */
        public Builder maxTokens(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("maxTokens is at least 1, not " + value);
            }
            this.maxTokens = value;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value the seed of the sampling
         */
        public Builder seed(long value) {
            this.seed = value;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param value how much a reasoning model thinks
         */
        public Builder reasoningEffort(ReasoningEffort value) {
            this.reasoningEffort = Objects.requireNonNull(value, "reasoningEffort");
            return this;
        }

        /**
         * Adds a parameter that only some vendors have, at the top level of the request.
         *
         * @param name the vendor's name of it; a name that the library sets itself is refused when the call is sent
         * @param value a String, Number, Boolean, or a List or Map of such values
         * @return this builder
         */
        public Builder extra(String name, Object value) {
            extra.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, name));
            return this;
        }

        /**
         * {@return the request}
         *
         * @throws IllegalArgumentException when there is no message, or a tool choice without tools
         */
        public ChatRequest build() {
            List<String> faults = new ArrayList<>(2);
            if (messages.isEmpty()) {
                faults.add("a chat request needs at least one message");
            }
            if (tools.isEmpty() && toolChoice != null && toolChoice.mode() != ToolChoice.Mode.NONE) {
                faults.add("a tool choice needs tools");
            }
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException(String.join("; ", faults));
            }
            return new ChatRequest(this);
        }

        private static double within(String name, double value, double from, double to) {
            if (!(value >= from && value <= to)) {
                throw new IllegalArgumentException(name + " is from " + from + " to " + to + ", not " + value);
            }
            return value;
        }
    }
}
