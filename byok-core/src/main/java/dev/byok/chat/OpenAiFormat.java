package dev.byok.chat;

import dev.byok.ByokException;
import dev.byok.internal.openai.ReplyWriter;
import dev.byok.internal.openai.RequestReader;
import dev.byok.internal.openai.RequestWriter;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's chat-completions JSON, for applications whose own clients speak it: a gateway reads what came in, makes the
 * call with any vendor, and writes the answer.
 *
 * <pre>{@code
 * OpenAiFormat.Request asked = OpenAiFormat.readRequest(body);
 * ChatResponse answer = tenant.chat().model(asked.model().orElseThrow()).request(asked.request()).send();
 * String reply = OpenAiFormat.writeCompletion(answer.completion(), Instant.now());
 * }</pre>
 *
 * <p>Messages are read with texts, images (https and data URLs) and tool calls; {@code developer} counts as
 * {@code system}. A member that is not known becomes an {@link ChatRequest#extra() extra} of the request and so reaches the
 * vendor. Read and forgotten are what only OpenAI makes something of: {@code name} of a message, {@code detail} of an
 * image, {@code strict} of a tool or schema. Refused are audio and files in messages, and more than one answer
 * ({@code n}).
 */
public final class OpenAiFormat {

    private static final String UNNAMED = "unknown";

    private OpenAiFormat() {}

    /**
     * What a body says.
     *
     * @param modelName the member {@code model}, a {@link dev.byok.model.ModelRef} for this library; null when there is
     *     none
     * @param request what is asked
     * @param stream whether the answer shall be streamed
     * @param streamUsage whether a streamed answer shall end with its figures
     * @param own the members that the caller called its own, as texts, numbers, booleans, lists and maps; without those
     *     that are null
     */
    public record Request(
            @Nullable String modelName,
            ChatRequest request,
            boolean stream,
            boolean streamUsage,
            Map<String, Object> own) {

        /** Copies the caller's own members. */
        public Request {
            Objects.requireNonNull(request, "request");
            own = Collections.unmodifiableMap(new LinkedHashMap<>(own));
        }

        /** {@return the member {@code model}, when there is one} */
        public Optional<String> model() {
            return Optional.ofNullable(modelName);
        }
    }

    /**
     * Reads a request.
     *
     * @param json the body
     * @param own names of top-level members that are the caller's own and not for the vendor
     * @return what it says
     * @throws ByokException {@code INVALID_REQUEST} that names the member which cannot be read, and never its value
     */
    public static Request readRequest(String json, String... own) {
        RequestReader.Read read = RequestReader.read(Objects.requireNonNull(json, "json"), Set.of(own));
        return new Request(read.model(), read.request(), read.stream(), read.streamUsage(), read.own());
    }

    /**
     * Writes a request.
     *
     * @param model the member {@code model}
     * @param request what is asked
     * @param stream whether the answer shall be streamed, with its figures at the end
     * @return the body
     * @throws ByokException {@code INVALID_REQUEST} when a schema in it is not a JSON object
     */
    public static String writeRequest(String model, ChatRequest request, boolean stream) {
        return RequestWriter.write(Objects.requireNonNull(model, "model"), request, stream);
    }

    /**
     * Writes a whole answer.
     *
     * @param answer the answer
     * @param created when it was made
     * @return the body
     */
    public static String writeCompletion(ChatCompletion answer, Instant created) {
        return ReplyWriter.completion(answer, idOf(answer.id()), created.getEpochSecond(), modelOf(answer.model()));
    }

    /**
     * Writes an error as OpenAI does, with {@link dev.byok.ErrorCode#id()} as its code.
     *
     * @param failure what went wrong
     * @return the body
     */
    public static String writeError(ByokException failure) {
        return ReplyWriter.error(failure);
    }

    /**
     * {@return what writes the pieces of one streamed answer}
     *
     * @param created when the answer began
     */
    public static Chunks chunks(Instant created) {
        return new Chunks(created);
    }

    static String idOf(@Nullable String id) {
        return id == null || id.isEmpty() ? "chatcmpl-" + UNNAMED : id;
    }

    static String modelOf(@Nullable String model) {
        return model == null || model.isEmpty() ? UNNAMED : model;
    }

    /**
     * Writes a streamed answer piece by piece: each is the JSON of one event of the stream. After the last one OpenAI's
     * clients want {@code [DONE]}. Not thread-safe.
     */
    public static final class Chunks {

        private final long created;
        private String id = idOf(null);
        private String model = modelOf(null);
        private boolean first = true;
        private Usage usage = Usage.UNKNOWN;

        private Chunks(Instant created) {
            this.created = created.getEpochSecond();
        }

        /**
         * {@return the JSON of a piece; empty for events that have none, such as {@link ChatEvent.Started}}
         *
         * @param event the next event of the stream
         */
        public Optional<String> write(ChatEvent event) {
            if (event instanceof ChatEvent.Started started) {
                id = idOf(started.id());
                model = modelOf(started.model());
            } else if (event instanceof ChatEvent.UsageReported reported) {
                usage = reported.usage();
            }
            String chunk = ReplyWriter.chunk(event, first, id, created, model);
            first &= chunk == null;
            return Optional.ofNullable(chunk);
        }

        /** {@return the JSON of the piece with the figures, which comes last; empty when the vendor told none} */
        public Optional<String> writeUsage() {
            return usage.known() ? Optional.of(ReplyWriter.usageChunk(usage, id, created, model)) : Optional.empty();
        }
    }
}
