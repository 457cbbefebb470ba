package dev.byok.providers.contract;

import dev.byok.spi.Capability;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** A test of every case of a kind, for every vendor that chats. Takes a {@link Contract} and a {@link ChatCase}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0} {1}", allowZeroInvocations = true)
@ArgumentsSource(EachChatCase.Source.class)
@interface EachChatCase {

    /** What the cases need. */
    ChatCase.Kind value();

    /** How the vendors stream. */
    Streams of() default Streams.ANY;

    /** How vendors stream. */
    enum Streams {
        ANY,
        SERVER_SENT,
        FRAMES;

        boolean has(Contract contract) {
            return this == ANY || (this == FRAMES) == contract.streamsFrames();
        }
    }

    /** Finds the vendors and cases. */
    final class Source implements ArgumentsProvider {

        @Override
        public Stream<? extends Arguments> provideArguments(
                ParameterDeclarations parameters, ExtensionContext context) {
            EachChatCase wanted = context.getRequiredTestMethod().getAnnotation(EachChatCase.class);
            return Contract.all()
                    .filter(contract ->
                            contract.can(Capability.CHAT) && wanted.of().has(contract))
                    .flatMap(contract -> Arrays.stream(ChatCase.values())
                            .filter(chatCase -> chatCase.is(wanted.value()))
                            .map(chatCase -> Arguments.of(contract, chatCase)));
        }
    }
}
