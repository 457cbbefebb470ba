package dev.byok.testkit;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedTypeVariable;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes types as source code does, seen from one package, and remembers which classes they name. */
final class TypeText {

    private static final Set<String> WELL_KNOWN = Set.of("java.lang", "java.util", "java.time");

    private final String fromPackage;
    private final Set<Class<?>> named =
            new TreeSet<>((left, right) -> left.getName().compareTo(right.getName()));

    TypeText(String fromPackage) {
        this.fromPackage = fromPackage;
    }

    Set<Class<?>> named() {
        return named;
    }

    String of(AnnotatedType type) {
        if (type instanceof AnnotatedArrayType array) {
            String brackets = array.isAnnotationPresent(Nullable.class) ? " @Nullable []" : "[]";
            return of(array.getAnnotatedGenericComponentType()) + brackets;
        }
        return (type.isAnnotationPresent(Nullable.class) ? "@Nullable " : "") + withoutAnnotations(type);
    }

    String list(AnnotatedType[] types, String separator) {
        return Arrays.stream(types).map(this::of).collect(Collectors.joining(separator));
    }

    /** {@return for example {@code <T, E extends Throwable>}, or nothing} */
    String parameters(TypeVariable<?>[] variables) {
        if (variables.length == 0) {
            return "";
        }
        return Arrays.stream(variables).map(this::declaration).collect(Collectors.joining(", ", "<", ">"));
    }

    String name(Class<?> type) {
        if (!type.isPrimitive()) {
            named.add(type);
        }
        String inPackage = type.getPackageName();
        boolean known = WELL_KNOWN.contains(inPackage) || inPackage.equals(fromPackage);
        String name = type.getCanonicalName();
        return known && !type.isPrimitive() ? name.substring(inPackage.length() + 1) : name;
    }

    private String withoutAnnotations(AnnotatedType type) {
        if (type instanceof AnnotatedParameterizedType parameterized) {
            Class<?> raw = (Class<?>) ((ParameterizedType) type.getType()).getRawType();
            return name(raw) + "<" + list(parameterized.getAnnotatedActualTypeArguments(), ", ") + ">";
        }
        if (type instanceof AnnotatedTypeVariable variable) {
            return ((TypeVariable<?>) variable.getType()).getName();
        }
        if (type instanceof AnnotatedWildcardType wildcard) {
            if (wildcard.getAnnotatedLowerBounds().length > 0) {
                return "? super " + list(wildcard.getAnnotatedLowerBounds(), " & ");
            }
            String bounds = bounds(wildcard.getAnnotatedUpperBounds());
            return "?" + bounds;
        }
        return name((Class<?>) type.getType());
    }

    private String declaration(TypeVariable<?> variable) {
        return variable.getName() + bounds(variable.getAnnotatedBounds());
    }

    private String bounds(AnnotatedType[] bounds) {
        String text = list(bounds, " & ");
        return text.equals("Object") || text.isEmpty() ? "" : " extends " + text;
    }
}
