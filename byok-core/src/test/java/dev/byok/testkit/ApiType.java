package dev.byok.testkit;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One public type as text: what it is, and its public and protected members, without what the language implies. */
final class ApiType {

    private static final Set<String> OF_OBJECT = Set.of("equals(Object)", "hashCode()", "toString()");

    private final Class<?> type;
    private final TypeText types;

    ApiType(Class<?> type) {
        this.type = type;
        this.types = new TypeText(type.getPackageName());
    }

    /** {@return the text; the first line is the declaration, each further line a member} */
    String text() {
        return Stream.of(Stream.of(declaration()), fields(), constructors(), methods())
                .flatMap(lines -> lines)
                .collect(joining("\n    ", "", "\n"));
    }

    /** {@return every class that the text names; call {@link #text()} first} */
    Set<Class<?>> named() {
        return types.named();
    }

    static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private String declaration() {
        String text = type.isAnnotationPresent(Deprecated.class) ? "@Deprecated " : "";
        text += type.isAnnotationPresent(FunctionalInterface.class) ? "@FunctionalInterface " : "";
        text += Modifier.isProtected(type.getModifiers()) ? "protected " : "";
        text += modifiers() + types.name(type) + types.parameters(type.getTypeParameters());
        if (type.isRecord()) {
            text += Arrays.stream(type.getRecordComponents())
                    .map(component -> types.of(component.getAnnotatedType()) + " " + component.getName())
                    .collect(joining(", ", "(", ")"));
        }
        if (type.isEnum()) {
            text += Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(joining(", ", " {", "}"));
        }
        return text + supertypes();
    }

    private String modifiers() {
        int modifiers = type.getModifiers();
        if (type.isAnnotation()) {
            return "@interface ";
        }
        if (type.isInterface()) {
            return (type.isSealed() ? "sealed " : "") + "interface ";
        }
        if (type.isRecord() || type.isEnum()) {
            return type.isRecord() ? "record " : "enum ";
        }
        return (Modifier.isAbstract(modifiers) ? "abstract " : "")
                + (Modifier.isFinal(modifiers) ? "final " : "")
                + (type.isSealed() ? "sealed " : "")
                + "class ";
    }

    private String supertypes() {
        String text = "";
        Class<?> parent = type.getSuperclass();
        if (parent != null && parent != Object.class && !type.isRecord() && !type.isEnum()) {
            text += " extends " + types.of(type.getAnnotatedSuperclass());
        }
        if (type.getInterfaces().length > 0) {
            text += (type.isInterface() ? " extends " : " implements ")
                    + types.list(type.getAnnotatedInterfaces(), ", ");
        }
        if (type.isSealed()) {
            text += Arrays.stream(type.getPermittedSubclasses())
                    .map(types::name)
                    .sorted()
                    .collect(joining(", ", " permits ", ""));
        }
        return text;
    }

    private Stream<String> fields() {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> isVisible(field.getModifiers()) && !field.isSynthetic() && !field.isEnumConstant())
                .sorted(Comparator.comparing(Field::getName))
                .map(field -> prefix(field) + (Modifier.isFinal(field.getModifiers()) ? "final " : "")
                        + types.of(field.getAnnotatedType()) + " " + field.getName() + constant(field));
    }

    private static String constant(Field field) {
        boolean inlined = field.getType().isPrimitive() || field.getType() == String.class;
        if (!inlined || !Modifier.isStatic(field.getModifiers()) || !Modifier.isFinal(field.getModifiers())) {
            return "";
        }
        try {
            Object value = field.get(null);
            return " = " + (value instanceof String ? "\"" + value + "\"" : value);
        } catch (IllegalAccessException e) {
            return "";
        }
    }

    private Stream<String> constructors() {
        return Arrays.stream(type.getDeclaredConstructors())
                .filter(made -> isVisible(made.getModifiers()) && !made.isSynthetic() && !isCanonical(made))
                .map(made -> prefix(made) + type.getSimpleName() + signature(made))
                .sorted();
    }

    private boolean isCanonical(Constructor<?> made) {
        return type.isRecord()
                && Arrays.equals(
                        made.getParameterTypes(),
                        Arrays.stream(type.getRecordComponents())
                                .map(RecordComponent::getType)
                                .toArray());
    }

    private Stream<String> methods() {
        return declaredAndHidden()
                .filter(method -> isVisible(method.getModifiers()) && !method.isSynthetic() && !isImplied(method))
                .sorted(Comparator.comparing(Method::getName).thenComparing(this::signature))
                .map(method -> {
                    boolean saysFinal =
                            Modifier.isFinal(method.getModifiers()) && !Modifier.isFinal(type.getModifiers());
                    String variables = types.parameters(method.getTypeParameters());
                    return prefix(method) + (saysFinal ? "final " : "") + (method.isDefault() ? "default " : "")
                            + variables + (variables.isEmpty() ? "" : " ")
                            + types.of(method.getAnnotatedReturnType()) + " " + method.getName()
                            + signature(method);
                });
    }

    // a public type may inherit its methods from one that nobody sees
    private Stream<Method> declaredAndHidden() {
        Stream<Method> methods = Stream.empty();
        for (Class<?> owner = type; owner != null; owner = hiddenParent(owner)) {
            methods = Stream.concat(methods, Arrays.stream(owner.getDeclaredMethods()));
        }
        return methods;
    }

    private static @Nullable Class<?> hiddenParent(Class<?> owner) {
        Class<?> parent = owner.getSuperclass();
        return parent == null || isVisible(parent.getModifiers()) ? null : parent;
    }

    private boolean isImplied(Method method) {
        String signature = method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(joining(",", "(", ")"));
        boolean ofEnum = type.isEnum() && (signature.equals("values()") || signature.equals("valueOf(String)"));
        boolean accessor = type.isRecord()
                && Arrays.stream(type.getRecordComponents())
                        .anyMatch(component -> component.getAccessor().equals(method));
        return OF_OBJECT.contains(signature) || ofEnum || accessor;
    }

    private String signature(Executable executable) {
        Parameter[] parameters = executable.getParameters();
        List<String> texts = new ArrayList<>();
        for (Parameter parameter : parameters) {
            String text = types.of(parameter.getAnnotatedType());
            text = parameter.isVarArgs() ? text.substring(0, text.length() - 2) + "..." : text;
            texts.add(text + " " + parameter.getName());
        }
        String thrown = types.list(executable.getAnnotatedExceptionTypes(), ", ");
        return "(" + String.join(", ", texts) + ")" + (thrown.isEmpty() ? "" : " throws " + thrown);
    }

    private <M extends AccessibleObject & Member> String prefix(M member) {
        int modifiers = member.getModifiers();
        return (member.isAnnotationPresent(Deprecated.class) ? "@Deprecated " : "")
                + (Modifier.isProtected(modifiers) ? "protected " : "")
                + (Modifier.isStatic(modifiers) ? "static " : "")
                + (Modifier.isAbstract(modifiers) && !type.isInterface() ? "abstract " : "");
    }
}
