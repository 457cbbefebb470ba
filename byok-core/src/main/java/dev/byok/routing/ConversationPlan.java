package dev.byok.routing;

import dev.byok.model.ModelRef;
import dev.byok.speech.AudioFormat;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation will use, to be checked before it begins, see {@code tenant.preflight(plan)}. Immutable.
 *
 * @param legs in the order they were named
 */
public record ConversationPlan(List<LegPlan> legs) {

    /** Copies the legs. */
    public ConversationPlan {
        legs = List.copyOf(legs);
    }

    /** {@return a builder without legs} */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects legs. Not thread-safe. */
    public static final class Builder {

        private static final long USUAL_TOKENS = 2_000;
        private static final long USUAL_CHARACTERS = 500;
        private static final long USUAL_SECONDS = 60;

        private final List<LegPlan> legs = new ArrayList<>(3);

        private Builder() {}

        /**
         * {@return this builder}
         *
         * @param model as in {@code chat().model(…)}; null for what the tenant's settings choose
         */
        public Builder llm(@Nullable String model) {
            return leg(LegPlan.Kind.LLM, model, null, USUAL_TOKENS);
        }

        /**
         * {@return this builder}
         *
         * @param model as for a live transcription; null for the tenant's first provider that has one
         * @param format how the audio comes
         */
        public Builder transcription(@Nullable String model, AudioFormat format) {
            return leg(LegPlan.Kind.TRANSCRIPTION, model, format, USUAL_SECONDS);
        }

        /**
         * {@return this builder}
         *
         * @param model as in {@code speech().model(…)}; null for the tenant's first provider that speaks
         * @param format how the audio shall be
         */
        public Builder speech(@Nullable String model, AudioFormat format) {
            return leg(LegPlan.Kind.SPEECH, model, format, USUAL_CHARACTERS);
        }

        /**
         * {@return this builder}
         *
         * @param leg with an amount of its own
         */
        public Builder leg(LegPlan leg) {
            legs.add(leg);
            return this;
        }

        private Builder leg(LegPlan.Kind kind, @Nullable String model, @Nullable AudioFormat format, long amount) {
            return leg(new LegPlan(kind, model == null ? null : ModelRef.parse(model), format, amount));
        }

        /** {@return the plan} */
        public ConversationPlan build() {
            return new ConversationPlan(legs);
        }
    }
}
