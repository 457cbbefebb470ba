package dev.byok.providers.contract;

import dev.byok.ErrorCode;
import dev.byok.chat.ChatEvent;
import dev.byok.providers.http.ScriptedServer;
import dev.byok.providers.http.StreamFeed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import okio.Buffer;

/** A way in which a streamed answer fails, and a server that answers so. */
enum StreamFault {
    /** Nothing fails. */
    NONE(true, Then.END),

    /** The connection breaks. */
    CUT_BEFORE_CONTENT(true, Then.CUT, ErrorCode.PROVIDER_UNAVAILABLE, ErrorCode.BAD_RESPONSE),
    /** Nothing more comes. */
    STALLED_BEFORE_CONTENT(true, Then.STALL, ErrorCode.TIMEOUT),
    /** A chunk cannot be read. */
    MALFORMED_BEFORE_CONTENT(true, Then.END, ErrorCode.BAD_RESPONSE),
    /** The status is 200, and the stream holds an error. */
    ERROR_BEFORE_CONTENT(true, Then.END, EnumSet.allOf(ErrorCode.class)),
    /** There is no event at all. */
    EMPTY(true, Then.END, ErrorCode.BAD_RESPONSE),
    /** It ends as if all were well. */
    ENDED_BEFORE_CONTENT(true, Then.END, ErrorCode.BAD_RESPONSE),

    CUT_AFTER_CONTENT(false, Then.CUT),
    STALLED_AFTER_CONTENT(false, Then.STALL),
    MALFORMED_AFTER_CONTENT(false, Then.END),
    ERROR_AFTER_CONTENT(false, Then.END),
    ENDED_AFTER_CONTENT(false, Then.END);

    /** What happens when all has been sent. */
    private enum Then {
        END,
        CUT,
        STALL
    }

    private final boolean beforeContent;
    private final Then then;
    private final Set<ErrorCode> codes;

    StreamFault(boolean beforeContent, Then then, ErrorCode... codes) {
        this(beforeContent, then, codes.length == 0 ? Set.of() : EnumSet.copyOf(List.of(codes)));
    }

    StreamFault(boolean beforeContent, Then then, Set<ErrorCode> codes) {
        this.beforeContent = beforeContent;
        this.then = then;
        this.codes = codes;
    }

    boolean isBeforeContent() {
        return beforeContent && this != NONE;
    }

    boolean isAfterContent() {
        return !beforeContent;
    }

    boolean stalls() {
        return then == Then.STALL;
    }

    /** How the attempt may fail. */
    Set<ErrorCode> codes() {
        return codes;
    }

    /** A server that answers every request so. */
    ScriptedServer server(Contract contract) throws IOException {
        byte[] stream = stream(contract);
        String type = contract.streamsFrames() ? "application/vnd.amazon.eventstream" : "text/event-stream";
        return ScriptedServer.start(connection -> {
            if (connection.readRequest() == null) {
                return;
            }
            connection.send("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n\r\n");
            if (stream.length > 0) {
                Buffer chunk =
                        new Buffer().writeHexadecimalUnsignedLong(stream.length).writeUtf8("\r\n");
                connection.send(chunk.write(stream).writeUtf8("\r\n").readByteArray());
            }
            switch (then) {
                case END -> connection.send("0\r\n\r\n");
                case STALL -> connection.awaitClientGone();
                case CUT -> connection.reset();
            }
        });
    }

    private byte[] stream(Contract contract) {
        return switch (this) {
            case NONE -> StreamContractTest.stream(contract, ChatCase.STREAM.folder());
            case EMPTY -> new byte[0];
            case CUT_BEFORE_CONTENT, STALLED_BEFORE_CONTENT, ENDED_BEFORE_CONTENT -> beginning(contract);
            case MALFORMED_BEFORE_CONTENT -> joined(beginning(contract), StreamContractTest.malformed(contract));
            case ERROR_BEFORE_CONTENT ->
                StreamContractTest.stream(contract, ChatCase.STREAM_ERROR_BEFORE_CONTENT.folder());
            case CUT_AFTER_CONTENT, STALLED_AFTER_CONTENT, ENDED_AFTER_CONTENT -> part(contract);
            case MALFORMED_AFTER_CONTENT -> joined(part(contract), StreamContractTest.malformed(contract));
            case ERROR_AFTER_CONTENT ->
                StreamContractTest.stream(contract, ChatCase.STREAM_ERROR_AFTER_CONTENT.folder());
        };
    }

    /** An answer with some of its content. */
    private static byte[] part(Contract contract) {
        return StreamContractTest.stream(contract, ChatCase.STREAM_CUT.folder());
    }

    /** All of an answer that comes before its content. */
    private static byte[] beginning(Contract contract) {
        byte[] whole = StreamContractTest.stream(contract, ChatCase.STREAM.folder());
        byte[] longest = new byte[0];
        for (int end : ends(contract, whole)) {
            byte[] begun = Arrays.copyOf(whole, end);
            if (StreamFeed.whole(contract.chat().newStreamReader(), begun).events().stream()
                    .anyMatch(ChatEvent::isContent)) {
                break;
            }
            longest = begun;
        }
        return longest;
    }

    private static List<Integer> ends(Contract contract, byte[] stream) {
        if (contract.streamsFrames()) {
            return FrameText.ends(stream);
        }
        List<Integer> ends = new ArrayList<>();
        String text = new String(stream, StandardCharsets.ISO_8859_1);
        for (int end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n", end + 2)) {
            ends.add(end + 2);
        }
        return ends;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return new Buffer().write(first).write(second).readByteArray();
    }
}
