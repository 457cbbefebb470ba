package dev.byok.testkit;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a module promises to its users: every public and protected type and member of its exported packages. It is
 * committed as {@code api/<module>.txt}, so that a change of it is seen in review.
 */
public final class PublicApi {

    private final String module;
    private final Map<String, List<Class<?>>> typesByPackage = new TreeMap<>();

    private PublicApi(String module) {
        this.module = module;
    }

    /**
     * {@return what a module exports now}
     *
     * @param module its folder, for example {@code byok-core}; it was compiled
     */
    public static PublicApi of(String module) {
        Path classes = Committed.root().resolve(module).resolve("target/classes");
        PublicApi api = new PublicApi(module);
        try (InputStream in = Files.newInputStream(classes.resolve("module-info.class"))) {
            for (ModuleDescriptor.Exports exports : ModuleDescriptor.read(in).exports()) {
                if (!exports.isQualified()) {
                    api.typesByPackage.put(exports.source(), visibleTypes(classes, exports.source()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return api;
    }

    /** Fails when the committed file says otherwise, see {@link Committed#assertMatches}. */
    public void assertIsCommitted() {
        Committed.assertMatches("api/" + module + ".txt", text());
    }

    /**
     * Fails when a signature names a type that users cannot see or would have to get from another library. The JDK's
     * types and this project's exported ones are always allowed.
     *
     * @param allowedPackages packages of libraries that are part of the promise
     */
    public void assertNamesNoForeignTypes(String... allowedPackages) {
        Set<String> foreign = new TreeSet<>();
        typesByPackage.values().stream().flatMap(List::stream).forEach(type -> {
            ApiType api = new ApiType(type);
            api.text();
            for (Class<?> named : api.named()) {
                String inPackage = named.getPackageName();
                if (!isOurs(named)
                        && !inPackage.startsWith("java.")
                        && !List.of(allowedPackages).contains(inPackage)) {
                    foreign.add(named.getName() + " in " + type.getName());
                }
            }
        });
        assertThat(foreign).as("types in public signatures of " + module).isEmpty();
    }

    String text() {
        return typesByPackage.entrySet().stream()
                .map(entry -> "package " + entry.getKey() + "\n\n"
                        + entry.getValue().stream()
                                .map(type -> new ApiType(type).text())
                                .collect(joining("\n")))
                .collect(joining("\n"));
    }

    // a type of another module of ours is checked by that module's own test
    private boolean isOurs(Class<?> named) {
        boolean ours = Origin.isProduction(named) && !named.getPackageName().contains(".internal");
        boolean ofThisModule = typesByPackage.containsKey(named.getPackageName());
        boolean ofAnotherModule = !Files.exists(Committed.root()
                .resolve(module)
                .resolve("target/classes")
                .resolve(named.getName().replace('.', '/') + ".class"));
        return ours && isVisible(named) && (ofThisModule || ofAnotherModule);
    }

    private static List<Class<?>> visibleTypes(Path classes, String inPackage) throws IOException {
        try (Stream<Path> files = Files.list(classes.resolve(inPackage.replace('.', '/')))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.startsWith("package-info"))
                    .<Class<?>>map(name -> load(inPackage + "." + name.substring(0, name.length() - ".class".length())))
                    .filter(type -> type.getCanonicalName() != null && isVisible(type))
                    .sorted(Comparator.comparing(Class::getCanonicalName))
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PublicApi.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isVisible(Class<?> type) {
        return ApiType.isVisible(type.getModifiers())
                && (type.getEnclosingClass() == null || isVisible(type.getEnclosingClass()));
    }
}
