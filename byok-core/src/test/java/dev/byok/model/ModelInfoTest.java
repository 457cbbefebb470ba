package dev.byok.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelInfoTest {

    @ParameterizedTest
    @CsvSource({"0, 0.00, true", "0, 0.1, false", "0.1, 0, false", "0, , false", ", 0, false", ", , false"})
    void isFreeWhenBothPricesAreKnownToBeZero(String input, String output, boolean free) {
        ModelInfo model = new ModelInfo(
                "openai",
                "m",
                "m",
                OptionalLong.empty(),
                OptionalLong.empty(),
                Set.of(),
                Optional.ofNullable(input).map(BigDecimal::new),
                Optional.ofNullable(output).map(BigDecimal::new));

        assertThat(model.isFree()).isEqualTo(free);
    }
}
