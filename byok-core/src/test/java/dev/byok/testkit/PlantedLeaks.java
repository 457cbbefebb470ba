package dev.byok.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.ChatRequest;
import dev.byok.chat.Message;
import dev.byok.credential.Secret;
import dev.byok.spi.ProviderInfo;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Tests that leak on purpose, one per way out; {@link LeakGuardTest} runs them and sees them fail. */
final class PlantedLeaks {

    private static final Logger LOG = LoggerFactory.getLogger("some.dependency");

    private PlantedLeaks() {}

    static final class InALogMessage {
        @Test
        void leaks() {
            LOG.trace("Authorization: Bearer {}", Canary.make().value());
        }
    }

    static final class InALogArgumentThatIsNotPrinted {
        @Test
        void leaks() {
            LOG.debug("sent", Canary.make().value());
        }
    }

    static final class InAKeyValuePair {
        @Test
        void leaks() {
            LOG.atInfo().addKeyValue("key", Canary.make().value()).log("sent");
        }
    }

    static final class InTheMdc {
        @Test
        void leaks() {
            try (MDC.MDCCloseable entry = MDC.putCloseable("key", Canary.make().value())) {
                LOG.info("sent with {}", entry.getClass());
            }
        }
    }

    static final class InALoggedException {
        @Test
        void leaks() {
            LOG.warn(
                    "failed",
                    new IllegalStateException(
                            "outer", new IllegalArgumentException(Canary.make().value())));
        }
    }

    static final class InJavaUtilLogging {
        @Test
        void leaks() {
            java.util.logging.Logger.getLogger("okhttp3.Some")
                    .log(Level.FINEST, "header {0}", Canary.make().value());
        }
    }

    static final class AfterLoggingWasTurnedOff {
        @BeforeAll
        static void turnOff() {
            ch.qos.logback.classic.Logger root =
                    (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
            root.setLevel(ch.qos.logback.classic.Level.OFF);
            root.detachAppender(LogSink.NAME);
            java.util.logging.Logger julRoot = java.util.logging.Logger.getLogger("");
            julRoot.setLevel(Level.OFF);
            Stream.of(julRoot.getHandlers()).filter(JulSink.class::isInstance).forEach(julRoot::removeHandler);
        }

        @Test
        void leaks() {
            LOG.trace("Authorization: Bearer {}", Canary.make().value());
            java.util.logging.Logger.getLogger("okhttp3.Some")
                    .fine(Canary.make().value());
        }
    }

    static final class PrintedInPieces {
        @Test
        void leaks() {
            for (char c : Canary.make().value().toCharArray()) {
                System.out.print(c);
            }
            System.out.println();
        }
    }

    static final class OnStandardError {
        @Test
        void leaks() {
            System.err.println(
                    Base64.getEncoder().encodeToString(Canary.make().value().getBytes(StandardCharsets.UTF_8)));
        }
    }

    static final class InAThreadName {
        @Test
        void leaks() {
            Thread.currentThread().setName("sending " + Canary.make().value());
        }
    }

    static final class InTheExceptionThrown {
        @Test
        void leaks() {
            IllegalStateException failure = new IllegalStateException("outer");
            failure.addSuppressed(
                    new IllegalStateException("cannot send " + Canary.make().value()));
            throw failure;
        }
    }

    static final class InAFieldOfAnException {
        static final class Refused extends RuntimeException {
            private static final long serialVersionUID = 1L;
            private final transient Map<String, Object> headers;

            Refused(Map<String, Object> headers) {
                super("refused");
                this.headers = headers;
            }

            @Override
            public String getMessage() {
                return super.getMessage() + " with " + headers.size() + " headers";
            }
        }

        @Test
        void leaks() {
            throw new Refused(Map.of("Authorization", List.of(Canary.make().value())));
        }
    }

    static final class InToString {
        record Config(String name, String key) {}

        @Test
        void leaks() {
            LeakGuard.watch(new Config("a", Canary.make().value()));
        }
    }

    static final class InJson {
        static final class View {
            private final Canary canary = Canary.make();

            public String getKey() {
                return canary.value();
            }
        }

        @Test
        void leaks() {
            LeakGuard.watch(new View());
        }
    }

    static final class InAPrivateField {
        @Test
        void leaks() {
            LeakGuard.watch(List.of(ChatRequest.builder()
                    .message(Message.user("hello"))
                    .extra("nested", Map.of("deeper", List.of(Canary.make().value())))
                    .build()));
        }
    }

    static final class InAFieldThatIsFilledLater {
        static final class Holder {
            private StringBuilder text = new StringBuilder();
        }

        @Test
        void leaks() {
            Holder holder = LeakGuard.watch(new Holder());
            holder.text.append(Canary.make().value());
        }
    }

    static final class InARequestToAnotherHost {
        @Test
        void leaks() {
            Canary canary = Canary.make();
            LeakGuard.sawRequest("evil.example", "GET / HTTP/1.1\r\nAuthorization: Bearer " + canary.value() + "\r\n");
            canary.onlyFor("api.example");
        }
    }

    static final class InARequestOfAKeyWithoutHost {
        @Test
        void leaks() {
            LeakGuard.sawRequest("api.example", Canary.make().value().getBytes(StandardCharsets.UTF_16LE));
        }
    }

    static final class InAReply {
        @Test
        void leaks() {
            LeakGuard.saw(
                    "the reply", ("{\"key\":\"" + Canary.make().value() + "\"}").getBytes(StandardCharsets.UTF_8));
        }
    }

    static final class OnAnotherThread {
        @Test
        void leaks() throws InterruptedException {
            String key = Canary.make().value();
            Thread thread = new Thread(() -> LOG.info("sent {}", key));
            thread.start();
            thread.join();
        }
    }

    static final class OfACanaryOfTheClass {
        private static final Canary EARLIER = Canary.make();

        @Test
        void leaks() {
            LOG.info(EARLIER.value());
        }
    }

    static final class InAnExpectedFailure {
        @Test
        void leaks() {
            String key = Canary.make().value();
            Failures.expect(ErrorCode.AUTH_FAILED, () -> {
                throw ByokException.of(ErrorCode.AUTH_FAILED, "refused")
                        .hint("replace " + key)
                        .build();
            });
        }
    }

    /** Fails as a class: the exception was swallowed, the flight recorder saw it. */
    static final class InASwallowedException {
        @Test
        void leaks() {
            // a provider's author is told the id that is wrong; nobody else can get a text into that message
            String id = Canary.make().value();
            assertThatThrownBy(() -> ProviderInfo.builder(id, "Planted")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** Fails as a run: nothing else comes after the last class. */
    static final class AfterTheLastClass {
        @RegisterExtension
        static final BeforeAllCallback LATE = context -> {
            String key = Canary.make().value();
            AutoCloseable late = () -> LOG.info("good bye {}", key);
            context.getRoot().getStore(Namespace.GLOBAL).put(AfterTheLastClass.class, late);
        };

        @Test
        void leaks() {
            // later
        }
    }

    static final class Nothing {
        private final Canary canary = Canary.make().onlyFor("api.example");

        @Test
        void leaks() {
            String mask = "sk-F••••" + canary.value().substring(canary.value().length() - 4);
            LOG.info("connected {} as {}", canary, mask);
            System.out.println(mask);
            LeakGuard.watch(Map.of("mask", mask, "secret", canary.secret(), "all", List.of(canary.secret())));
            LeakGuard.sawRequest("API.example", "Authorization: Bearer " + canary.value());
            LeakGuard.saw("the reply", "{\"mask\":\"" + mask + "\"}");
            try (Secret secret = LeakGuard.watch(canary.secret())) {
                LOG.warn("failed", new IllegalStateException("cannot open " + secret));
            }
        }

        // what libraries say to each other stays out of it: only production code answers for its messages
        @Test
        void makesAnExceptionItself() {
            new IllegalArgumentException(canary.value());
        }
    }
}
