package dev.byok.endtoend;

import dev.byok.testkit.LeakGuard;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A vendor on loopback that answers as it is told, remembers every request, and shows each one to the leak guard. */
final class StubVendor implements AutoCloseable {

    private final MockWebServer server = new MockWebServer();
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private volatile Function<RecordedRequest, MockResponse> answer = request -> Answers.hello();

    StubVendor() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                requests.add(request);
                LeakGuard.sawRequest(host(), text(request));
                return answer.apply(request);
            }
        });
        server.start(InetAddress.getByName("127.0.0.1"), 0);
    }

    StubVendor answering(Function<RecordedRequest, MockResponse> how) {
        this.answer = how;
        return this;
    }

    String origin() {
        return "http://127.0.0.1:" + server.getPort();
    }

    String baseUrl() {
        return origin() + "/v1";
    }

    /** What a canary's {@code onlyFor} names. */
    String host() {
        return "127.0.0.1:" + server.getPort();
    }

    List<RecordedRequest> requests() {
        return requests;
    }

    List<String> keysSeen() {
        return requests.stream()
                .map(request -> String.valueOf(request.getHeaders().get("Authorization"))
                        .replace("Bearer ", ""))
                .toList();
    }

    private static String text(RecordedRequest request) {
        String body = request.getBody() == null ? "" : request.getBody().utf8();
        return request.getRequestLine() + "\n" + request.getHeaders() + "\n" + body;
    }

    @Override
    public void close() {
        server.close();
    }
}
