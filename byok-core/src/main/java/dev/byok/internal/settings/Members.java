package dev.byok.internal.settings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.ByokException;
import dev.byok.credential.FieldFault.Kind;
import dev.byok.model.ModelRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * The members of one JSON object, taken one after the other; what is left in the end is unknown. What has another form
 * than it should becomes a fault, and counts as left out.
 */
final class Members {

    private final String path;
    private final Map<String, JsonNode> left;
    private final Faults faults;

    Members(String path, Map<String, JsonNode> members, Faults faults) {
        this.path = path;
        this.left = new LinkedHashMap<>(members);
        this.faults = faults;
    }

    /** {@return the members that nobody took} */
    Map<String, JsonNode> left() {
        return left;
    }

    void refuseWhatIsLeft() {
        left.keySet().forEach(name -> faults.add(path(name), Kind.UNKNOWN, "is not known"));
    }

    String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    void fault(String name, String what) {
        faults.add(path(name), Kind.MALFORMED, what);
    }

    /** {@return a member; empty when it is missing or null} */
    Optional<JsonNode> take(String name) {
        return Optional.ofNullable(left.remove(name)).filter(node -> !node.isNull());
    }

    Optional<String> text(String name) {
        return take(name).flatMap(node -> text(path(name), node));
    }

    /** {@return a text that is a model reference} */
    Optional<String> model(String name) {
        return take(name).flatMap(node -> model(path(name), node));
    }

    boolean flag(String name) {
        return take(name)
                .filter(node -> check(node.isBoolean(), path(name), "is true or false"))
                .map(JsonNode::booleanValue)
                .orElse(false);
    }

    <T> Optional<T> oneOf(String name, Map<String, T> values) {
        return text(name).flatMap(text -> {
            T value = values.get(text);
            check(value != null, path(name), "is one of " + String.join(", ", values.keySet()));
            return Optional.ofNullable(value);
        });
    }

    List<String> texts(String name) {
        return take(name).map(node -> items(path(name), node, this::text)).orElse(List.of());
    }

    Optional<Set<String>> set(String name) {
        return take(name).map(node -> new LinkedHashSet<>(items(path(name), node, this::text)));
    }

    Set<String> models(String name) {
        return take(name)
                .<Set<String>>map(node -> new LinkedHashSet<>(items(path(name), node, this::model)))
                .orElse(Set.of());
    }

    Map<String, String> textByName(String name) {
        return byName(name, this::text);
    }

    Map<String, String> modelByName(String name) {
        return byName(name, this::model);
    }

    Map<String, Set<String>> setByName(String name) {
        return byName(name, (at, node) -> Optional.of(new LinkedHashSet<>(items(at, node, this::text))));
    }

    /** {@return what a member that is an object holds, by name} */
    <T> Map<String, T> byName(String name, BiFunction<String, JsonNode, Optional<T>> read) {
        Map<String, T> values = new LinkedHashMap<>();
        take(name)
                .filter(node -> check(node.isObject(), path(name), "is an object"))
                .ifPresent(node -> node.properties()
                        .forEach(member -> read.apply(path(name) + "." + member.getKey(), member.getValue())
                                .ifPresent(value -> values.put(member.getKey(), value))));
        return Collections.unmodifiableMap(values);
    }

    /** {@return the items of an array that can be read} */
    <T> List<T> items(String at, JsonNode node, BiFunction<String, JsonNode, Optional<T>> read) {
        List<T> items = new ArrayList<>();
        if (check(node.isArray(), at, "is an array")) {
            for (int i = 0; i < node.size(); i++) {
                read.apply(at + "[" + i + "]", node.get(i)).ifPresent(items::add);
            }
        }
        return items;
    }

    Optional<String> text(String at, JsonNode node) {
        return check(node.isTextual() && !node.textValue().isBlank(), at, "is a text that is not blank")
                ? Optional.of(node.textValue())
                : Optional.empty();
    }

    Optional<String> model(String at, JsonNode node) {
        return text(at, node).filter(text -> {
            try {
                ModelRef.parse(text);
                return true;
            } catch (ByokException e) {
                return check(false, at, "is no model reference like openai/gpt-4o");
            }
        });
    }

    /** Reads an object that is a part of this one. */
    void object(String at, JsonNode node, Consumer<Members> read) {
        if (check(node.isObject(), at, "is an object")) {
            Map<String, JsonNode> members = new LinkedHashMap<>();
            node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
            Members inner = new Members(at, members, faults);
            read.accept(inner);
            inner.refuseWhatIsLeft();
        }
    }

    /** {@return the first argument, after adding a fault when it is false} */
    boolean check(boolean right, String at, String rule) {
        if (!right) {
            faults.add(at, Kind.MALFORMED, "is not as it must be: it " + rule);
        }
        return right;
    }
}
