package dev.byok.crypto;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.Aead;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import dev.byok.credential.Secret;
import dev.byok.credential.SecretAccess;
import dev.byok.crypto.internal.EndToEndCipher;
import dev.byok.crypto.internal.Mnemonic;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final ImportOption MAIN = new DoNotIncludeTests();
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(MAIN).importPackages("dev.byok.crypto");

    @Test
    void seesTheClassesItJudges() {
        assertThat(CLASSES.contain(TinkSealer.class)).isTrue();
        assertThat(CLASSES.contain(ArchitectureTest.class)).isFalse();
    }

    @Test
    void onlyTheSealersRevealASecret() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(TinkSealer.class, EndToEndSealer.class)
                .should()
                .callMethodWhere(
                        target(owner(JavaClass.Predicates.type(Secret.class))).and(target(nameStartingWith("reveal"))))
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(SecretAccess.class)
                .check(CLASSES);
    }

    @Test
    void eachSealerRevealsOnlyToSealAndToTellFingerprints() {
        for (Class<?> sealer : List.of(TinkSealer.class, EndToEndSealer.class)) {
            assertThat(CLASSES.get(sealer).getMethodCallsFromSelf().stream()
                            .filter(call -> call.getTargetOwner().isEquivalentTo(Secret.class))
                            .filter(call -> call.getName().startsWith("reveal"))
                            .map(call -> call.getOrigin().getName()))
                    .isSubsetOf("seal", "fingerprint")
                    .contains("seal");
        }
    }

    @Test
    void onlyTheFormatOfTheBrowserUsesTheCiphersOfTheJdk() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(EndToEndCipher.class, Mnemonic.class)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("javax.crypto..")
                .because("everything else is Tink's")
                .check(CLASSES);
    }

    @Test
    void leavesTinksGlobalRegistryAlone() {
        noClasses()
                .should()
                .callMethodWhere(target(nameStartingWith("register"))
                        .and(target(owner(JavaClass.Predicates.resideInAPackage("com.google.crypto.tink..")))))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("com\\.google\\.crypto\\.tink\\.Registry(Configuration)?")
                .check(CLASSES);
    }

    @Test
    void needsOnlyTheCoreTinkAndCaffeine() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.crypto..",
                        "com.github.benmanes.caffeine.cache..",
                        "com.google.crypto.tink..",
                        "org.jspecify.annotations",
                        "dev.byok",
                        "dev.byok.credential",
                        "dev.byok.spi",
                        "dev.byok.crypto..")
                .check(CLASSES);
    }

    @Test
    void showsNoTypeOfTinkButTheKeyOfAKms() {
        Set<String> shown = CLASSES.stream()
                .filter(type -> type.getPackageName().equals("dev.byok.crypto"))
                .flatMap(type -> type.getCodeUnits().stream())
                .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
                .flatMap(
                        unit -> Stream.concat(unit.getRawParameterTypes().stream(), Stream.of(unit.getRawReturnType())))
                .map(JavaClass::getName)
                .filter(name -> name.startsWith("com.google.") || name.contains(".internal."))
                .collect(Collectors.toSet());

        assertThat(shown).containsExactly(Aead.class.getName());
    }

    @Test
    void exportsOnePackage() throws Exception {
        URI classes = TinkSealer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();

        ModuleDescriptor module = ModuleFinder.of(Path.of(classes))
                .find("dev.byok.crypto")
                .orElseThrow()
                .descriptor();

        assertThat(module.exports())
                .extracting(ModuleDescriptor.Exports::source)
                .containsExactly("dev.byok.crypto");
        assertThat(module.isOpen()).isFalse();
        assertThat(module.opens()).isEmpty();
    }
}
