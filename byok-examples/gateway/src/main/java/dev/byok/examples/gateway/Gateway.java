package dev.byok.examples.gateway;

import dev.byok.examples.gateway.data.Sql;
import dev.byok.examples.gateway.http.Bodies;
import dev.byok.examples.gateway.http.Errors;
import dev.byok.examples.gateway.http.RequestLog;
import dev.byok.examples.gateway.http.SecurityHeaders;
import dev.byok.examples.gateway.http.TenantRoutes;
import dev.byok.examples.gateway.http.TenantTokens;
import dev.byok.examples.gateway.routes.Metrics;
import dev.byok.examples.gateway.routes.UsageLog;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.staticfiles.Location;
import io.javalin.util.JavalinException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running gateway. */
final class Gateway implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    private static final Duration LONGEST_CALL = Duration.ofMinutes(11);
    private static final long STOP_MILLIS = 10_000;
    // idle connections that clients keep are closed then
    private static final long CLIENT_GOODBYE_MILLIS = 100;
    private static final int HEADER_BYTES = 32 << 10;
    // half a minute of speech
    private static final int AUDIO_MESSAGE_BYTES = 1 << 20;
    private static final int CONTROL_MESSAGE_BYTES = 4 << 10;
    private static final int MOST_WAITING_MESSAGES = 1000;
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

    private final OpenParts parts;
    private final Javalin server;
    private final String host;
    private final Optional<String> madeToken;
    private final List<String> tenantRoutes;

    private Gateway(
            OpenParts parts, Javalin server, String host, Optional<String> madeToken, List<String> tenantRoutes) {
        this.parts = parts;
        this.server = server;
        this.host = host;
        this.madeToken = madeToken;
        this.tenantRoutes = tenantRoutes;
    }

    /**
     * {@return a gateway that answers}
     *
     * @param settings what the operator says
     * @param clock tells the time
     */
    static Gateway start(Settings settings, Clock clock) {
        Optional<String> made = settings.tenantTokens().isEmpty() ? Optional.of(randomToken()) : Optional.empty();
        TenantTokens tokens =
                new TenantTokens(made.map(token -> Map.of(token, "default")).orElse(settings.tenantTokens()));
        OpenParts parts = new OpenParts();
        try {
            Database database = parts.add(new Database(settings));
            Sql sql = new Sql(database.source());
            UsageLog usage = parts.add(new UsageLog(sql, clock));
            Metrics metrics = new Metrics();
            Library library = parts.add(new Library(settings, database, usage, metrics));
            List<String> names = new ArrayList<>();
            Javalin server = Javalin.create(config -> {
                server(config, settings);
                TenantRoutes routes = new TenantRoutes(config.routes, tokens, library.client());
                Routes.add(routes, settings, sql, library.endpointPolicy(), usage, clock);
                metrics.addTo(config.routes);
                names.addAll(routes.names());
            });
            return new Gateway(parts, server.start(), settings.host(), made, names);
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    private static void server(JavalinConfig config, Settings settings) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        // pieces of streams leave as they come, and answers that mix secrets with guesses are not compressed
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setRequestHeaderSize(HEADER_BYTES);
        });
        config.jetty.addConnector((jetty, http) -> {
            ServerConnector connector = new ServerConnector(jetty, new HttpConnectionFactory(http));
            connector.setHost(settings.host());
            connector.setPort(settings.port());
            // a vendor may think for long before it says a word
            connector.setIdleTimeout(LONGEST_CALL.toMillis());
            connector.setShutdownIdleTimeout(CLIENT_GOODBYE_MILLIS);
            return connector;
        });
        config.jetty.modifyServer(jetty -> {
            jetty.setStopTimeout(STOP_MILLIS);
            jetty.insertHandler(new GracefulHandler());
        });
        config.jetty.multipartConfig.maxFileSize(Bodies.RECORDING, SizeUnit.BYTES);
        config.jetty.multipartConfig.maxTotalRequestSize(Bodies.RECORDING, SizeUnit.BYTES);
        // customers' recordings are not for the disk
        config.jetty.multipartConfig.maxInMemoryFileSize(Bodies.RECORDING, SizeUnit.BYTES);
        config.jetty.modifyWebSocketServletFactory(sockets -> {
            sockets.setMaxBinaryMessageSize(AUDIO_MESSAGE_BYTES);
            sockets.setMaxTextMessageSize(CONTROL_MESSAGE_BYTES);
            sockets.setMaxOutgoingFrames(MOST_WAITING_MESSAGES);
            sockets.setIdleTimeout(LONGEST_SILENCE);
        });
        config.staticFiles.add("/web", Location.CLASSPATH);
        // what seals keys in the browser, as it is in the jar of byok-crypto
        config.staticFiles.add(files -> {
            files.hostedPath = "/byok";
            files.directory = "/META-INF/resources/byok";
            files.location = Location.CLASSPATH;
        });
        config.requestLogger.http(RequestLog::write);
        config.routes.before(SecurityHeaders::add);
        config.routes.get("/healthz", context -> context.result("ok"));
        Errors.handle(config.routes);
    }

    /** {@return where it answers} */
    String address() {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port();
    }

    /** {@return method and pattern of every route that a tenant may use} */
    List<String> tenantRoutes() {
        return tenantRoutes;
    }

    /** {@return the token of tenant {@code default}, when the operator gave no tokens} */
    Optional<String> madeToken() {
        return madeToken;
    }

    /** Takes no more requests, lets those that run end, and stops. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (JavalinException e) {
            LOG.warn("Requests were still running after {} ms", STOP_MILLIS);
        } finally {
            parts.close();
        }
    }

    private static String randomToken() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
