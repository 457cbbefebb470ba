package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.ErrorCode;
import dev.byok.providers.contract.ChatCase.Kind;
import dev.byok.providers.contract.EachChatCase.Streams;
import dev.byok.providers.contract.Loopback.Streamed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Streams that fail, over a real connection. Before the first content a failure keeps its own code, so that another
 * route can be tried; afterwards the answer is incomplete, and never looks finished.
 */
final class BrokenStreamContractTest {

    @RegisterExtension
    static final Loopback SERVER = new Loopback();

    @EachChatCase(Kind.BROKEN_STREAM)
    void failsAsDocumented(Contract contract, ChatCase chatCase) {
        contract.gaps().hold("chat/" + chatCase, () -> {
            SERVER.replyStream(StreamContractTest.stream(contract, chatCase.folder()));

            Streamed streamed = SERVER.stream(contract);

            assertThat(outcome(streamed)).isEqualTo(ChatContractTest.then(contract, chatCase.folder()));
        });
    }

    @EachVendor("chat")
    void streamsOverARealConnection(Contract contract) {
        SERVER.replyStream(StreamContractTest.stream(contract, ChatCase.STREAM.folder()));

        Streamed streamed = SERVER.stream(contract);

        assertThat(streamed.failure()).isNull();
        assertThat(AsJson.of(streamed.completion()))
                .isEqualTo(ChatContractTest.then(contract, ChatCase.BASIC.folder()));
        assertThat(SERVER.taken().getHeaders().get("accept"))
                .isEqualTo(contract.streamsFrames() ? "application/vnd.amazon.eventstream" : "text/event-stream");
    }

    @EachVendor("chat")
    void takesAWholeAnswerWhereAStreamWasDue(Contract contract) {
        SERVER.reply(ChatContractTest.reply(contract, ChatCase.BASIC));

        Streamed streamed = SERVER.stream(contract);

        assertThat(streamed.failure()).isNull();
        assertThat(AsJson.of(streamed.completion()))
                .isEqualTo(ChatContractTest.then(contract, ChatCase.BASIC.folder()));
    }

    @EachVendor("chat")
    void isABadResponseWhenNothingComes(Contract contract) {
        for (String nothing : new String[] {"", ": a comment\n\n", "data: [DONE]\n\n", "event: message_stop\n\n"}) {
            SERVER.replyStream(nothing.getBytes(StandardCharsets.UTF_8));

            Streamed streamed = SERVER.stream(contract);

            assertThat(streamed.failure().code()).as(nothing).isEqualTo(ErrorCode.BAD_RESPONSE);
        }
    }

    @EachVendor("chat")
    void isABadResponseWhenTheFirstChunkIsMalformed(Contract contract) {
        SERVER.replyStream(StreamContractTest.malformed(contract));

        assertThat(SERVER.stream(contract).failure().code()).isEqualTo(ErrorCode.BAD_RESPONSE);
    }

    @EachVendor("chat")
    void isIncompleteWhenALaterChunkIsMalformed(Contract contract) {
        Buffer stream = new Buffer();
        stream.write(StreamContractTest.stream(contract, ChatCase.STREAM_CUT.folder()));
        stream.write(StreamContractTest.malformed(contract));
        SERVER.replyStream(stream.readByteArray());

        Streamed streamed = SERVER.stream(contract);

        assertThat(streamed.failure().code()).isEqualTo(ErrorCode.INCOMPLETE);
        assertThat(streamed.completion().text()).isNotEmpty();
    }

    @EachVendor("chat")
    void isIncompleteWhenTheConnectionBreaks(Contract contract) {
        byte[] stream = StreamContractTest.stream(contract, ChatCase.STREAM_CUT.folder());
        byte[] longer = Arrays.copyOf(stream, 2 * stream.length);
        Arrays.fill(longer, stream.length, longer.length, (byte) '\n');
        // the body breaks off in its middle, which is after the last event
        SERVER.reply(Loopback.stream(longer)
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());

        Streamed streamed = SERVER.stream(contract);

        assertThat(streamed.failure().code()).isEqualTo(ErrorCode.INCOMPLETE);
    }

    @EachChatCase(value = Kind.STREAM, of = Streams.FRAMES)
    void isIncompleteWhenItsLastFrameIsCut(Contract contract, ChatCase chatCase) {
        byte[] stream = StreamContractTest.stream(contract, chatCase.folder());
        SERVER.replyStream(Arrays.copyOf(stream, stream.length - 1));

        assertThat(SERVER.stream(contract).failure().code()).isEqualTo(ErrorCode.INCOMPLETE);
    }

    @EachChatCase(value = Kind.STREAM, of = Streams.FRAMES)
    void isABadResponseWhenAByteOfTheFirstFrameIsWrong(Contract contract, ChatCase chatCase) {
        byte[] stream = StreamContractTest.stream(contract, chatCase.folder());
        stream[20] ^= 1;
        SERVER.replyStream(stream);

        assertThat(SERVER.stream(contract).failure().code()).isEqualTo(ErrorCode.BAD_RESPONSE);
    }

    private static ObjectNode outcome(Streamed streamed) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("text", streamed.completion().text());
        assertThat(streamed.failure()).as("the failure").isNotNull();
        json.put("error", streamed.failure().code().name());
        return json;
    }
}
