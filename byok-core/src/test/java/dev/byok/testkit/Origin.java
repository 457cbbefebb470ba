package dev.byok.testkit;

import java.security.CodeSource;

/** Tells the project's production types from its tests and from everybody else's types. */
final class Origin {

    private static final ClassValue<Boolean> PRODUCTION = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            if (!type.getName().startsWith("dev.byok.")) {
                return false;
            }
            CodeSource source = type.getProtectionDomain().getCodeSource();
            String path = source == null ? "" : source.getLocation().getPath();
            return !path.endsWith("/test-classes/") && !path.endsWith("-tests.jar");
        }
    };

    private Origin() {}

    static boolean isProduction(Class<?> type) {
        return PRODUCTION.get(type);
    }

    static boolean isProduction(String className) {
        try {
            return className.startsWith("dev.byok.")
                    && isProduction(Class.forName(className, false, Origin.class.getClassLoader()));
        } catch (ClassNotFoundException hidden) {
            // a class that the JVM spun for a lambda: nothing of it is written by hand
            return false;
        }
    }

    static boolean isPlatform(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }
}
