package dev.byok.examples.gateway;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.byok.credential.SecretAccess;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The gateway is an application like any other: it uses what the modules export, and never reads a key. */
class PublicApiOnlyTest {

    private static final JavaClasses GATEWAY = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void usesNothingThatTheModulesDoNotExport() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("dev.byok.internal..")
                        .or(resideInAPackage("dev.byok.crypto.internal.."))
                        .or(resideInAPackage("dev.byok.providers.(*).."))
                        .or(resideInAPackage("dev.byok.testkit..")))
                .check(GATEWAY);
    }

    @Test
    void readsNoKey() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(SecretAccess.class)
                .check(GATEWAY);
    }
}
