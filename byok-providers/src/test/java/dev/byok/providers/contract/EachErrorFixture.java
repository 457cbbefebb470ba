package dev.byok.providers.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** A test of every error fixture of every vendor. Takes a {@link Contract} and a {@link Case}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0} {1}")
@ArgumentsSource(EachErrorFixture.Source.class)
@interface EachErrorFixture {

    /** An error fixture; its name is the file's without the ending. */
    record Case(Path file) {

        HttpFile reply() {
            return HttpFile.read(file);
        }

        @Override
        public String toString() {
            String name = file.getFileName().toString();
            return name.substring(0, name.length() - ".http".length());
        }
    }

    /** Finds the fixtures. */
    final class Source implements ArgumentsProvider {

        @Override
        public Stream<? extends Arguments> provideArguments(
                ParameterDeclarations parameters, ExtensionContext context) {
            return Contract.all()
                    .flatMap(contract -> contract.files("errors", ".http").stream()
                            .map(file -> Arguments.of(contract, new Case(file))));
        }
    }
}
