package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.chat.ChatEvent;
import dev.byok.spi.CallContext;
import dev.byok.spi.Cancellation;
import dev.byok.spi.ChatEvents;
import dev.byok.spi.Timeouts;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What cancelling a stream of any vendor does, whatever it was that came before. */
final class CancelContractTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @RegisterExtension
    static final Loopback SERVER = new Loopback();

    @EachVendor("chat")
    void endsAStreamThatHasBegun(Contract contract) {
        Cancellation cancellation = new Cancellation();
        stallAfterSomeContent(contract);
        try (ChatEvents events = SERVER.chat(contract).stream(
                ChatCase.STREAM.given(), ChatCase.MODEL, CallContext.starting(limits(), cancellation))) {
            readToTheFirstText(events);
            cancellation.cancel();

            // what came already may still be handed out; the end is never a clean one
            ByokException failure = catchThrowableOfType(ByokException.class, () -> {
                while (events.next() != null) {
                    // on to the end
                }
            });

            assertThat(failure).isNotNull();
            assertThat(failure.code()).isEqualTo(ErrorCode.CANCELLED);
        }
    }

    @EachVendor("chat")
    void maySimplyBeClosed(Contract contract) {
        stallAfterSomeContent(contract);
        ChatEvents events = SERVER.chat(contract).stream(
                ChatCase.STREAM.given(), ChatCase.MODEL, CallContext.starting(limits(), new Cancellation()));
        readToTheFirstText(events);
        events.close();

        // the connection was given up: the next call is served by another one
        SERVER.taken();
        SERVER.reply(ChatContractTest.reply(contract, ChatCase.BASIC));
        assertThat(SERVER.send(contract)).isNotNull();
        assertThat(SERVER.taken().getExchangeIndex()).isZero();
    }

    // the first half of the body comes at once, the second one in an hour
    private static void stallAfterSomeContent(Contract contract) {
        byte[] stream = StreamContractTest.stream(contract, ChatCase.STREAM_CUT.folder());
        byte[] longer = Arrays.copyOf(stream, 2 * stream.length);
        SERVER.reply(Loopback.stream(longer)
                .throttleBody(stream.length, 1, TimeUnit.HOURS)
                .build());
    }

    private static void readToTheFirstText(ChatEvents events) {
        ChatEvent event = events.next();
        while (!(event instanceof ChatEvent.Text)) {
            assertThat(event).isNotNull();
            event = events.next();
        }
    }

    private static Timeouts limits() {
        return new Timeouts(LONG, LONG, LONG);
    }
}
