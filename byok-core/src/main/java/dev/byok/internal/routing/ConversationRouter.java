package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.internal.credential.KeyAccess;
import dev.byok.model.ModelRef;
import dev.byok.speech.AudioFormat;
import dev.byok.speech.ConversationResponse;
import dev.byok.speech.ConversationTurn;
import dev.byok.speech.SpeechRequest;
import dev.byok.speech.SpeechResponse;
import dev.byok.spi.CallContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

/** Conversations: every turn is checked before the first is spoken; then several are spoken at a time, and joined. */
public final class ConversationRouter {

    private final SpeechRouter speech;
    private final WordTimer timer;
    private final Executor executor;

    /**
     * Makes one.
     *
     * @param speech speaks the turns
     * @param timer times the words of voices that do not
     * @param executor runs turns beside the caller's thread
     */
    public ConversationRouter(SpeechRouter speech, WordTimer timer, Executor executor) {
        this.speech = speech;
        this.timer = timer;
        this.executor = executor;
    }

    /**
     * A conversation, ready to run.
     *
     * @param tenant whose it is
     * @param turns what is said, in order
     * @param format of the whole: PCM or WAV
     * @param gap between two turns
     * @param loudness of every turn, in decibels below full scale
     * @param parallel how many turns are spoken at a time
     * @param timestamps whether the times of words are wanted
     * @param timers what transcribes the turns of voices that time no words
     * @param access what it brings along to get at keys
     */
    public record Call(
            String tenant,
            List<ConversationTurn> turns,
            AudioFormat format,
            Duration gap,
            double loudness,
            int parallel,
            boolean timestamps,
            List<ModelRef> timers,
            KeyAccess access) {

        /** Copies the lists. */
        public Call {
            turns = List.copyOf(turns);
            timers = List.copyOf(timers);
        }
    }

    /**
     * Speaks a conversation.
     *
     * @param call the conversation
     * @param context limits and cancellation, for all turns together
     * @return the whole of it
     */
    public ConversationResponse send(Call call, CallContext context) {
        List<SpeechRouter.Call> calls =
                call.turns().stream().map(turn -> speechOf(call, turn)).toList();
        requireAll(call.turns(), calls, context);
        List<TurnAudio> spoken = new ParallelTurns<TurnAudio>(executor, call.parallel())
                .run(calls.size(), context, (turn, limits) -> speak(call, calls, turn, limits));
        return new JoinedTurns(call.format(), call.gap(), new Loudness(call.loudness()), call.timestamps())
                .join(spoken);
    }

    /** One turn's audio, and why its words could not be timed; empty when they were, or nobody asked. */
    record TurnAudio(SpeechResponse response, String untimed) {}

    private TurnAudio speak(Call call, List<SpeechRouter.Call> calls, int turn, CallContext context) {
        try {
            return speak(call, calls.get(turn), context);
        } catch (ByokException e) {
            throw e.toBuilder().turn(turn).build();
        }
    }

    private TurnAudio speak(Call call, SpeechRouter.Call turn, CallContext context) {
        SpeechResponse response = speech.send(turn, context, served -> {});
        if (!call.timestamps() || !response.words().isEmpty()) {
            return new TurnAudio(response, "");
        }
        try {
            return new TurnAudio(timer.timed(turn, response, call.timers(), context), "");
        } catch (ByokException e) {
            if (e.code() != ErrorCode.TIMESTAMPS_UNAVAILABLE) {
                throw e;
            }
            return new TurnAudio(response, e.summary());
        }
    }

    private static SpeechRouter.Call speechOf(Call call, ConversationTurn turn) {
        AudioFormat samples =
                new AudioFormat(AudioFormat.Encoding.PCM, call.format().sampleRate());
        SpeechRequest request = turn.request().toBuilder()
                .format(samples)
                .timestamps(call.timestamps())
                .build();
        return new SpeechRouter.Call(
                call.tenant(), request, List.of(new SpeechRouter.Voiced(turn.model(), null)), null, call.access());
    }

    // by half is worse than not at all: whoever hears it paid for it
    private void requireAll(List<ConversationTurn> turns, List<SpeechRouter.Call> calls, CallContext context) {
        List<String> faults = new ArrayList<>();
        int first = -1;
        Set<ErrorCode> codes = EnumSet.noneOf(ErrorCode.class);
        for (int i = 0; i < calls.size(); i++) {
            if (turns.get(i).request().voice().isEmpty()) {
                codes.add(ErrorCode.INVALID_REQUEST);
                faults.add("turn " + i + ": no voice is named");
            }
            try {
                speech.rehearse(calls.get(i), context);
            } catch (ByokException e) {
                codes.add(e.code());
                faults.add("turn " + i + ": " + e.summary());
            }
            if (first < 0 && !faults.isEmpty()) {
                first = i;
            }
        }
        if (first >= 0) {
            ErrorCode code = codes.size() == 1 ? codes.iterator().next() : ErrorCode.INVALID_REQUEST;
            throw ByokException.of(code, "Nothing was spoken. " + String.join("; ", faults))
                    .turn(first)
                    .hint("turns are counted from 0; every one needs a voice and a connected key")
                    .build();
        }
    }
}
