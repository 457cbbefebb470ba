package dev.byok.model;

import dev.byok.chat.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a model costs in US dollars: by tokens, by characters, or by the length of audio. Unknown stays unknown: absent,
 * never zero.
 *
 * <p>Audio is priced by the hour and characters by the million, because a vendor's price per minute or per thousand is
 * always a finite decimal number of these, and not always one of a second.
 *
 * @param tokens what tokens cost
 * @param tiers what tokens cost in long requests, ascending; mostly empty
 * @param characters US dollars per million characters of text that is spoken
 * @param audioHour US dollars per hour of audio
 */
public record ModelPrice(
        TokenPrice tokens, List<Tier> tiers, Optional<BigDecimal> characters, Optional<BigDecimal> audioHour) {

    /** Nothing is known. */
    public static final ModelPrice UNKNOWN =
            new ModelPrice(TokenPrice.UNKNOWN, List.of(), Optional.empty(), Optional.empty());

    /** Tokens cost nothing. */
    public static final ModelPrice FREE = ofTokens(TokenPrice.of(BigDecimal.ZERO, BigDecimal.ZERO));

    private static final int PER_MILLION = 6;
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);
    private static final int SMALLEST_DIGIT = 12;

    /**
     * What all tokens of a request cost as soon as it has more input tokens than a threshold.
     *
     * @param above the threshold: a request with exactly so many input tokens is below it
     * @param tokens what all its tokens cost, not only those above the threshold
     */
    public record Tier(long above, TokenPrice tokens) {
        /** Checks that the threshold is positive. */
        public Tier {
            if (above <= 0) {
                throw new IllegalArgumentException("the threshold of a tier is positive");
            }
            Objects.requireNonNull(tokens, "tokens");
        }
    }

    /** Copies the tiers and checks their order. */
    public ModelPrice {
        Objects.requireNonNull(tokens, "tokens");
        tiers = List.copyOf(tiers);
        for (int i = 1; i < tiers.size(); i++) {
            if (tiers.get(i).above() <= tiers.get(i - 1).above()) {
                throw new IllegalArgumentException("tiers ascend");
            }
        }
        Money.check(characters, "characters");
        Money.check(audioHour, "audioHour");
    }

    /**
     * {@return a price of which only the tokens are known}
     *
     * @param tokens what tokens cost
     */
    public static ModelPrice ofTokens(TokenPrice tokens) {
        return new ModelPrice(tokens, List.of(), Optional.empty(), Optional.empty());
    }

    /**
     * {@return what tokens cost in a request of a given size}
     *
     * @param inputTokens all tokens read, cached ones included
     */
    public TokenPrice tokensFor(long inputTokens) {
        TokenPrice price = tokens;
        for (Tier tier : tiers) {
            if (inputTokens > tier.above()) {
                price = tier.tokens();
            }
        }
        return price;
    }

    /**
     * {@return what a usage costs in US dollars, exactly; empty when the usage or a price that it needs is unknown}
     *
     * @param usage what was used
     * @see TokenPrice#cost
     */
    public Optional<BigDecimal> cost(Usage usage) {
        return tokensFor(usage.inputTokens()).cost(usage);
    }

    /**
     * {@return what it costs to speak a text, in US dollars, exactly; empty when the price is unknown}
     *
     * @param count how many characters the text has
     */
    public Optional<BigDecimal> costOfCharacters(long count) {
        return characters.map(
                price -> Money.plain(price.multiply(BigDecimal.valueOf(count)).movePointLeft(PER_MILLION)));
    }

    /**
     * {@return what audio costs in US dollars, rounded up at the twelfth digit after the point; empty when the price is
     * unknown}
     *
     * @param length how long the audio is
     */
    public Optional<BigDecimal> costOfAudio(Duration length) {
        BigDecimal seconds = BigDecimal.valueOf(length.getSeconds()).add(BigDecimal.valueOf(length.getNano(), 9));
        return audioHour.map(price ->
                Money.plain(price.multiply(seconds).divide(SECONDS_PER_HOUR, SMALLEST_DIGIT, RoundingMode.CEILING)));
    }

    /** {@return whether it is known to cost nothing} */
    public boolean isFree() {
        boolean anything = characters.isPresent()
                || audioHour.isPresent()
                || (tokens.input().isPresent() && tokens.output().isPresent());
        return anything
                && isZeroOrUnknown(tokens.input())
                && isZeroOrUnknown(tokens.output())
                && isZeroOrUnknown(characters)
                && isZeroOrUnknown(audioHour);
    }

    /** Fills in what is unknown here, but never mixes two price lists of tokens. */
    ModelPrice or(ModelPrice fallback) {
        boolean sameList = tokens.agreesWith(fallback.tokens);
        return new ModelPrice(
                sameList ? tokens.or(fallback.tokens) : tokens,
                tiers.isEmpty() && sameList ? fallback.tiers : tiers,
                characters.or(fallback::characters),
                audioHour.or(fallback::audioHour));
    }

    private static boolean isZeroOrUnknown(Optional<BigDecimal> price) {
        return price.isEmpty() || price.get().signum() == 0;
    }
}
