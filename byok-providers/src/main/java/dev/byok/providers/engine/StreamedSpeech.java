package dev.byok.providers.engine;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.audio.AudioConverter;
import dev.byok.providers.audio.MalformedAudio;
import dev.byok.providers.audio.Truncated;
import dev.byok.providers.http.StreamReply;
import dev.byok.providers.http.Target;
import dev.byok.providers.spec.ErrorInReply;
import dev.byok.providers.spec.MalformedReply;
import dev.byok.providers.spec.SpeechSink;
import dev.byok.speech.SpeechEvent;
import dev.byok.speech.WordTimestamp;
import dev.byok.spi.SpeechEvents;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Audio as it comes, from one reply or several, converted on the way. Before the first audio a failure keeps its own code,
 * so that another route can be tried; after it every failure but a cancelled call is {@code INCOMPLETE}.
 */
final class StreamedSpeech implements SpeechEvents, SpeechSink {

    private final Target target;
    private final SpeechParts parts;
    private final AudioConverter converter;
    private final Queue<SpeechEvent> ready = new ArrayDeque<>(4);
    private Duration partStart = Duration.ZERO;
    private boolean content;
    private boolean partContent;
    private boolean ended;
    private @Nullable String link;
    // bytes of a file whose size the vendor told that have not come yet
    private long due;
    private long characters;

    StreamedSpeech(Target target, SpeechParts parts, AudioConverter converter) {
        this.target = target;
        this.parts = parts;
        this.converter = converter;
    }

    @Override
    public @Nullable SpeechEvent next() {
        while (ready.isEmpty() && !ended) {
            try {
                read();
            } catch (ByokException e) {
                throw failed(e);
            } catch (MalformedReply | MalformedAudio e) {
                throw failed(Failures.malformed(target, String.valueOf(e.getMessage()), reply().facts()));
            } catch (ErrorInReply e) {
                throw failed(Failures.inReply(target, e.body(), reply().facts()).exception());
            } catch (Truncated e) {
                throw failed(endedEarly(String.valueOf(e.getMessage())));
            }
        }
        return ready.poll();
    }

    private void read() {
        SpeechPart.Step step = parts.current().read(this);
        if (step == SpeechPart.Step.ENDED_EARLY) {
            throw endedEarly("the vendor's end marker is missing");
        }
        if (link != null) {
            parts.follow(link);
            link = null;
            return;
        }
        if (step == SpeechPart.Step.COMPLETE) {
            endPart();
        }
    }

    private void endPart() {
        if (!partContent) {
            throw endedEarly("there is no audio in it");
        }
        if (due > 0) {
            throw endedEarly("the file is shorter than it should be");
        }
        give(converter.end());
        reply().finish();
        partStart = converter.soFar();
        partContent = false;
        due = 0;
        if (!parts.begin()) {
            ended = true;
            if (characters > 0) {
                ready.add(new SpeechEvent.CharactersReported(characters));
            }
        }
    }

    @Override
    public void audio(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        partContent = true;
        due -= bytes.length;
        give(converter.convert(bytes));
    }

    @Override
    public void words(List<WordTimestamp> words) {
        if (!words.isEmpty()) {
            ready.add(new SpeechEvent.Words(
                    words.stream().map(word -> word.shifted(partStart, 0)).toList()));
        }
    }

    @Override
    public void characters(long count) {
        characters += count;
    }

    @Override
    public void link(String url, long size) {
        link = url;
        due = size;
    }

    private void give(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        content = true;
        reply().contentSeen();
        ready.add(SpeechEvent.audio(bytes));
    }

    private StreamReply reply() {
        return parts.reply();
    }

    private ByokException endedEarly(String why) {
        return ByokException.of(
                        content ? ErrorCode.INCOMPLETE : ErrorCode.BAD_RESPONSE,
                        target.vendor().info().name() + " ended the audio before it was complete: " + why)
                .provider(target.vendor().info().id())
                .credentialId(target.credential().id().orElse(null))
                .build();
    }

    private ByokException failed(ByokException e) {
        ended = true;
        reply().close();
        return Failures.afterContent(target, e, content, "The audio broke off after it had begun: ");
    }

    @Override
    public void close() {
        reply().close();
    }
}
