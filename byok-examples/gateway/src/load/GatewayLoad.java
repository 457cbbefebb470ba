import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Chat through the gateway: what it adds to a call, how many calls it serves, and whether it grows. Three processes: a vendor
 * on loopback, the gateway's jar, and this one with the clients. Linux with a JDK; the source needs no build:
 *
 * <pre>java byok-examples/gateway/src/load/GatewayLoad.java [clients] [seconds] [jar]</pre>
 */
public final class GatewayLoad {

    private static final String BODY = "{\"model\":\"%sgpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Say hello.\"}]}";
    private static final String ANSWER = "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1,"
            + "\"model\":\"gpt-4o-2024-08-06\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
            + "\"content\":\"Hello. How can I help?\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":9,"
            + "\"completion_tokens\":7,\"total_tokens\":16}}";
    private static final String TOKEN = "load-token-1";
    private static final int WARM_UP_SECONDS = 20;

    public static void main(String... arguments) throws Exception {
        if (arguments.length == 1 && arguments[0].equals("vendor")) {
            vendor();
            return;
        }
        int clients = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 64;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
        String jar = arguments.length > 2 ? arguments[2] : "byok-examples/gateway/target/byok-gateway.jar";
        Path home = Files.createTempDirectory("byok-load");
        Process vendor = start(List.of("-Dsun.net.httpserver.nodelay=true", source(), "vendor"), List.of());
        Process gateway = null;
        int errors = 1;
        try {
            URI vendorAt = address(vendor);
            gateway = start(
                    List.of("-Xmx512m", "-jar", jar, "--port=0", "--home=" + home),
                    List.of("BYOK_TENANT_TOKENS=acme=" + TOKEN, "BYOK_ALLOWED_ORIGINS=" + vendorAt));
            URI gatewayAt = address(gateway);
            drain(gateway);
            connect(gatewayAt, vendorAt);
            errors = measure(new Target(vendorAt, ""), new Target(gatewayAt, "openai/"), gateway, clients, seconds);
        } finally {
            vendor.destroy();
            if (gateway != null) {
                gateway.destroy();
                gateway.waitFor();
            }
        }
        System.exit(errors == 0 ? 0 : 1);
    }

    /** {@return how many calls failed} */
    private static int measure(Target direct, Target through, Process gateway, int clients, int seconds)
            throws Exception {
        System.out.println("load average at the start: " + load());
        run(through, clients, WARM_UP_SECONDS);
        Growth growth = new Growth(gateway);
        Thread watch = new Thread(() -> growth.watch(seconds));
        watch.start();
        Result busy = run(through, clients, seconds);
        watch.join();
        growth.sample("when the clients have gone");
        System.out.println(clients + " clients, through gateway:  " + busy);
        System.out.println(clients + " clients, vendor alone:     " + run(direct, clients, 10));
        System.out.println("one client, through gateway:  " + run(through, 1, 10));
        System.out.println("one client, vendor alone:     " + run(direct, 1, 10));
        System.out.println("load average at the end: " + load());
        return busy.errors();
    }

    /** What is called. */
    private record Target(URI address, String prefix) {

        byte[] request() {
            String body = BODY.formatted(prefix);
            return ("POST /v1/chat/completions HTTP/1.1\r\nHost: " + address.getAuthority()
                            + "\r\nAuthorization: Bearer " + TOKEN + "\r\nContent-Type: application/json\r\nContent-Length: "
                            + body.length() + "\r\n\r\n" + body)
                    .getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** Times of calls in microseconds, sorted. */
    private record Result(long[] micros, int errors, double seconds) {

        double quantile(double share) {
            return micros.length == 0 ? 0 : micros[(int) Math.min(micros.length - 1, share * micros.length)] / 1000.0;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%,d calls, %d errors, %,.0f/s, p50 %.2f ms, p95 %.2f ms, p99 %.2f ms",
                    micros.length,
                    errors,
                    micros.length / seconds,
                    quantile(0.5),
                    quantile(0.95),
                    quantile(0.99));
        }
    }

    private static Result run(Target target, int clients, long seconds) throws Exception {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        AtomicInteger errors = new AtomicInteger();
        List<long[]> all = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            Thread thread = new Thread(() -> {
                long[] times = calls(target, end, errors);
                synchronized (all) {
                    all.add(times);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        long[] sorted = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Result(sorted, errors.get(), seconds);
    }

    private static long[] calls(Target target, long end, AtomicInteger errors) {
        byte[] request = target.request();
        long[] times = new long[1 << 12];
        int count = 0;
        try (Socket socket = new Socket(target.address().getHost(), target.address().getPort())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(30_000);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 8192);
            OutputStream out = socket.getOutputStream();
            while (System.nanoTime() < end) {
                long begin = System.nanoTime();
                out.write(request);
                if (!answered(in)) {
                    errors.incrementAndGet();
                }
                if (count == times.length) {
                    times = Arrays.copyOf(times, 2 * count);
                }
                times[count++] = (System.nanoTime() - begin) / 1000;
            }
        } catch (IOException e) {
            errors.incrementAndGet();
        }
        return Arrays.copyOf(times, count);
    }

    /** Reads one answer, and tells whether it is the vendor's. */
    private static boolean answered(InputStream in) throws IOException {
        int length = -1;
        boolean ok = line(in).startsWith("HTTP/1.1 200");
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        if (length < 0) {
            throw new IOException("an answer without a length");
        }
        return in.readNBytes(length).length == length && ok;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("the connection ended");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    /** Looks at the gateway from outside. */
    private record Growth(Process gateway) {

        private static final Pattern USED = Pattern.compile("used (\\d+)K");

        /** Looks three times while the clients are at work. */
        void watch(int seconds) {
            try {
                for (int quarter = 1; quarter <= 3; quarter++) {
                    Thread.sleep(seconds * 1000L / 4);
                    sample("after " + quarter * seconds / 4 + " s");
                }
            } catch (Exception e) {
                System.out.println("the gateway cannot be looked at: " + e);
            }
        }

        private void sample(String when) throws Exception {
            jcmd("GC.run");
            Matcher used = USED.matcher(jcmd("GC.heap_info"));
            String heap = used.find() ? used.group(1) : "?";
            Path proc = Path.of("/proc", Long.toString(gateway.pid()));
            String threads = Files.readAllLines(proc.resolve("status")).stream()
                    .filter(line -> line.startsWith("Threads:"))
                    .findFirst()
                    .orElse("Threads: ?");
            System.out.println("gateway " + when + ": heap in use " + heap + " KB, " + threads.replaceAll("\\s+", " ")
                    + ", sockets " + sockets(proc.resolve("fd")));
        }

        private static long sockets(Path descriptors) throws IOException {
            try (Stream<Path> all = Files.list(descriptors)) {
                return all.filter(link -> {
                            try {
                                return Files.readSymbolicLink(link).toString().startsWith("socket:");
                            } catch (IOException e) {
                                return false;
                            }
                        })
                        .count();
            }
        }

        private String jcmd(String command) throws Exception {
            Process jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                            Long.toString(gateway.pid()),
                            command)
                    .start();
            return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).strip();
    }

    private static void connect(URI gateway, URI vendor) throws IOException {
        String body = "{\"provider\":\"openai\",\"api_key\":\"sk-FAKE-00000000000000000load\",\"base_url\":\"" + vendor + "/v1\"}";
        try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
            socket.getOutputStream()
                    .write(("POST /v1/providers HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + TOKEN
                                    + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            if (!answered(new BufferedInputStream(socket.getInputStream()))) {
                throw new IOException("the key was not connected");
            }
        }
    }

    private static Process start(List<String> arguments, List<String> environment) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        environment.forEach(entry -> builder.environment()
                .put(entry.substring(0, entry.indexOf('=')), entry.substring(entry.indexOf('=') + 1)));
        return builder.start();
    }

    private static String source() {
        return System.getProperty("byok.load.source", "byok-examples/gateway/src/load/GatewayLoad.java");
    }

    /** The first address that a process prints. */
    private static URI address(Process process) throws IOException {
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            int at = line.indexOf("ready on http://");
            if (at >= 0) {
                return URI.create(line.substring(at + "ready on ".length()).strip());
            }
        }
        throw new IOException("a process ended before it was ready");
    }

    /** The gateway logs every request; nobody reads it here, but somebody has to take it. */
    private static void drain(Process process) {
        Thread thread = new Thread(() -> {
            try {
                process.inputReader().transferTo(java.io.Writer.nullWriter());
            } catch (IOException e) {
                // it has ended
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void vendor() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        byte[] answer = ANSWER.getBytes(StandardCharsets.US_ASCII);
        server.createContext("/", exchange -> answer(exchange, answer));
        server.setExecutor(Executors.newFixedThreadPool(64));
        server.start();
        System.out.println("vendor ready on http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange, byte[] answer) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }
}
