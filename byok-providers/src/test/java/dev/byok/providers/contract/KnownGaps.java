package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of a vendor is known not to work, and why: {@code chat/image = the vendor reads no images}. A gap that works
 * after all fails its test, so that the list stays true.
 *
 * @param reasonByCase by folder and case
 */
record KnownGaps(Map<String, String> reasonByCase) {

    static KnownGaps of(Path vendorFolder) {
        Path file = vendorFolder.resolve("known-gaps.properties");
        Properties gaps = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                gaps.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new KnownGaps(gaps.stringPropertyNames().stream()
                .collect(Collectors.toMap(
                        name -> name, name -> gaps.getProperty(name).strip())));
    }

    Set<String> cases() {
        return reasonByCase.keySet();
    }

    /** Runs what has to hold, or has to fail because it is a gap. */
    void hold(String name, Check check) {
        Throwable failure = catchThrowable(check::run);
        String reason = reasonByCase.get(name);
        if (reason != null && failure == null) {
            throw new AssertionError(name + " is listed as a gap (" + reason + "), but it works: take it off the list");
        }
        if (reason == null && failure != null) {
            rethrow(failure);
        }
    }

    private static void rethrow(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        throw new AssertionError(failure);
    }

    /** Something that has to hold. */
    @FunctionalInterface
    interface Check {

        void run() throws Exception;
    }
}
