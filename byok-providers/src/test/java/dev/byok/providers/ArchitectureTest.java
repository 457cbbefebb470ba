package dev.byok.providers;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.byok.credential.Secret;
import dev.byok.credential.SecretAccess;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Who may see whom. */
final class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(Providers.class.getProtectionDomain().getCodeSource().getLocation());

    private static final String VENDORS = "dev.byok.providers.vendor..";
    private static final String DIALECTS = "dev.byok.providers.dialect..";
    private static final String CLOUDS = "dev.byok.providers.cloud..";

    @Test
    void vendorsAndDialectsSeeWhatTheyAreMadeOfAndNothingElse() {
        classes()
                .that()
                .resideInAnyPackage(VENDORS, DIALECTS, CLOUDS)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "java.lang..",
                                "java.util..",
                                "java.math..",
                                "java.nio.charset..",
                                "java.time..",
                                "com.fasterxml.jackson..",
                                "org.jspecify..",
                                "dev.byok",
                                "dev.byok.chat",
                                "dev.byok.messaging",
                                "dev.byok.model",
                                "dev.byok.speech",
                                "dev.byok.spi",
                                "dev.byok.transcription",
                                "dev.byok.providers.spec",
                                DIALECTS,
                                CLOUDS,
                                VENDORS)
                        // Jackson's generators declare it
                        .or(type(IOException.class)))
                .because("a vendor is a pure translator: the transport does the rest, once for everybody")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage(VENDORS, DIALECTS, CLOUDS)
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.util.logging..", "java.util.concurrent.."))
                .check(CLASSES);
    }

    @Test
    void vendorsDoNotSeeEachOther() {
        slices().matching("dev.byok.providers.vendor.(*)..")
                .should()
                .notDependOnEachOther()
                .check(CLASSES);
    }

    @Test
    void cloudsDoNotSeeEachOther() {
        slices().matching("dev.byok.providers.cloud.(*)..")
                .should()
                .notDependOnEachOther()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void dialectsSeeNeitherVendorsNorCloudsNorEachOther() {
        noClasses()
                .that()
                .resideInAPackage(DIALECTS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(VENDORS, CLOUDS)
                .check(CLASSES);
        slices().matching("dev.byok.providers.dialect.(*)..")
                .should()
                .notDependOnEachOther()
                .check(CLASSES);
    }

    @Test
    void onlyTheListOfVendorsSeesVendors() {
        noClasses()
                .that()
                .resideOutsideOfPackage(VENDORS)
                .and()
                .doNotHaveFullyQualifiedName(Providers.class.getName())
                .should()
                .dependOnClassesThat()
                .resideInAPackage(VENDORS)
                .check(CLASSES);
    }

    @Test
    void onlyTheTransportSeesOkHttp() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.byok.providers.http")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("okhttp3..", "okio..", "kotlin..")
                .check(CLASSES);
    }

    // on JDK 17 the one of the JDK sends keys on to the host of a redirect, and it lets nobody look at addresses
    @Test
    void thereIsNoOtherHttpClient() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.URLConnection")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.HttpURLConnection")
                .check(CLASSES);
    }

    @Test
    void layersPointDownwards() {
        noClasses()
                .that()
                .resideInAPackage("dev.byok.providers.spec")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.byok.providers.engine", "dev.byok.providers.http..", CLOUDS, DIALECTS, VENDORS)
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("dev.byok.providers.http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.byok.providers.engine", CLOUDS, DIALECTS, VENDORS)
                .check(CLASSES);
    }

    @Test
    void signaturesAreMadeOfWhatTheyAreGivenAlone() {
        classes()
                .that()
                .resideInAPackage("dev.byok.providers.http.aws")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java.lang..",
                        "java.util..",
                        "java.nio.charset..",
                        "java.net..",
                        "java.security..",
                        "java.time..",
                        "javax.crypto..",
                        "org.jspecify..",
                        "dev.byok.providers.http.aws"))
                .because("a library that finds keys in the environment or in files could send somebody else's")
                .check(CLASSES);
    }

    @Test
    void signingKnowsNoTransport() {
        noClasses()
                .that()
                .resideInAPackage("dev.byok.providers.http.google")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.byok.providers.http", "java.net..")
                .check(CLASSES);
    }

    @Test
    void secretsAreRevealedToTheSignersAndTheRedactorOnly() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.byok.providers.http.Signer")
                .and()
                .doNotHaveFullyQualifiedName("dev.byok.providers.http.ServiceAccounts")
                .and()
                .doNotHaveFullyQualifiedName("dev.byok.providers.http.Redactor")
                .should()
                .callMethodWhere(calls(Secret.class, "reveal"))
                .orShould()
                .callMethodWhere(calls(SecretAccess.class, "grant"))
                .check(CLASSES);
    }

    @Test
    void nobodyReadsTheEnvironmentOrPrints() {
        noClasses()
                .should()
                .callMethodWhere(calls(System.class, "getenv"))
                .orShould()
                .callMethodWhere(calls(System.class, "getProp"))
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethodWhere(calls(Throwable.class, "printStackTrace"))
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaCall<?>> calls(Class<?> owner, String method) {
        return DescribedPredicate.describe("call " + owner.getSimpleName() + "." + method + "…", call -> {
            AccessTarget.CodeUnitCallTarget target = call.getTarget();
            return target.getOwner().isAssignableTo(owner) && target.getName().startsWith(method);
        });
    }
}
