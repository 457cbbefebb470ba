package dev.byok.providers.contract;

import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;

/** How a body ends too early. */
enum Cut {
    IN_THE_MIDDLE {
        @Override
        MockResponse.Builder of(MockResponse.Builder reply, byte[] body) {
            return reply.body(new Buffer().write(body)).onResponseBody(new SocketEffect.CloseSocket());
        }
    },
    BETWEEN_CHUNKS {
        @Override
        MockResponse.Builder of(MockResponse.Builder reply, byte[] body) {
            return reply.chunkedBody(new Buffer().write(body), CHUNK).onResponseBody(new SocketEffect.CloseSocket());
        }
    },
    SHORTER_THAN_PROMISED {
        @Override
        MockResponse.Builder of(MockResponse.Builder reply, byte[] body) {
            return reply.body(new Buffer().write(body))
                    .setHeader("content-length", body.length + 1)
                    .onResponseEnd(new SocketEffect.CloseSocket());
        }
    },
    /** Half of it, and HTTP says that this was all. */
    CLEANLY {
        @Override
        MockResponse.Builder of(MockResponse.Builder reply, byte[] body) {
            return reply.body(new Buffer().write(body, 0, body.length / 2));
        }
    };

    private static final int CHUNK = 100;

    /** A reply whose body is cut. */
    abstract MockResponse.Builder of(MockResponse.Builder reply, byte[] body);
}
