package dev.byok.internal.model;

import dev.byok.model.ModelPrice;
import dev.byok.model.ModelPrice.Tier;
import dev.byok.model.TokenPrice;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads prices. Equal prices become one object. */
final class PriceReader {

    private final JsonCursor json;
    private final Map<BigDecimal, Optional<BigDecimal>> sharedAmounts = new HashMap<>();
    private final Map<ModelPrice, ModelPrice> shared = new HashMap<>();

    PriceReader(JsonCursor json) {
        this.json = json;
    }

    ModelPrice read() {
        Members members = new Members();
        json.object(members::read);
        ModelPrice price = members.build();
        return shared.computeIfAbsent(price, same -> same);
    }

    private Tier tier() {
        Members members = new Members();
        json.object(name -> {
            if (name.equals("above")) {
                members.above = json.count();
            } else if (!members.readTokens(name)) {
                throw json.unknown(name);
            }
        });
        if (members.above == 0 || members.input.isEmpty() || members.output.isEmpty()) {
            throw json.fail("a tier needs above, input and output");
        }
        return new Tier(members.above, members.tokens());
    }

    private Optional<BigDecimal> amount() {
        return sharedAmounts.computeIfAbsent(json.amount(), Optional::of);
    }

    private final class Members {

        private long above;
        private Optional<BigDecimal> input = Optional.empty();
        private Optional<BigDecimal> output = Optional.empty();
        private Optional<BigDecimal> cachedInput = Optional.empty();
        private Optional<BigDecimal> cacheWrite = Optional.empty();
        private Optional<BigDecimal> characters = Optional.empty();
        private Optional<BigDecimal> audioHour = Optional.empty();
        private List<Tier> tiers = List.of();

        void read(String name) {
            switch (name) {
                case "characters" -> characters = amount();
                case "audioHour" -> audioHour = amount();
                case "tiers" -> tiers = json.array(PriceReader.this::tier);
                default -> {
                    if (!readTokens(name)) {
                        throw json.unknown(name);
                    }
                }
            }
        }

        boolean readTokens(String name) {
            switch (name) {
                case "input" -> input = amount();
                case "output" -> output = amount();
                case "cachedInput" -> cachedInput = amount();
                case "cacheWrite" -> cacheWrite = amount();
                default -> {
                    return false;
                }
            }
            return true;
        }

        TokenPrice tokens() {
            return new TokenPrice(input, output, cachedInput, cacheWrite);
        }

        ModelPrice build() {
            try {
                return new ModelPrice(tokens(), tiers, characters, audioHour);
            } catch (IllegalArgumentException e) {
                throw json.fail("the tiers of a price ascend");
            }
        }
    }
}
