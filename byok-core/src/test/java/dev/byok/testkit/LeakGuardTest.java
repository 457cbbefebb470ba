package dev.byok.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

class LeakGuardTest {

    private final String threadName = Thread.currentThread().getName();

    @AfterEach
    void restoreTheThreadName() {
        Thread.currentThread().setName(threadName);
    }

    static Stream<Arguments> logs() {
        return Stream.of(
                leak(PlantedLeaks.InALogMessage.class, "log some.dependency (TRACE) has canary", "(raw)"),
                leak(
                        PlantedLeaks.InALogArgumentThatIsNotPrinted.class,
                        "log some.dependency (DEBUG), argument has canary",
                        "(raw)"),
                leak(PlantedLeaks.InAKeyValuePair.class, "log some.dependency (INFO), key-value pairs", "(raw): [key="),
                leak(PlantedLeaks.InTheMdc.class, "log some.dependency (INFO), MDC has canary", "(raw): {key=sk-"),
                leak(
                        PlantedLeaks.InALoggedException.class,
                        "log some.dependency (WARN), exception.getCause().getMessage() has canary",
                        "(raw)"),
                leak(
                        PlantedLeaks.InJavaUtilLogging.class,
                        "java.util.logging okhttp3.Some (FINEST) has canary",
                        "(raw): header sk-FAKE-CANARY-███"),
                leak(
                        PlantedLeaks.AfterLoggingWasTurnedOff.class,
                        "log some.dependency (TRACE) has canary",
                        "java.util.logging okhttp3.Some (FINE) has canary"),
                leak(PlantedLeaks.OnAnotherThread.class, "log some.dependency (INFO) has canary", "sent"),
                leak(PlantedLeaks.OfACanaryOfTheClass.class, "log some.dependency (INFO) has canary", "(raw)"));
    }

    static Stream<Arguments> outputAndThreads() {
        return Stream.of(
                leak(PlantedLeaks.PrintedInPieces.class, "System.out has canary", "(raw)"),
                leak(PlantedLeaks.OnStandardError.class, "System.err has canary", "(base64)"),
                leak(PlantedLeaks.InAThreadName.class, "a thread's name has canary", "sending sk-"));
    }

    static Stream<Arguments> exceptions() {
        return Stream.of(
                leak(
                        PlantedLeaks.InTheExceptionThrown.class,
                        "the exception that the test threw.getSuppressed().getMessage() has canary",
                        "cannot send"),
                leak(
                        PlantedLeaks.InAFieldOfAnException.class,
                        "the exception that the test threw.headers[Authorization][] has canary",
                        "(raw)"),
                leak(
                        PlantedLeaks.InAnExpectedFailure.class,
                        "the failure.getMessage() has canary",
                        "refused (replace sk-"));
    }

    static Stream<Arguments> valuesAndRequests() {
        return Stream.of(
                leak(PlantedLeaks.InToString.class, "a watched Config.toString() has canary", "Config[name=a"),
                leak(PlantedLeaks.InJson.class, "a watched View as JSON has canary", "{\"key\":\"sk-"),
                leak(PlantedLeaks.InAPrivateField.class, "[].extra[nested][deeper][] has canary", "(raw)"),
                leak(PlantedLeaks.InAFieldThatIsFilledLater.class, "a watched Holder.text has canary", "(raw)"),
                leak(
                        PlantedLeaks.InARequestToAnotherHost.class,
                        "a request to evil.example has canary",
                        "Authorization: Bearer sk-"),
                leak(PlantedLeaks.InARequestOfAKeyWithoutHost.class, "a request to api.example has canary", "(UTF-16)"),
                leak(PlantedLeaks.InAReply.class, "the reply has canary", "{\"key\":\"sk-"));
    }

    private static Arguments leak(Class<?> test, String where, String how) {
        return Arguments.of(test, where, how);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"logs", "outputAndThreads", "exceptions", "valuesAndRequests"})
    void failsATestThatLeaks(Class<?> leak, String where, String how) {
        EngineExecutionResults results = run(leak);

        List<Event> failed = results.testEvents().failed().list();
        assertThat(failed).singleElement().satisfies(event -> {
            String message = message(event);
            assertThat(message).contains("a key leaked:").contains(where).contains(how);
        });
    }

    @Test
    void failsAClassThatSwallowedAnExceptionWithAKey() {
        EngineExecutionResults results = run(PlantedLeaks.InASwallowedException.class);

        assertThat(results.testEvents().failed().count()).isZero();
        assertThat(results.containerEvents().failed().list())
                .singleElement()
                .satisfies(event -> assertThat(message(event))
                        .contains("the message of a java.lang.IllegalArgumentException has canary")
                        .contains("is lower case letters, digits and hyphens"));
    }

    @Test
    void failsARunThatLeaksAfterItsLastClass() {
        EngineExecutionResults results = run(PlantedLeaks.AfterTheLastClass.class);

        assertThat(results.testEvents().failed().count()).isZero();
        assertThat(results.containerEvents().failed().list())
                .singleElement()
                .satisfies(event -> assertThat(message(event)).contains("log some.dependency (INFO) has canary"));
    }

    @Test
    void passesATestThatOnlyShowsMasks() {
        EngineExecutionResults results = run(PlantedLeaks.Nothing.class);

        assertThat(results.allEvents().failed().list()).isEmpty();
        assertThat(results.testEvents().succeeded().count()).isEqualTo(2);
    }

    @Test
    void doesNotPrintTheKeyItself() {
        EngineExecutionResults results = run(PlantedLeaks.InToString.class);

        LeakGuard.saw(
                "the message", message(results.testEvents().failed().list().get(0)));
        LeakGuard.check();
    }

    // with the configuration that every module gets, and no annotation on the classes
    private static EngineExecutionResults run(Class<?> testClass) {
        return EngineTestKit.engine("junit-jupiter")
                .enableImplicitConfigurationParameters(true)
                .selectors(selectClass(testClass))
                .execute();
    }

    private static String message(Event event) {
        Throwable thrown = event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
        Throwable[] suppressed = thrown.getSuppressed();
        return (suppressed.length == 0 ? thrown : suppressed[suppressed.length - 1]).getMessage();
    }
}
