package dev.byok.providers.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.byok.credential.Secret;
import dev.byok.providers.spec.Json;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Signs the calls of service accounts. A call without a token first asks for one, as a part of itself: so its limits and
 * its cancellation hold for that too, and when Google refuses, that refusal is the reply to the call. Calls of one key
 * that come together ask once.
 */
final class GoogleTokens implements Interceptor {

    /** Never the one that a key names. */
    static final String TOKEN_URL = "https://oauth2.googleapis.com/token";

    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final int UNAUTHORIZED = 401;
    private static final int MOST_KEYS = 2_000;
    private static final Duration LONGEST = Duration.ofHours(1);
    // as Google's own libraries do, so that no token ends on its way
    private static final Duration MARGIN = Duration.ofSeconds(225);
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,8192}");

    private final HttpUrl url;
    private final Clock clock;
    private final Cache<ByteString, AccessToken> tokens = Caffeine.newBuilder()
            .maximumSize(MOST_KEYS)
            .expireAfterWrite(LONGEST)
            // the common pool is the application's
            .executor(Runnable::run)
            .build();
    private final ConcurrentMap<ByteString, CompletableFuture<Optional<TokenReply>>> asking = new ConcurrentHashMap<>();

    GoogleTokens(String url, Clock clock) {
        this.url = HttpUrl.get(url);
        this.clock = clock;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        ServiceAccountCall call = request.tag(ServiceAccountCall.class);
        if (call == null) {
            return chain.proceed(request);
        }
        AccessToken kept = usable(call);
        if (kept != null) {
            Response response = proceed(chain, call, kept);
            if (response.code() != UNAUTHORIZED) {
                return response;
            }
            // what was refused was not served: it may be sent again
            response.close();
        }
        TokenReply reply = token(chain, call);
        if (reply instanceof TokenReply.Refused refusal) {
            return refusal.to(request);
        }
        return proceed(chain, call, ((TokenReply.Given) reply).token());
    }

    private Response proceed(Chain chain, ServiceAccountCall call, AccessToken token) throws IOException {
        Response response = chain.proceed(ServiceAccounts.signed(chain.request(), token, call));
        if (response.code() == UNAUTHORIZED) {
            tokens.asMap().remove(call.fingerprint(), token);
        }
        return response;
    }

    private @Nullable AccessToken usable(ServiceAccountCall call) {
        AccessToken token = tokens.getIfPresent(call.fingerprint());
        return token != null && clock.instant().isBefore(token.expires().minus(MARGIN)) ? token : null;
    }

    private TokenReply token(Chain chain, ServiceAccountCall call) throws IOException {
        while (true) {
            CompletableFuture<Optional<TokenReply>> mine = new CompletableFuture<>();
            CompletableFuture<Optional<TokenReply>> others = asking.putIfAbsent(call.fingerprint(), mine);
            if (others == null) {
                return ask(chain, call, mine);
            }
            Optional<TokenReply> reply = waitFor(others, chain);
            if (reply.isPresent()) {
                return reply.get();
            }
            // the call that asked for all of them was cancelled or found no way: another one tries
        }
    }

    private TokenReply ask(Chain chain, ServiceAccountCall call, CompletableFuture<Optional<TokenReply>> mine)
            throws IOException {
        Optional<TokenReply> reply = Optional.empty();
        try {
            // another call may have got one just before
            AccessToken kept = usable(call);
            TokenReply got = kept == null ? ask(chain, call) : new TokenReply.Given(kept);
            reply = Optional.of(got);
            return got;
        } finally {
            asking.remove(call.fingerprint(), mine);
            mine.complete(reply);
        }
    }

    private TokenReply ask(Chain chain, ServiceAccountCall call) throws IOException {
        Instant now = clock.instant();
        FormBody form = new FormBody.Builder()
                .add("grant_type", GRANT)
                .add("assertion", ServiceAccounts.assertion(call, now))
                .build();
        Request request = new Request.Builder()
                .url(url)
                .header("User-Agent", Transport.USER_AGENT)
                .header("Accept", "application/json")
                .post(form)
                .build();
        try (Response response = chain.proceed(request)) {
            if (!response.isSuccessful()) {
                return TokenReply.Refused.by(response);
            }
            AccessToken token = read(TokenReply.body(response), now);
            tokens.put(call.fingerprint(), token);
            return new TokenReply.Given(token);
        }
    }

    private static AccessToken read(byte[] body, Instant now) throws Unreadable {
        JsonNode json = Json.readOrNull(body);
        String token = json == null ? null : Json.textOrNull(json, "access_token");
        if (json == null || token == null || !TOKEN.matcher(token).matches()) {
            throw new Unreadable();
        }
        long seconds = Math.min(Json.longOrZero(json, "expires_in"), LONGEST.toSeconds());
        return new AccessToken(Secret.of(token), now.plusSeconds(seconds));
    }

    private static Optional<TokenReply> waitFor(CompletableFuture<Optional<TokenReply>> others, Chain chain)
            throws IOException {
        ConnectLimit limits = chain.request().tag(ConnectLimit.class);
        if (limits != null) {
            // every limit and every cancellation ends in this one; an interrupt too, on its way
            CompletableFuture.anyOf(others, limits.cancelled()).join();
        }
        if (chain.call().isCanceled()) {
            throw new IOException("cancelled");
        }
        return others.join();
    }

    /** Google's reply to the question for a token is a success without one. */
    static final class Unreadable extends IOException {

        private static final long serialVersionUID = 1L;

        Unreadable() {
            super("there is no access token in the reply");
        }
    }
}
