package dev.byok.testkit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.byok.credential.Secret;
import dev.byok.credential.SecretAccess;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What production code of every module keeps to. */
public final class CodeRules {

    private static final Map<String, Set<String>> BANNED = Map.of(
            "java.lang.System",
                    Set.of("out", "err", "in", "getenv", "getProperty", "getProperties", "setProperty", "exit"),
            "java.lang.Runtime", Set.of("exit", "halt", "addShutdownHook"),
            "java.lang.Boolean", Set.of("getBoolean"),
            "java.lang.Integer", Set.of("getInteger"),
            "java.lang.Long", Set.of("getLong"),
            "java.lang.Thread", Set.of("sleep"),
            "java.lang.Throwable", Set.of("printStackTrace"),
            "java.util.concurrent.TimeUnit", Set.of("sleep"));

    private static final Set<String> ASYNC_ON_THE_COMMON_POOL = Set.of("supplyAsync", "runAsync");

    private CodeRules() {}

    /**
     * {@return a module's production classes}
     *
     * @param module its folder, for example {@code byok-core}; it was compiled
     */
    public static JavaClasses classesOf(String module) {
        return new ClassFileImporter()
                .importPath(Committed.root().resolve(module).resolve("target/classes"));
    }

    /** {@return the rules that hold in every module} */
    public static List<ArchRule> everywhere() {
        return List.of(
                noClasses()
                        .should()
                        .accessTargetWhere(isBanned())
                        .because("a library takes no setting from the process it runs in, prints nothing and never"
                                + " sleeps"),
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("java.util.logging..")
                        .because("the application chooses its logging back-end behind SLF4J"),
                noClasses()
                        .should()
                        .accessTargetWhere(usesTheCommonPool())
                        .because("on two cores the common pool starts a thread per call"),
                noClasses()
                        .should()
                        .haveNameMatching(".*(Impl|Utils?|Manager|Helper)$")
                        .orShould()
                        .haveSimpleNameStartingWith("Abstract")
                        .because("a name says what a type is for"));
    }

    /**
     * {@return the rule that nobody else sees a key}
     *
     * @param callers the packages that may call {@code Secret.reveal…} and {@code SecretAccess.grant}; {@code ..} at the
     *     end takes in what is below
     */
    public static ArchRule onlyTheseReveal(String... callers) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(callers)
                .should()
                .accessTargetWhere(revealsASecret())
                .because("a key is only revealed where it is sealed, saved or put into a request");
    }

    /**
     * {@return the rule that classes use nothing but these packages, besides their own and the JDK's base}
     *
     * @param packages for example {@code okhttp3..}
     */
    public static ArchRule onlyTheseLibraries(String... packages) {
        DescribedPredicate<JavaClass> allowed = resideInAnyPackage(packages)
                .or(resideInAnyPackage("", "java..", "dev.byok..", "org.jspecify.annotations.."));
        return classes().should().onlyDependOnClassesThat(allowed).because("every library is a burden on users");
    }

    private static DescribedPredicate<JavaAccess<?>> isBanned() {
        return DescribedPredicate.describe("target is one of " + BANNED, access -> {
            AccessTarget target = access.getTarget();
            return BANNED.getOrDefault(target.getOwner().getName(), Set.of()).contains(target.getName());
        });
    }

    // the forms without an executor
    private static DescribedPredicate<JavaAccess<?>> usesTheCommonPool() {
        return DescribedPredicate.describe("target is CompletableFuture.…Async without an executor", access -> {
            AccessTarget target = access.getTarget();
            return target.getOwner().getName().equals("java.util.concurrent.CompletableFuture")
                    && ASYNC_ON_THE_COMMON_POOL.contains(target.getName())
                    && target instanceof AccessTarget.CodeUnitCallTarget call
                    && call.getRawParameterTypes().size() == 1;
        });
    }

    private static DescribedPredicate<JavaAccess<?>> revealsASecret() {
        return DescribedPredicate.describe("target is Secret.reveal… or SecretAccess.grant", access -> {
            AccessTarget target = access.getTarget();
            return target.getOwner().isEquivalentTo(Secret.class)
                            && target.getName().startsWith("reveal")
                    || target.getOwner().isEquivalentTo(SecretAccess.class)
                            && target.getName().equals("grant");
        });
    }
}
