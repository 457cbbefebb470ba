package dev.byok;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import dev.byok.chat.OpenAiFormat;
import dev.byok.credential.Secret;
import dev.byok.model.ModelCatalog;
import dev.byok.routing.TenantSettings;
import dev.byok.testkit.CodeRules;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CORE = CodeRules.classesOf("byok-core");

    @Test
    void keepsToTheRulesOfEveryModule() {
        CodeRules.everywhere().forEach(rule -> rule.check(CORE));
    }

    @Test
    void needsFewLibraries() {
        CodeRules.onlyTheseLibraries(
                        "javax.sql..", "org.slf4j..", "com.github.benmanes.caffeine.cache..", "com.fasterxml.jackson..")
                .check(CORE);
    }

    @Test
    void knowsJacksonOnlyInsideAndToMaskASecret() {
        noClasses()
                .that()
                .areNotAssignableTo(Secret.class)
                .and()
                .resideOutsideOfPackage("dev.byok.internal..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml..")
                .check(CORE);
    }

    @Test
    void opensNoConnectionAndEncryptsNothing() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "javax.net..", "javax.crypto..", "java.nio.channels..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.net\\.(.*Socket|.*URLConnection|URL|InetAddress)")
                .check(CORE);
    }

    @Test
    void revealsKeysInOnePlace() {
        CodeRules.onlyTheseReveal("dev.byok.internal.credential").check(CORE);
    }

    @Test
    void letsOnlyTheClientSeeTheEngine() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.byok", "dev.byok.internal..")
                .and()
                .doNotBelongToAnyOf(ModelCatalog.class, OpenAiFormat.class, TenantSettings.class)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.byok.internal..")
                .check(CORE);
    }

    @Test
    void letsTheModelCatalogueSeeNothingInsideButItsReader() {
        noClasses()
                .that()
                .belongToAnyOf(ModelCatalog.class)
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.byok.internal..").and(resideOutsideOfPackage("dev.byok.internal.model")))
                .check(CORE);
    }

    @Test
    void letsTheOpenAiFormatSeeNothingInsideButItsReadersAndWriters() {
        noClasses()
                .that()
                .belongToAnyOf(OpenAiFormat.class)
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.byok.internal..").and(resideOutsideOfPackage("dev.byok.internal.openai")))
                .check(CORE);
    }

    @Test
    void letsTheSettingsSeeNothingInsideButTheirJson() {
        noClasses()
                .that()
                .belongToAnyOf(TenantSettings.class)
                .should()
                .dependOnClassesThat(resideInAPackage("dev.byok.internal..")
                        .and(resideOutsideOfPackage("dev.byok.internal.settings")))
                .check(CORE);
    }

    @Test
    void letsNothingCallBackIntoTheClient() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.byok")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("dev\\.byok\\.(?!ByokException|ErrorCode)[A-Z].*")
                .because("a call goes one way: client, engine, spi")
                .check(CORE);
    }

    @Test
    void keepsValuesFreeOfInterfacesThatOthersImplement() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.byok.chat..",
                        "dev.byok.event..",
                        "dev.byok.messaging..",
                        "dev.byok.model..",
                        "dev.byok.routing..",
                        "dev.byok.speech..",
                        "dev.byok.transcription..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.byok.spi..", "dev.byok.store..")
                .check(CORE);
    }

    @Test
    void keepsTheSpiFreeOfWhatOnlyTheClientNeeds() {
        noClasses()
                .that()
                .resideInAPackage("dev.byok.spi..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.byok.event..", "dev.byok.routing..", "dev.byok.store..")
                .check(CORE);
    }

    @Test
    void keepsStoresOnTheSpi() {
        classes()
                .that()
                .resideInAPackage("dev.byok.store..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.sql..",
                        "org.jspecify..",
                        "org.slf4j..",
                        "dev.byok",
                        "dev.byok.credential..",
                        "dev.byok.spi..",
                        "dev.byok.store..")
                .check(CORE);
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.byok", "dev.byok.store..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.byok.store..")
                .check(CORE);
    }

    @Test
    void marksEveryPackageForNullChecks() {
        Set<String> unmarked = new TreeSet<>();
        for (JavaPackage javaPackage : CORE.getPackage("dev.byok").getSubpackagesInTree()) {
            if (!javaPackage.getClasses().isEmpty() && !javaPackage.isAnnotatedWith(NullMarked.class)) {
                unmarked.add(javaPackage.getName());
            }
        }
        assertThat(CORE.getPackage("dev.byok").isAnnotatedWith(NullMarked.class))
                .isTrue();
        assertThat(unmarked).isEmpty();
    }
}
