package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.chat.ChatAccumulator;
import dev.byok.chat.ChatCompletion;
import dev.byok.chat.ChatEvent;
import dev.byok.providers.contract.ChatCase.Kind;
import dev.byok.providers.contract.EachChatCase.Streams;
import dev.byok.providers.http.Frames;
import dev.byok.providers.http.StreamFeed;
import dev.byok.providers.http.StreamFeed.Fed;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.MalformedReply;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How every vendor's streamed answers are read, apart from what the network does to them. */
final class StreamContractTest {

    @EachChatCase(Kind.STREAM)
    void readsTheStream(Contract contract, ChatCase chatCase) {
        contract.gaps().hold("chat/" + chatCase, () -> {
            Fed fed = StreamFeed.whole(contract.chat().newStreamReader(), stream(contract, chatCase.folder()));

            assertThat(fed.complete()).isTrue();
            assertThat(AsJson.of(answer(fed))).isEqualTo(expected(contract, chatCase));
        });
    }

    @EachChatCase(Kind.STREAM)
    void makesTheSameEventsWhereverTheStreamIsSplit(Contract contract, ChatCase chatCase) {
        contract.gaps().hold("chat/" + chatCase, () -> {
            byte[] stream = stream(contract, chatCase.folder());
            Fed whole = StreamFeed.whole(contract.chat().newStreamReader(), stream);

            for (int at = 0; at <= stream.length; at++) {
                assertThat(StreamFeed.splitAt(contract.chat().newStreamReader(), stream, at))
                        .as("split at %d", at)
                        .isEqualTo(whole);
            }
            assertThat(StreamFeed.byteByByte(contract.chat().newStreamReader(), stream))
                    .isEqualTo(whole);
        });
    }

    @EachChatCase(value = Kind.STREAM, of = Streams.SERVER_SENT)
    void makesTheSameEventsWhateverEndsItsLines(Contract contract, ChatCase chatCase) {
        contract.gaps().hold("chat/" + chatCase, () -> {
            String stream = contract.streamText(chatCase.folder());
            Fed expected = feed(contract, stream);

            String onMoreLines = stream.replaceAll("(?m)^(data: \\{[^,\\n]*,)", "$1\ndata:");

            assertThat(onMoreLines).isNotEqualTo(stream);
            assertThat(feed(contract, onMoreLines)).isEqualTo(expected);
            assertThat(feed(contract, onMoreLines.replace("\n", "\r\n"))).isEqualTo(expected);
            assertThat(feed(contract, onMoreLines.replace("\n", "\r"))).isEqualTo(expected);
        });
    }

    @EachChatCase(value = Kind.STREAM, of = Streams.SERVER_SENT)
    void needsNoEventNames(Contract contract, ChatCase chatCase) {
        contract.gaps().hold("chat/" + chatCase, () -> {
            String stream = contract.streamText(chatCase.folder());

            assertThat(feed(contract, stream.replaceAll("(?m)^event:.*\\R", "")))
                    .isEqualTo(feed(contract, stream));
        });
    }

    @EachChatCase(Kind.STREAM)
    void ignoresWhatItDoesNotKnow(Contract contract, ChatCase chatCase) {
        contract.gaps().hold("chat/" + chatCase, () -> {
            String stream = contract.streamText(chatCase.folder());
            String padded = contract.streamsFrames()
                    ? FrameText.padded(stream)
                    : stream.lines()
                            .map(StreamContractTest::paddedLine)
                            .collect(Collectors.joining("\n", ": a comment\n\nid: 7\nretry: 100\n\n", "\n"));

            assertThat(feed(contract, padded)).isEqualTo(feed(contract, stream));
        });
    }

    @EachChatCase(Kind.STREAM)
    void reportsContentOnlyWhenThereIsAny(Contract contract, ChatCase chatCase) {
        contract.gaps().hold("chat/" + chatCase, () -> {
            Fed fed = StreamFeed.whole(contract.chat().newStreamReader(), stream(contract, chatCase.folder()));

            assertThat(fed.events())
                    .filteredOn(ChatEvent.Started.class::isInstance)
                    .hasSize(1);
            assertThat(fed.events())
                    .filteredOn(ChatEvent.Finished.class::isInstance)
                    .hasSize(1);
            assertThat(fed.events()).doesNotContain(new ChatEvent.Text(""), new ChatEvent.Reasoning(""));
        });
    }

    @EachChatCase(Kind.STREAM)
    void refusesAMalformedChunk(Contract contract, ChatCase chatCase) {
        contract.gaps().hold("chat/" + chatCase, () -> {
            String stream = contract.streamText(chatCase.folder());
            String broken = contract.streamsFrames()
                    ? FrameText.broken(stream)
                    : stream.replaceFirst("(?m)^data: \\{(.{20}).*$", "data: {$1");

            assertThatThrownBy(() -> feed(contract, broken)).isInstanceOf(MalformedReply.class);
        });
    }

    @EachChatCase(value = Kind.STREAM, of = Streams.FRAMES)
    void isNeverCompleteWhenAFrameIsCut(Contract contract, ChatCase chatCase) {
        contract.gaps().hold("chat/" + chatCase, () -> {
            byte[] stream = stream(contract, chatCase.folder());
            Fed whole = StreamFeed.whole(contract.chat().newStreamReader(), stream);
            List<Integer> ends = FrameText.ends(stream);

            for (int length = 0; length < stream.length; length++) {
                Fed cut = StreamFeed.whole(contract.chat().newStreamReader(), Arrays.copyOf(stream, length));

                assertThat(whole.events().subList(0, cut.events().size()))
                        .as("length %d", length)
                        .isEqualTo(cut.events());
                // what ends an answer need not be the last frame: Converse sends usage behind it
                if (cut.complete()) {
                    assertThat(ends).as("length %d", length).contains(length);
                    assertThat(cut.events()).as("length %d", length).anyMatch(ChatEvent.Finished.class::isInstance);
                }
            }
        });
    }

    @EachVendor("chat")
    void isNotCompleteWhenNothingCame(Contract contract) {
        assertThat(feedText(contract, "").complete()).isFalse();
        assertThat(feedText(contract, ": only a comment\n\n").complete()).isFalse();
    }

    @EachVendor("chat")
    void readsWhatElseTheVendorStreams(Contract contract) {
        String file = contract.streamsFrames() ? "reply.events" : "reply.sse";
        for (String folder : ChatContractTest.otherCases(contract, file)) {
            Fed fed = StreamFeed.whole(contract.chat().newStreamReader(), stream(contract, folder));

            assertThat(fed.complete()).as(folder).isTrue();
            assertThat(AsJson.of(answer(fed))).as(folder).isEqualTo(ChatContractTest.then(contract, folder));
        }
    }

    // what a stream adds up to is what the whole answer of another case says; only usage has a case of its own
    private static JsonNode expected(Contract contract, ChatCase chatCase) {
        return switch (chatCase) {
            case STREAM -> ChatContractTest.then(contract, ChatCase.BASIC.folder());
            case STREAM_TOOLS -> ChatContractTest.then(contract, ChatCase.TOOLS.folder());
            default -> ChatContractTest.then(contract, chatCase.folder());
        };
    }

    private static Fed feed(Contract contract, String stream) {
        return StreamFeed.whole(contract.chat().newStreamReader(), bytes(contract, stream));
    }

    private static Fed feedText(Contract contract, String stream) {
        return StreamFeed.whole(contract.chat().newStreamReader(), stream.getBytes(StandardCharsets.UTF_8));
    }

    private static String paddedLine(String line) {
        if (!line.startsWith("data: {")) {
            return line;
        }
        return "data: " + ChatContractTest.padded(Json.readOrNull(line.substring("data: ".length())));
    }

    static byte[] stream(Contract contract, String folder) {
        return bytes(contract, contract.streamText(folder));
    }

    /** A piece of a stream that nobody can read. */
    static byte[] malformed(Contract contract) {
        return contract.streamsFrames()
                ? Frames.ofLines(FrameText.broken(contract.streamText(ChatCase.STREAM.folder()))
                        .lines()
                        .filter(line -> line.startsWith("{"))
                        .findFirst()
                        .orElseThrow())
                : "data: {\"id\":\n\n".getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Contract contract, String text) {
        return contract.streamsFrames() ? Frames.ofLines(text) : text.getBytes(StandardCharsets.UTF_8);
    }

    private static ChatCompletion answer(Fed fed) {
        return answer(fed.events());
    }

    private static ChatCompletion answer(List<ChatEvent> events) {
        ChatAccumulator answer = new ChatAccumulator();
        events.forEach(answer::add);
        return answer.completion();
    }
}
