package dev.byok.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.byok.credential.Secret;
import dev.byok.credential.SecretAccess;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeRulesTest {

    static final class Prints {
        void print() {
            System.out.println("hello");
        }
    }

    static final class ReadsTheEnvironment {
        String home() {
            return System.getenv("HOME");
        }
    }

    static final class ReadsAProperty {
        Function<String, String> read = System::getProperty;
    }

    static final class Sleeps {
        void sleep() throws InterruptedException {
            TimeUnit.SECONDS.sleep(1);
        }
    }

    static final class LogsByItself {
        Object log = java.util.logging.Logger.getLogger("x");
    }

    static final class UsesTheCommonPool {
        Object future = CompletableFuture.supplyAsync(() -> 1);
    }

    static final class UsesItsOwnPool {
        CompletableFuture<Integer> future(Executor own) {
            return CompletableFuture.supplyAsync(() -> 1, own);
        }
    }

    static final class ThingManager {}

    abstract static class AbstractThing {}

    static final class Reveals {
        String reveal(Secret secret) {
            return secret.reveal(SecretAccess.grant());
        }
    }

    static final class RevealsByReference {
        Function<SecretAccess, byte[]> reveal(Secret secret) {
            return secret::revealUtf8;
        }
    }

    static final class GrantsByReference {
        Supplier<SecretAccess> grant = SecretAccess::grant;
    }

    static final class UsesALibrary {
        Object log = org.slf4j.LoggerFactory.getILoggerFactory();
    }

    static final class HoldsASecret {
        final Secret secret = Secret.of("FAKE-key");

        @Override
        public String toString() {
            return "holds " + secret;
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Prints.class,
                ReadsTheEnvironment.class,
                ReadsAProperty.class,
                Sleeps.class,
                LogsByItself.class,
                UsesTheCommonPool.class,
                ThingManager.class,
                AbstractThing.class
            })
    void findsWhatNoModuleMayDo(Class<?> offender) {
        assertThat(violations(offender)).hasSize(1);
    }

    @Test
    void leavesOthersAlone() {
        assertThat(violations(UsesItsOwnPool.class)).isEmpty();
        assertThat(violations(HoldsASecret.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(classes = {Reveals.class, RevealsByReference.class, GrantsByReference.class})
    void findsWhoRevealsASecret(Class<?> offender) {
        JavaClasses classes = new ClassFileImporter().importClasses(offender);

        assertThat(CodeRules.onlyTheseReveal("dev.byok.other..")
                        .evaluate(classes)
                        .hasViolation())
                .isTrue();
        assertThat(CodeRules.onlyTheseReveal("dev.byok.testkit..")
                        .allowEmptyShould(true)
                        .evaluate(classes)
                        .hasViolation())
                .isFalse();
    }

    @Test
    void findsALibraryThatIsNotAllowed() {
        JavaClasses classes = new ClassFileImporter().importClasses(UsesALibrary.class);

        assertThat(CodeRules.onlyTheseLibraries("okhttp3..").evaluate(classes).hasViolation())
                .isTrue();
        assertThat(CodeRules.onlyTheseLibraries("okhttp3..", "org.slf4j..")
                        .evaluate(classes)
                        .hasViolation())
                .isFalse();
    }

    private static List<String> violations(Class<?> offender) {
        JavaClasses classes = new ClassFileImporter().importClasses(offender);
        return CodeRules.everywhere().stream()
                .filter(rule -> rule.evaluate(classes).hasViolation())
                .map(Object::toString)
                .toList();
    }
}
