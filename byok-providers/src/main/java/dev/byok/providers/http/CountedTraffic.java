package dev.byok.providers.http;

import dev.byok.spi.Traffic;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;

/**
 * Notes what a call sends and receives once there is a connection. A request for an access token on the way carries no
 * traffic to note: it costs nothing.
 */
final class CountedTraffic {

    private CountedTraffic() {}

    static Response count(Interceptor.Chain chain) throws IOException {
        Request request = chain.request();
        Traffic traffic = request.tag(Traffic.class);
        if (traffic == null) {
            return chain.proceed(request);
        }
        RequestBody body = request.body();
        traffic.sent(body == null ? 0 : Math.max(0, body.contentLength()));
        Response response = chain.proceed(request);
        ResponseBody reply = response.body();
        Source counted = new Counting(reply.source(), traffic);
        return response.newBuilder()
                .body(ResponseBody.create(Okio.buffer(counted), reply.contentType(), reply.contentLength()))
                .build();
    }

    private static final class Counting extends ForwardingSource {

        private final Traffic traffic;

        Counting(Source source, Traffic traffic) {
            super(source);
            this.traffic = traffic;
        }

        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
            long read = super.read(sink, byteCount);
            if (read > 0) {
                traffic.received(read);
            }
            return read;
        }
    }
}
