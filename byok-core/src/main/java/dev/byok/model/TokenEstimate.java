package dev.byok.model;

import dev.byok.chat.ChatRequest;
import dev.byok.chat.Message;
import dev.byok.chat.Part;
import dev.byok.chat.Tool;
import dev.byok.chat.ToolCall;
import org.jspecify.annotations.Nullable;

/**
 * How many tokens a request may have, before it is sent. Made for limits on cost: it errs high, and needs no vendor's
 * tokenizer.
 *
 * <p>Vendors cut the same text into different tokens, and some keep their tokenizers to themselves. This estimate
 * charges each character by its kind, so that ordinary texts in any script come out above OpenAI's older tokenizer
 * ({@code cl100k_base}), which cuts fine. Against the newer one ({@code o200k_base}) it is 1.3 to 2 times the real
 * number for the languages of Europe, for Chinese, Japanese and Korean, for JSON and for program text, and up to 4 times
 * for Arabic, Greek, Hindi or Thai. It can fall short for texts that are no language, like long runs of rare symbols. It
 * does not know what an image shows, so every image counts as {@value #IMAGE}.
 */
public final class TokenEstimate {

    /**
     * What an image counts as: about the most that the current models of Anthropic, OpenAI and Google charge for one
     * image. One older model, {@code gpt-4o-mini}, charges several times as many of its cheap tokens.
     */
    public static final int IMAGE = 4_800;

    /** What a vendor adds around a message: its role and separators. */
    private static final int MESSAGE = 8;

    /** What a vendor adds around a tool or a schema, apart from its text. */
    private static final int DEFINITION = 16;

    /** What a vendor adds to a request, for instance instructions on how to call tools. */
    private static final int REQUEST = 16;

    private static final int REQUEST_WITH_TOOLS = 400;

    /** Weights are in twelfths of a token. */
    private static final int TOKEN = 12;

    /** Longer words are compounds, or keys and data in hexadecimal or Base64, which fall into short tokens. */
    private static final int LONG_WORD = 10;

    private TokenEstimate() {}

    /**
     * {@return how many tokens a text may have; 0 for an empty one}
     *
     * @param text any text
     */
    public static long of(CharSequence text) {
        Scale scale = new Scale();
        text.codePoints().forEach(scale::add);
        return scale.tokens();
    }

    /**
     * {@return how many input tokens a request may have: messages, tools, schema and images}
     *
     * @param request the request
     */
    public static long of(ChatRequest request) {
        long tokens = request.tools().isEmpty() ? REQUEST : REQUEST_WITH_TOOLS;
        for (Message message : request.messages()) {
            tokens += MESSAGE + of(message);
        }
        for (Tool tool : request.tools()) {
            tokens += DEFINITION + of(tool.name()) + ofNullable(tool.description()) + of(tool.parametersJson());
        }
        String schema = request.responseFormat().schemaJson();
        return schema == null ? tokens : tokens + DEFINITION + of(schema);
    }

    private static long of(Message message) {
        if (message instanceof Message.UserMessage user) {
            return user.parts().stream().mapToLong(TokenEstimate::of).sum();
        }
        if (message instanceof Message.AssistantMessage assistant) {
            return ofNullable(assistant.text())
                    + assistant.toolCalls().stream()
                            .mapToLong(TokenEstimate::of)
                            .sum();
        }
        if (message instanceof Message.ToolMessage tool) {
            return DEFINITION + of(tool.text());
        }
        return of(((Message.SystemMessage) message).text());
    }

    private static long of(ToolCall call) {
        return DEFINITION + of(call.name()) + of(call.argumentsJson());
    }

    private static long of(Part part) {
        return part instanceof Part.Text text ? of(text.text()) : IMAGE;
    }

    private static long ofNullable(@Nullable String text) {
        return text == null ? 0 : of(text);
    }

    /** Adds up the weights of characters. */
    private static final class Scale {

        private long weight;
        private int wordLength;

        void add(int character) {
            wordLength = isWord(character) ? wordLength + 1 : 0;
            weight += wordLength > LONG_WORD ? TOKEN : weightOf(character);
        }

        long tokens() {
            return (weight + TOKEN - 1) / TOKEN;
        }

        private static boolean isWord(int character) {
            return isLowerCase(character)
                    || (character >= 'A' && character <= 'Z')
                    || (character >= '0' && character <= '9');
        }

        private static boolean isLowerCase(int character) {
            return character >= 'a' && character <= 'z';
        }

        private static int weightOf(int character) {
            if (character < 0x80) {
                return character == ' ' ? 2 : isLowerCase(character) ? 4 : 10;
            }
            if (character < 0x370) {
                return 14; // letters with marks: they break words
            }
            if (character >= 0x400 && character < 0x530) {
                return 7; // Cyrillic
            }
            if (character < 0x700) {
                return 13; // Greek, Hebrew, Arabic
            }
            if (character < 0x10000) {
                return 17; // Chinese, Japanese, Korean, scripts of India and South-East Asia, symbols
            }
            return 40; // emoji and rare characters: several bytes each
        }
    }
}
