package dev.byok.providers.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.http.HttpReply;
import dev.byok.providers.http.ReplyFacts;
import dev.byok.providers.http.Target;
import dev.byok.providers.spec.ErrorRules;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.VendorError;
import dev.byok.providers.spec.VendorSpec;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Turns what vendors answer when they refuse into exceptions: classified by rules, with scrubbed texts and a hint. */
final class Failures {

    private static final int LONGEST_TEXT = 300;

    private Failures() {}

    /** An error reply, understood. */
    record Understood(VendorError error, ErrorRules.Meaning meaning, ByokException exception) {}

    static Understood read(Target target, HttpReply reply) {
        ReplyFacts facts = ReplyFacts.of(reply);
        VendorError error = VendorError.read(reply.status(), Json.readOrNull(reply.body()));
        VendorError told = reply.isPlainText() ? error.withText(plainText(reply)) : error;
        return read(target, told.withType(facts.errorType()), facts);
    }

    // some vendors' errors are a line of text and nothing more
    private static String plainText(HttpReply reply) {
        String text = new String(reply.body(), StandardCharsets.UTF_8).strip();
        return text.length() > LONGEST_TEXT ? "" : text;
    }

    static Understood inReply(Target target, JsonNode body, ReplyFacts facts) {
        return read(target, VendorError.read(0, body), facts);
    }

    /** What a vendor meant by closing a WebSocket. */
    static ByokException ofClose(Target target, VendorError error) {
        return read(target, error, new ReplyFacts(0, null, null, null, false)).exception();
    }

    /** A request that cannot be written: formats and paths do not know whose they are. */
    static ByokException ofRequest(Target target, ByokException refused) {
        return refused.toBuilder()
                .provider(target.vendor().info().id())
                .credentialId(target.credential().id().orElse(null))
                .build();
    }

    static ByokException malformed(Target target, String rule, ReplyFacts facts) {
        String what =
                facts.html() ? "answered with a web page where its API was due" : "sent a reply that cannot be read";
        return ByokException.of(ErrorCode.BAD_RESPONSE, target.vendor().info().name() + " " + what + ": " + rule)
                .provider(target.vendor().info().id())
                .credentialId(target.credential().id().orElse(null))
                .vendorStatus(facts.status())
                .requestId(scrubbed(target, facts.requestId()))
                .hint(Hints.of(ErrorCode.BAD_RESPONSE, target))
                .build();
    }

    /** A failure within an answer: when a part of it was handed out already, the caller has to know that first. */
    static ByokException afterContent(Target target, ByokException e, boolean content, String what) {
        if (!content || e.code() == ErrorCode.CANCELLED || e.code() == ErrorCode.INCOMPLETE) {
            return e;
        }
        return ByokException.of(ErrorCode.INCOMPLETE, what + e.summary())
                .provider(target.vendor().info().id())
                .credentialId(target.credential().id().orElse(null))
                .vendorStatus(e.vendorStatus().orElse(0))
                .vendorCode(e.vendorCode().orElse(null))
                .requestId(e.requestId().orElse(null))
                .build();
    }

    private static Understood read(Target target, VendorError error, ReplyFacts facts) {
        if (facts.status() >= 300 && facts.status() < 400) {
            return new Understood(
                    error,
                    new ErrorRules.Meaning(ErrorCode.BAD_RESPONSE, false),
                    malformed(target, "a redirect, and redirects are not followed", facts));
        }
        ErrorRules.Meaning meaning = target.vendor().errors().read(error);
        ByokException exception = ByokException.of(meaning.code(), sentence(target, error, facts))
                .provider(target.vendor().info().id())
                .credentialId(target.credential().id().orElse(null))
                .vendorStatus(facts.status())
                .vendorCode(scrubbed(target, error.label()))
                .requestId(scrubbed(target, facts.requestId()))
                .retryAfter(facts.retryAfter() != null ? facts.retryAfter() : error.retryAfter())
                .hint(meaning.hint() != null ? meaning.hint() : Hints.of(meaning.code(), target))
                .build();
        return new Understood(error, meaning, exception);
    }

    private static String sentence(Target target, VendorError error, ReplyFacts facts) {
        String vendor = target.vendor().info().name();
        String status = facts.status() >= 400 ? " answered " + facts.status() : " reported an error";
        String text = isTold(target, error) ? ReplyFacts.scrub(error.message(), target) : "";
        return text.isEmpty() ? vendor + status : vendor + status + ": " + text;
    }

    // whatever answers at an endpoint that a customer chose, only the words of an API reach them: what stands on a page
    // of some service in the operator's network is none of theirs
    private static boolean isTold(Target target, VendorError error) {
        boolean chosen = target.credential().callUrl().isPresent()
                || target.credential().fields().containsKey(VendorSpec.BASE_URL);
        return error.structured() || !chosen;
    }

    private static @Nullable String scrubbed(Target target, @Nullable String label) {
        return label == null ? null : ReplyFacts.scrub(label, target);
    }
}
