package dev.byok.testkit;

import com.github.benmanes.caffeine.cache.Cache;
import dev.byok.credential.Secret;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Searches an object and what it holds: texts, bytes, collections, exceptions with their causes, the fields of this
 * project's types, and the fields of foreign exceptions. A {@link Secret} may hold a key; nothing else may.
 */
final class ObjectGraph {

    private static final int LIMIT = 100_000;
    // how deep into foreign types: an exception's own fields, and one step further
    private static final int FOREIGN_DEPTH = 2;

    private final Findings findings;
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Node> queue = new ArrayDeque<>();

    private record Node(String path, Object value, int foreignDepth) {}

    ObjectGraph(Findings findings) {
        this.findings = findings;
    }

    /** Searches from a root. The root's fields are searched even if its type is a test's. */
    void walk(String path, Object root) {
        add(path, root, 0);
        if (!isOpaque(root)) {
            search(path + ".toString()", root);
            addFields(new Node(path, root, 0));
        }
        while (!queue.isEmpty()) {
            if (seen.size() > LIMIT) {
                throw new IllegalStateException(
                        "too many objects to search from " + path + "; watch something smaller");
            }
            visit(queue.remove());
        }
    }

    private void add(String path, @Nullable Object value, int foreignDepth) {
        if (value != null && seen.add(value)) {
            queue.add(new Node(path, value, foreignDepth));
        }
    }

    private void visit(Node node) {
        Object value = node.value();
        if (isOpaque(value)) {
            return;
        }
        if (value instanceof CharSequence text) {
            findings.search(node.path(), text.toString());
        } else if (value instanceof char[] chars) {
            findings.search(node.path(), new String(chars));
        } else if (value instanceof byte[] bytes) {
            findings.search(node.path(), new String(bytes, StandardCharsets.ISO_8859_1));
        } else if (value instanceof Throwable thrown) {
            addThrowable(node, thrown);
        } else if (Origin.isProduction(value.getClass())) {
            search(node.path() + ".toString()", value);
            addFields(node);
        } else if (!addContents(node) && isForeign(value.getClass()) && node.foreignDepth() < FOREIGN_DEPTH) {
            addFields(new Node(node.path(), value, node.foreignDepth() + 1));
        }
    }

    private static boolean isOpaque(Object value) {
        return value instanceof Secret || value instanceof Canary || value instanceof Class<?>;
    }

    private boolean addContents(Node node) {
        Object value = node.value();
        int depth = node.foreignDepth();
        if (value instanceof Object[] array) {
            for (int i = 0; i < array.length; i++) {
                add(node.path() + "[" + i + "]", array[i], depth);
            }
        } else if (value instanceof Map<?, ?> map && Origin.isPlatform(map.getClass())) {
            addEntries(node, map);
        } else if (value instanceof Collection<?> items && Origin.isPlatform(items.getClass())) {
            for (Object item : new ArrayList<>(items)) {
                add(node.path() + "[]", item, depth);
            }
        } else if (value instanceof Optional<?> optional) {
            add(node.path(), optional.orElse(null), depth);
        } else if (value instanceof AtomicReference<?> reference) {
            add(node.path(), reference.get(), depth);
        } else if (value instanceof CompletableFuture<?> future) {
            add(
                    node.path(),
                    future.handle((result, thrown) -> thrown == null ? result : thrown)
                            .getNow(null),
                    depth);
        } else if (value instanceof Cache<?, ?> cache) {
            addEntries(node, cache.asMap());
        } else {
            return false;
        }
        return true;
    }

    private void addEntries(Node node, Map<?, ?> map) {
        map.forEach((key, value) -> {
            add(node.path() + " key", key, node.foreignDepth());
            add(node.path() + "[" + (key instanceof String ? key : "…") + "]", value, node.foreignDepth());
        });
    }

    private void addThrowable(Node node, Throwable thrown) {
        findings.search(node.path() + ".getMessage()", String.valueOf(thrown.getMessage()));
        findings.search(node.path() + ".getLocalizedMessage()", String.valueOf(thrown.getLocalizedMessage()));
        search(node.path() + ".toString()", thrown);
        add(node.path() + ".getCause()", thrown.getCause(), node.foreignDepth());
        for (Throwable suppressed : thrown.getSuppressed()) {
            add(node.path() + ".getSuppressed()", suppressed, node.foreignDepth());
        }
        addFields(node);
    }

    private void addFields(Node node) {
        Class<?> type = node.value().getClass();
        while (type != null && !Origin.isPlatform(type)) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    add(node.path() + "." + field.getName(), read(field, node.value()), node.foreignDepth());
                }
            }
            type = type.getSuperclass();
        }
    }

    private static @Nullable Object read(Field field, Object owner) {
        try {
            return field.trySetAccessible() ? field.get(owner) : null;
        } catch (IllegalAccessException closed) {
            return null;
        }
    }

    // Foreign types are only reached through exceptions and the fields of our own types.
    private static boolean isForeign(Class<?> type) {
        return !Origin.isPlatform(type) && !type.getName().startsWith("dev.byok.") && !type.isEnum();
    }

    private void search(String path, Object value) {
        findings.search(path, String.valueOf(value));
    }
}
