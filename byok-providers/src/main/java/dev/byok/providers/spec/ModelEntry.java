package dev.byok.providers.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.model.ModelInfo;
import dev.byok.model.ModelInfo.Feature;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Collects what an entry of a model list tells: vendors agree on {@code id} alone. Not thread-safe. */
public final class ModelEntry {

    private final String provider;
    private final String id;
    private final Set<Feature> features = EnumSet.noneOf(Feature.class);
    private String name;
    private OptionalLong contextWindow = OptionalLong.empty();
    private OptionalLong maxOutput = OptionalLong.empty();
    private Optional<BigDecimal> inputPrice = Optional.empty();
    private Optional<BigDecimal> outputPrice = Optional.empty();

    private ModelEntry(String provider, String id) {
        this.provider = provider;
        this.id = id;
        this.name = id;
    }

    /**
     * {@return an entry of which only the id is known so far}
     *
     * @param provider the provider's id
     * @param id the model's id
     */
    public static ModelEntry of(String provider, String id) {
        return new ModelEntry(provider, id);
    }

    /**
     * {@return an entry of which only the id is known so far}
     *
     * @param provider the provider's id
     * @param node the entry
     * @param member the member that holds the id
     * @throws MalformedReply when there is none
     */
    public static ModelEntry of(String provider, JsonNode node, String member) {
        return of(provider, id(node, member));
    }

    /**
     * {@return a model's id}
     *
     * @param node the entry
     * @param member the member that holds it
     * @throws MalformedReply when there is none
     */
    public static String id(JsonNode node, String member) {
        return Json.text(node, member).orElseThrow(() -> new MalformedReply("a model has no " + member));
    }

    /**
     * {@return this entry with a name for people, if there is one}
     *
     * @param node an object
     * @param member the member that holds it
     */
    public ModelEntry name(JsonNode node, String member) {
        name = Json.text(node, member).filter(text -> !text.isBlank()).orElse(name);
        return this;
    }

    /**
     * {@return this entry with a name for people}
     *
     * @param text the name
     */
    public ModelEntry name(String text) {
        name = text;
        return this;
    }

    /**
     * {@return this entry with a context window, if there is one}
     *
     * @param node an object
     * @param member the member that holds it
     */
    public ModelEntry contextWindow(JsonNode node, String member) {
        contextWindow = tokens(node, member);
        return this;
    }

    /**
     * {@return this entry with the most tokens of an answer, if they are told}
     *
     * @param node an object
     * @param member the member that holds them
     */
    public ModelEntry maxOutput(JsonNode node, String member) {
        maxOutput = tokens(node, member);
        return this;
    }

    /**
     * {@return this entry with a feature, if the model has it}
     *
     * @param feature what the model may be able to do
     * @param has whether it is
     */
    public ModelEntry feature(Feature feature, boolean has) {
        if (has) {
            features.add(feature);
        }
        return this;
    }

    /**
     * {@return this entry with those prices that are known}
     *
     * @param input dollars per million tokens read
     * @param output dollars per million tokens written
     */
    public ModelEntry prices(Optional<BigDecimal> input, Optional<BigDecimal> output) {
        inputPrice = input.filter(ModelEntry::isPrice).map(ModelEntry::plain);
        outputPrice = output.filter(ModelEntry::isPrice).map(ModelEntry::plain);
        return this;
    }

    /** {@return the model} */
    public ModelInfo build() {
        return new ModelInfo(provider, id, name, contextWindow, maxOutput, features, inputPrice, outputPrice);
    }

    // 0 is what some lists say of models that have no tokens
    private static OptionalLong tokens(JsonNode node, String member) {
        OptionalLong tokens = Json.number(node, member);
        return tokens.orElse(0) > 0 ? tokens : OptionalLong.empty();
    }

    // some lists have -1 where there is no one price
    private static boolean isPrice(BigDecimal amount) {
        return amount.signum() >= 0;
    }

    // 3.0 and 3 are one price
    private static BigDecimal plain(BigDecimal price) {
        BigDecimal stripped = price.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
