package dev.byok.providers.http;

import java.io.IOException;
import okhttp3.Headers;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** What came of the question for an access token. Several calls may have waited for it. */
sealed interface TokenReply {

    /** How much of a reply is read. */
    long LONGEST = 64 << 10;

    /**
     * There is one.
     *
     * @param token the token
     */
    record Given(AccessToken token) implements TokenReply {}

    /**
     * There is none.
     *
     * @param protocol of the reply
     * @param status of the reply
     * @param message of the reply
     * @param headers of the reply
     * @param body of the reply
     */
    record Refused(Protocol protocol, int status, String message, Headers headers, byte[] body) implements TokenReply {

        static Refused by(Response response) throws IOException {
            return new Refused(
                    response.protocol(),
                    response.code(),
                    response.message(),
                    response.headers(),
                    TokenReply.body(response));
        }

        /** The refusal as the reply to a call. */
        Response to(Request request) {
            return new Response.Builder()
                    .request(request)
                    .protocol(protocol)
                    .code(status)
                    .message(message)
                    .headers(headers)
                    .body(ResponseBody.create(body, null))
                    .build();
        }

        /** {@return the status; no content} */
        @Override
        public String toString() {
            return "Refused[" + status + "]";
        }
    }

    /** The body, as much of it as counts. */
    static byte[] body(Response response) throws IOException {
        return response.peekBody(LONGEST).bytes();
    }
}
