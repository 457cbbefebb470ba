package dev.byok.internal.model;

import dev.byok.model.ModelInfo;
import dev.byok.model.ModelInfo.Feature;
import dev.byok.model.ModelSpeed;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one model. Equal parts of models become one object, because thousands of models share a few prices. */
final class ModelReader {

    private static final int LONGEST_ID = 200;

    private final JsonCursor json;
    private final PriceReader prices;
    private final Map<Set<Feature>, Set<Feature>> sharedFeatures = new HashMap<>();

    ModelReader(JsonCursor json) {
        this.json = json;
        this.prices = new PriceReader(json);
    }

    ModelInfo read(String provider) {
        Members members = new Members(provider);
        json.object(members::read);
        return members.build();
    }

    private Set<Feature> features() {
        List<Feature> listed = json.array(() -> constant(Feature.class));
        Set<Feature> features = listed.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(listed));
        if (new HashSet<>(listed).size() != listed.size()) {
            throw json.fail("a feature is there twice");
        }
        return sharedFeatures.computeIfAbsent(features, same -> same);
    }

    private <E extends Enum<E>> E constant(Class<E> type) {
        String text = json.text();
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                return constant;
            }
        }
        throw json.fail("there is no " + type.getSimpleName() + " of this name");
    }

    private final class Members {

        private final String provider;
        private ModelInfo.@Nullable Builder builder;

        Members(String provider) {
            this.provider = provider;
        }

        void read(String name) {
            if (name.equals("id")) {
                builder = ModelInfo.builder(provider, id());
                return;
            }
            ModelInfo.Builder model = started();
            switch (name) {
                case "name" -> model.name(json.text());
                case "context" -> model.contextWindow(json.count());
                case "maxOutput" -> model.maxOutput(json.count());
                case "features" -> model.features(features());
                case "speed" -> model.speed(constant(ModelSpeed.class));
                case "price" -> model.price(prices.read());
                default -> throw json.unknown(name);
            }
        }

        ModelInfo build() {
            return started().build();
        }

        private ModelInfo.Builder started() {
            if (builder == null) {
                throw json.fail("a model starts with its id");
            }
            return builder;
        }

        private String id() {
            String id = json.text();
            if (id.length() > LONGEST_ID) {
                throw json.fail("a model's id is longer than " + LONGEST_ID + " characters");
            }
            return id;
        }
    }
}
