package dev.byok.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MalformedCatalogTest {

    private static final String START =
            "{\"format\": 1, \"date\": \"2026-05-01\", \"source\": \"s\", \"licence\": \"l\", \"providers\": [\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"id\": \"m\", \"colour\": \"red\"}|there is no member colour",
                "{\"name\": \"M\"}|a model starts with its id",
                "{\"id\": \" \"}|a text is empty",
                "{\"id\": 7}|a text is expected here",
                "{\"id\": \"m\", \"context\": \"many\"}|a whole number is expected here",
                "{\"id\": \"m\", \"context\": 0}|a number is not positive",
                "{\"id\": \"m\", \"context\": 1.5}|a whole number is expected here",
                "{\"id\": \"m\", \"context\": 99999999999999999999}|a number is too large",
                "{\"id\": \"m\", \"features\": [\"flies\"]}|there is no Feature of this name",
                "{\"id\": \"m\", \"features\": [\"json\", \"json\"]}|a feature is there twice",
                "{\"id\": \"m\", \"speed\": \"slow\"}|there is no ModelSpeed of this name",
                "{\"id\": \"m\", \"price\": {\"input\": 2.5}}|a price is a text like \"2.5\"",
                "{\"id\": \"m\", \"price\": {\"input\": \"-1\"}}|a price is a text like \"2.5\"",
                "{\"id\": \"m\", \"price\": {\"input\": \"1e-6\"}}|a price is a text like \"2.5\"",
                "{\"id\": \"m\", \"price\": {\"inptu\": \"1\"}}|there is no member inptu",
                "{\"id\": \"m\", \"price\": {\"tiers\": [{\"above\": 5}]}}|a tier needs above, input and output",
                "{\"id\": \"m\", \"id\": \"m\"}|it is no valid JSON, or names a member twice",
                "{\"id\": \"m\"}, {\"id\": \"m\"}|a model's id is there twice",
                "{\"id\": \"m\" \"name\"}|it is no valid JSON, or names a member twice",
            })
    void namesTheLineOfABadModel(String model, String fault) {
        ByokException error =
                refused(START + "{\"id\": \"acme\", \"models\": [\n{\"id\": \"fine\"},\n" + model + "\n]}]}");

        assertThat(error.code()).isEqualTo(ErrorCode.CONFIGURATION);
        assertThat(error.summary())
                .startsWith("line 4 of the model catalogue: ")
                .contains(fault);
        assertThat(error).hasNoCause();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"id\": \"Acme Inc\", \"models\": []}|a provider's id has lower case letters",
                "{\"models\": []}|the provider's id comes before its models",
                "{\"id\": \"acme\"}|a provider needs an id and models",
                "{\"id\": \"acme\", \"models\": []}, {\"id\": \"acme\", \"models\": []}|is there twice",
                "{\"id\": \"acme\", \"aliases\": [\"acme\"], \"models\": []}|is there twice",
                "{\"id\": \"acme\", \"maker\": \"yes\", \"models\": []}|true or false is expected here",
            })
    void namesTheLineOfABadProvider(String provider, String fault) {
        assertThat(refused(START + provider + "]}").summary())
                .startsWith("line 2 of the model catalogue: ")
                .contains(fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "[]|an object is expected here",
                "{}|format, date, source, licence and providers are all needed",
                "{\"format\": 2}|only format 1 is known",
                "{\"date\": \"May 2026\"}|a date is written like 2026-11-21",
                "{\"format\": 1|it is no valid JSON",
                "{\"surprise\": 1}|there is no member surprise",
            })
    void refusesAFileWithoutItsHead(String file, String fault) {
        assertThat(refused(file).summary()).contains(fault);
    }

    @Test
    void refusesAnEmptyFileAndWhatFollowsTheEnd() {
        assertThat(refused("").summary()).contains("ends too early");
        assertThat(refused(START + "]} {}").summary()).contains("there is more after the end");
    }

    @Test
    void refusesTiersThatDoNotAscend() {
        String tier = "{\"above\": 5, \"input\": \"1\", \"output\": \"1\"}";

        assertThat(refused(START + "{\"id\": \"acme\", \"models\": [{\"id\": \"m\", \"price\": {\"tiers\": [" + tier
                                + "," + tier + "]}}]}]}")
                        .summary())
                .contains("the tiers of a price ascend");
    }

    @Test
    void refusesAFileThatIsTooLarge() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return ' ';
            }
        };

        assertThat(catchThrowableOfType(ByokException.class, () -> ModelCatalog.read(endless))
                        .summary())
                .contains("larger than 8 MB");
    }

    @Test
    void saysWhenAFileCannotBeRead(@TempDir Path directory) {
        ByokException error =
                catchThrowableOfType(ByokException.class, () -> ModelCatalog.read(directory.resolve("missing.json")));

        assertThat(error.code()).isEqualTo(ErrorCode.CONFIGURATION);
        assertThat(error.hint()).isPresent();
        assertThat(error).hasNoCause();
    }

    @Test
    void saysWhenAStreamFails() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        };

        assertThat(catchThrowableOfType(ByokException.class, () -> ModelCatalog.read(broken))
                        .code())
                .isEqualTo(ErrorCode.CONFIGURATION);
    }

    private static ByokException refused(String json) {
        InputStream stream = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
        ByokException error = catchThrowableOfType(ByokException.class, () -> ModelCatalog.read(stream));
        assertThat(error).isNotNull();
        return error;
    }
}
