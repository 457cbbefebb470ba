package dev.byok.examples.gateway.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.OpenAiFormat;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns failures into answers, in the shape that the clients of a route know. */
public final class Errors {

    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

    private Errors() {}

    /**
     * Answers every failure of every route.
     *
     * @param routes the gateway's
     */
    public static void handle(RoutesConfig routes) {
        routes.exception(ByokException.class, Errors::answer);
        routes.exception(Refusal.class, Errors::answer);
        routes.exception(
                HttpResponseException.class,
                (failure, context) -> answer(
                        new Refusal(
                                failure.getStatus(),
                                failure.getStatus() == 404 ? "not_found" : "invalid_request",
                                failure.getStatus() == 404 ? "There is no such route" : "The request cannot be served"),
                        context));
        routes.exception(Exception.class, (failure, context) -> {
            // the class and the place tell enough; the message might tell a key
            LOG.error(
                    "{} {} failed: {} at {}",
                    context.method(),
                    RequestLog.route(context),
                    failure.getClass().getName(),
                    Arrays.stream(failure.getStackTrace()).limit(8).toList());
            answer(new Refusal(500, "internal_error", "The gateway failed; its log says where"), context);
        });
    }

    /**
     * Answers a failure of the library.
     *
     * @param failure what went wrong
     * @param context the request
     */
    public static void answer(ByokException failure, Context context) {
        retryAfter(context, failure.retryAfter());
        failure.receipt()
                .ifPresent(receipt -> context.header(
                        "x-byok-attempts", Integer.toString(receipt.attempts().size())));
        int status = failure.code().httpStatus();
        if (speaksProblems(context)) {
            Json.reply(context, status, problem(failure, status));
            context.contentType("application/problem+json");
        } else if (speaksOpenAi(context)) {
            Json.reply(context, status, OpenAiFormat.writeError(failure));
        } else {
            Json.reply(context, status, body(failure));
        }
    }

    private static void answer(Refusal refusal, Context context) {
        retryAfter(context, refusal.retryAfter());
        if (refusal.status() == 401) {
            context.header("WWW-Authenticate", "Bearer");
        }
        ObjectNode body = Json.object();
        ObjectNode error = body.putObject("error").put("code", refusal.code()).put("message", refusal.getMessage());
        if (speaksProblems(context)) {
            body.put("type", "about:blank").put("title", refusal.getMessage()).put("status", refusal.status());
            body.put("code", refusal.code());
        }
        if (speaksProblems(context) || speaksOpenAi(context)) {
            error.put("type", refusal.status() < 500 ? "invalid_request_error" : "api_error")
                    .putNull("param");
        }
        Json.reply(context, refusal.status(), body);
        if (speaksProblems(context)) {
            context.contentType("application/problem+json");
        }
    }

    private static void retryAfter(Context context, Optional<Duration> wait) {
        wait.ifPresent(duration -> context.header(
                "Retry-After",
                Long.toString(Math.max(1, duration.plusMillis(999).toSeconds()))));
    }

    private static String message(ByokException failure) {
        if (failure.code() != ErrorCode.PLAN_BLOCKS_BYOK) {
            return failure.summary();
        }
        boolean custom =
                failure.provider().filter(id -> id.startsWith("custom-")).isPresent();
        return (custom ? "Custom endpoints" : "Provider keys") + " are not enabled for this workspace";
    }

    private static ObjectNode body(ByokException failure) {
        ObjectNode body = Json.object();
        ObjectNode error = body.putObject("error");
        error.put("code", failure.code().id()).put("message", message(failure));
        failure.hint().ifPresent(hint -> error.put("hint", hint));
        failure.provider().ifPresent(provider -> error.put("provider", provider));
        failure.vendorCode().ifPresent(code -> error.put("upstream_code", code));
        failure.vendorStatus().ifPresent(status -> error.put("upstream_status", status));
        if (!failure.faults().isEmpty()) {
            error.set("fields", fields(failure));
        }
        return body;
    }

    /**
     * {@return every faulty field}
     *
     * @param failure about the fields of a credential
     */
    public static ArrayNode fields(ByokException failure) {
        ArrayNode fields = Json.object().arrayNode();
        failure.faults()
                .forEach(fault -> fields.addObject()
                        .put("name", fault.field())
                        .put("kind", fault.kind().name().toLowerCase(java.util.Locale.ROOT))
                        .put("message", fault.message()));
        return fields;
    }

    /** RFC 7807. */
    private static ObjectNode problem(ByokException failure, int status) {
        ObjectNode body = Json.object();
        body.put("type", "about:blank").put("title", failure.summary()).put("status", status);
        failure.hint().ifPresent(hint -> body.put("detail", hint));
        body.put("code", failure.code().id());
        failure.provider().ifPresent(provider -> body.put("provider", provider));
        failure.vendorCode().ifPresent(code -> body.put("upstream_code", code));
        failure.vendorStatus().ifPresent(upstream -> body.put("upstream_status", upstream));
        failure.turn().ifPresent(turn -> body.put("turn_index", turn));
        // OpenAI's clients call these routes too, and look here
        if (Json.readOrNull(OpenAiFormat.writeError(failure)) instanceof ObjectNode openAi) {
            body.setAll(openAi);
        }
        return body;
    }

    private static boolean speaksProblems(Context context) {
        return Stream.of("/v1/audio/", "/v1/voices", "/v1/api-keys/").anyMatch(context.path()::startsWith)
                && !context.path().startsWith("/v1/audio/transcriptions");
    }

    private static boolean speaksOpenAi(Context context) {
        return Stream.of("/v1/chat/", "/v1/models", "/v1/audio/transcriptions").anyMatch(context.path()::startsWith);
    }
}
