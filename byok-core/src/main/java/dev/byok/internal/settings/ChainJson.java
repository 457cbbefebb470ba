package dev.byok.internal.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.model.ModelRef;
import dev.byok.routing.ChainKey;
import dev.byok.routing.ChainStep;
import dev.byok.routing.FallbackChain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fallback chains as JSON: an array of steps. A step with nothing but a model is a text, every other one an object with
 * {@code model}, and {@code platform} or {@code keys}: an array of ids and labels, with their {@code weight} in an object
 * where it is not 1.
 */
final class ChainJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ChainJson() {}

    static Optional<FallbackChain> read(Members members, String at, JsonNode node) {
        List<ChainStep> steps = members.items(at, node, (path, item) -> step(members, path, item));
        return members.check(!node.isEmpty(), at, "has at least one step") && !steps.isEmpty()
                ? Optional.of(new FallbackChain(steps))
                : Optional.empty();
    }

    private static Optional<ChainStep> step(Members members, String at, JsonNode node) {
        if (node.isTextual()) {
            return members.model(at, node).map(ChainStep::of);
        }
        List<ChainStep> read = new ArrayList<>(1);
        members.object(at, node, step -> {
            Optional<String> model = step.model("model");
            boolean platform = step.flag("platform");
            List<ChainKey> keys = step.take("keys")
                    .map(array -> step.items(step.path("keys"), array, (path, item) -> key(step, path, item)))
                    .orElse(List.of());
            if (!members.check(model.isPresent(), at, "names a model")) {
                return;
            }
            ModelRef reference = ModelRef.parse(model.get());
            boolean alone = reference.label() == null || (keys.isEmpty() && !platform);
            boolean one = members.check(!platform || keys.isEmpty(), at, "has either keys or platform");
            if (members.check(alone, at, "has no label in its model when it has keys or platform") && one) {
                read.add(new ChainStep(reference, keys, platform));
            }
        });
        return read.stream().findFirst();
    }

    private static Optional<ChainKey> key(Members members, String at, JsonNode node) {
        if (node.isTextual()) {
            return members.text(at, node).map(text -> new ChainKey(text, 1));
        }
        List<ChainKey> read = new ArrayList<>(1);
        members.object(at, node, key -> {
            Optional<String> configuration = key.text("key");
            Optional<JsonNode> weight = key.take("weight");
            double amount = weight.map(JsonNode::doubleValue).orElse(1.0);
            boolean positive = weight.map(JsonNode::isNumber).orElse(true) && amount >= 0 && !Double.isInfinite(amount);
            boolean named = members.check(configuration.isPresent(), at, "names a key by its id or label");
            if (members.check(positive, key.path("weight"), "is a number from 0") && named) {
                read.add(new ChainKey(configuration.get(), amount));
            }
        });
        return read.stream().findFirst();
    }

    static ArrayNode write(FallbackChain chain) {
        ArrayNode steps = JSON.arrayNode();
        chain.steps().forEach(step -> steps.add(write(step)));
        return steps;
    }

    private static JsonNode write(ChainStep step) {
        String model = step.model().toString();
        if (step.keys().isEmpty() && !step.platform()) {
            return JSON.textNode(model);
        }
        ObjectNode written = JSON.objectNode().put("model", model);
        if (step.platform()) {
            return written.put("platform", true);
        }
        ArrayNode keys = written.putArray("keys");
        for (ChainKey key : step.keys()) {
            if (key.weight() == 1) {
                keys.add(key.configuration());
            } else {
                keys.addObject().put("key", key.configuration()).put("weight", key.weight());
            }
        }
        return written;
    }
}
