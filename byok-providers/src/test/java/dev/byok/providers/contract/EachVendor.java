package dev.byok.providers.contract;

import dev.byok.spi.Capability;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** A test that every vendor has to pass, or every vendor with a capability. Takes a {@link Contract}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}", allowZeroInvocations = true)
@ArgumentsSource(EachVendor.Source.class)
@interface EachVendor {

    /** What is not a capability: that somebody is asked whether a key is good. */
    String CHECK = "check";

    /** Names of capabilities, of which a vendor has one, or {@link #CHECK}; empty for every vendor. */
    String[] value() default {};

    /** Finds the vendors. */
    final class Source implements ArgumentsProvider {

        private static final List<Capability<?>> ALL = List.of(
                Capability.CHAT,
                Capability.MESSAGES,
                Capability.MODELS,
                Capability.VOICES,
                Capability.SPEECH,
                Capability.TRANSCRIPTION,
                Capability.LIVE_TRANSCRIPTION);

        @Override
        public Stream<? extends Arguments> provideArguments(
                ParameterDeclarations parameters, ExtensionContext context) {
            String[] names = context.getRequiredTestMethod()
                    .getAnnotation(EachVendor.class)
                    .value();
            return Contract.all()
                    .filter(contract ->
                            names.length == 0 || Arrays.stream(names).anyMatch(name -> has(contract, name)))
                    .map(Arguments::of);
        }

        private static boolean has(Contract contract, String name) {
            return name.equals(CHECK) ? contract.isChecked() : contract.can(capability(name));
        }

        private static Capability<?> capability(String name) {
            return ALL.stream()
                    .filter(capability -> capability.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no capability " + name));
        }
    }
}
