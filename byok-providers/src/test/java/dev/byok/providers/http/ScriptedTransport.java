package dev.byok.providers.http;

import dev.byok.providers.EndpointPolicy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.Okio;
import okio.Source;
import okio.Timeout;

/**
 * The transport without a network: each request is answered with the next reply of a script, whose body comes in exactly
 * the pieces that the script has it in, one with each read. Everything else is as it is with sockets.
 */
public final class ScriptedTransport {

    private final Deque<Reply> script = new ArrayDeque<>();
    private final Transport transport =
            new Transport(new Urls(EndpointPolicy.publicHttps()), Transport.Limits.DEFAULT, this::answer);

    /**
     * A reply.
     *
     * @param status its status
     * @param headers its headers
     * @param pieces its body
     */
    public record Reply(int status, Map<String, String> headers, List<byte[]> pieces) {}

    /** The transport. */
    public Transport transport() {
        return transport;
    }

    /** Adds a reply to the script. */
    public void add(Reply reply) {
        script.add(reply);
    }

    private Response answer(Interceptor.Chain chain) {
        Reply reply = script.remove();
        Response.Builder response = new Response.Builder()
                .request(chain.request())
                .protocol(Protocol.HTTP_1_1)
                .code(reply.status())
                .message("Scripted")
                .body(new PiecewiseBody(Okio.buffer(new Pieces(reply.pieces()))));
        reply.headers().forEach(response::addHeader);
        return response.build();
    }

    private static final class PiecewiseBody extends ResponseBody {

        private final BufferedSource source;

        PiecewiseBody(BufferedSource source) {
            this.source = source;
        }

        @Override
        public MediaType contentType() {
            return null;
        }

        @Override
        public long contentLength() {
            return -1;
        }

        @Override
        public BufferedSource source() {
            return source;
        }
    }

    /** Gives out one piece with every read; pieces are short enough for one. */
    private static final class Pieces implements Source {

        private final List<byte[]> pieces;

        Pieces(List<byte[]> pieces) {
            this.pieces = new ArrayList<>(pieces);
        }

        @Override
        public long read(Buffer sink, long byteCount) {
            while (!pieces.isEmpty() && pieces.get(0).length == 0) {
                pieces.remove(0);
            }
            if (pieces.isEmpty()) {
                return -1;
            }
            byte[] piece = pieces.remove(0);
            sink.write(piece);
            return piece.length;
        }

        @Override
        public Timeout timeout() {
            return Timeout.NONE;
        }

        @Override
        public void close() {}
    }
}
