package dev.byok.providers.http;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.spi.CallContext;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What went wrong on the way to a vendor. The exceptions of the HTTP client are told apart, never passed on. */
final class NetworkFailures {

    private NetworkFailures() {}

    static ByokException translate(IOException e, RunningCall call) {
        Target target = call.target();
        if (call.isCancelled()) {
            return cancelled(target);
        }
        if (call.contentLimitPassed()) {
            return of(
                    target,
                    ErrorCode.TIMEOUT,
                    "sent nothing within " + call.context().timeouts().firstContent(),
                    "raise the limit for the first content if the model needs longer to think");
        }
        if (call.context().remainingNanos() == 0) {
            return totalLimit(target, call.context());
        }
        if (call.connectLimitPassed()) {
            return of(
                    target,
                    ErrorCode.TIMEOUT,
                    "could not be connected to within "
                            + call.context().timeouts().connect(),
                    "check the address, or raise the limit for connecting");
        }
        if (e instanceof InterruptedIOException) {
            return totalLimit(target, call.context());
        }
        return call.isConnected() ? connected(e, target, call.isAnswered()) : unreachable(e, target);
    }

    private static ByokException unreachable(IOException e, Target target) {
        if (e instanceof Sockets.RefusedAddress) {
            return of(
                    target,
                    ErrorCode.ENDPOINT_NOT_ALLOWED,
                    "was not contacted: the endpoint's address is not allowed",
                    "enter a public address; the operator of this application can allow others");
        }
        if (e instanceof UnknownHostException) {
            return of(
                    target,
                    ErrorCode.ENDPOINT_UNREACHABLE,
                    "has a host name that does not resolve",
                    "check the address");
        }
        if (e instanceof SSLException) {
            return of(
                    target,
                    ErrorCode.ENDPOINT_UNREACHABLE,
                    "could not be connected to securely (TLS)",
                    "check the address and the server's certificate");
        }
        return of(target, ErrorCode.ENDPOINT_UNREACHABLE, "refused the connection", "check address and port");
    }

    private static ByokException connected(IOException e, Target target, boolean answered) {
        if (e instanceof EventReader.TooLarge) {
            return of(target, ErrorCode.BAD_RESPONSE, "sent a part of a stream that is too large", null);
        }
        if (e instanceof GoogleTokens.Unreadable) {
            return of(target, ErrorCode.BAD_RESPONSE, "got an access token from Google that cannot be read", null);
        }
        // a plain IOException in the middle of a reply comes from unpacking it
        if (e instanceof ProtocolException
                || e instanceof EOFException
                || (answered && e.getClass() == IOException.class)) {
            String what =
                    answered ? "sent a reply that breaks off or cannot be read" : "sent something that is no HTTP";
            return of(target, ErrorCode.BAD_RESPONSE, what, null);
        }
        return of(target, ErrorCode.PROVIDER_UNAVAILABLE, "dropped the connection", null);
    }

    /** What broke a WebSocket, or the way to it. */
    static ByokException ofSocket(Throwable failure, Target target, ReceivedLimit limit, boolean open) {
        if (failure instanceof ReceivedLimit.TooLarge) {
            return of(target, ErrorCode.BAD_RESPONSE, "sent a message that is too large", null);
        }
        if (failure instanceof IOException e && !open) {
            return limit.wasConnected() && !(e instanceof SSLException)
                    ? connected(e, target, false)
                    : unreachable(e, target);
        }
        if (failure instanceof ProtocolException || !(failure instanceof IOException)) {
            return of(target, ErrorCode.BAD_RESPONSE, "sent something that breaks the protocol of WebSockets", null);
        }
        return of(target, ErrorCode.PROVIDER_UNAVAILABLE, "dropped the connection", null);
    }

    /** The limits of a WebSocket's opening. */
    static ByokException notOpened(Target target, CallContext context) {
        if (context.remainingNanos() == 0) {
            return totalLimit(target, context);
        }
        return of(
                target,
                ErrorCode.TIMEOUT,
                "did not open a session within " + context.timeouts().firstContent(),
                "raise the limit for the first content if the vendor needs longer");
    }

    static ByokException cancelled(Target target) {
        return of(target, ErrorCode.CANCELLED, "was not waited for: the call was cancelled", null);
    }

    static ByokException totalLimit(Target target, CallContext context) {
        return of(
                target,
                ErrorCode.TIMEOUT,
                "did not finish within " + context.timeouts().total() + " in all",
                "raise the total limit if the answer may take longer");
    }

    private static ByokException of(Target target, ErrorCode code, String what, @Nullable String hint) {
        return ByokException.of(code, target.vendor().info().name() + " " + what)
                .provider(target.vendor().info().id())
                .credentialId(target.credential().id().orElse(null))
                .hint(hint)
                .build();
    }
}
