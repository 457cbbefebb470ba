package dev.byok.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.byok.model.ModelInfo.Feature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCatalogTest {

    private static final String FILE = """
            {"format": 1, "date": "2026-05-01", "source": "a list", "licence": "MIT", "providers": [
              {"id": "reseller", "models": [
                {"id": "swift-1", "name": "Swift One"},
                {"id": "acme/swift-1", "name": "Swift One"}
              ]},
              {"id": "acme", "aliases": ["acme-old"], "maker": true, "models": [
                {"id": "swift-1", "name": "Swift One", "context": 1000, "maxOutput": 100,
                 "features": ["vision", "tools", "json", "web_search", "reasoning"], "speed": "instant",
                 "price": {"input": "1", "output": "2", "cachedInput": "0.1", "cacheWrite": "1.25",
                           "tiers": [{"above": 500, "input": "2", "output": "4"}]}},
                {"id": "speaker", "price": {"characters": "15", "audioHour": "0.36"}}
              ]}
            ]}
            """;

    private static final ModelCatalog CATALOG = read(FILE);

    @Test
    void readsAllThatAFileTells() {
        ModelInfo swift = CATALOG.find("acme", "swift-1").orElseThrow();

        assertThat(swift.provider()).isEqualTo("acme");
        assertThat(swift.name()).isEqualTo("Swift One");
        assertThat(swift.contextWindow()).hasValue(1000);
        assertThat(swift.maxOutput()).hasValue(100);
        assertThat(swift.features()).containsExactlyInAnyOrder(Feature.values());
        assertThat(swift.speed()).contains(ModelSpeed.INSTANT);
        assertThat(swift.inputPrice()).contains(new BigDecimal("1"));
        assertThat(swift.outputPrice()).contains(new BigDecimal("2"));
        assertThat(swift.price().tokens().cachedInput()).contains(new BigDecimal("0.1"));
        assertThat(swift.price().tokens().cacheWrite()).contains(new BigDecimal("1.25"));
        assertThat(swift.price().tokensFor(501).output()).contains(new BigDecimal("4"));
    }

    @Test
    void readsPricesOfSpeech() {
        ModelInfo speaker = CATALOG.find("acme", "speaker").orElseThrow();

        assertThat(speaker.name()).isEqualTo("speaker");
        assertThat(speaker.price().characters()).contains(new BigDecimal("15"));
        assertThat(speaker.price().audioHour()).contains(new BigDecimal("0.36"));
        assertThat(speaker.contextWindow()).isEmpty();
    }

    @Test
    void tellsItsDateAndSource() {
        assertThat(CATALOG.date()).contains(LocalDate.of(2026, 5, 1));
        assertThat(CATALOG.source()).isEqualTo("a list");
        assertThat(CATALOG).hasToString("ModelCatalog[2026-05-01, 4 models]");
    }

    @Test
    void findsAProviderByItsAlias() {
        assertThat(CATALOG.find("acme-old", "swift-1")).isEqualTo(CATALOG.find("acme", "swift-1"));
        assertThat(CATALOG.models("acme-old")).hasSize(2);
        assertThat(CATALOG.providers()).containsExactly("reseller", "acme");
    }

    @Test
    void doesNotGuessADatedId() {
        assertThat(CATALOG.find("acme", "swift-1-2026-05-01")).isEmpty();
        assertThat(CATALOG.find("acme", "SWIFT-1")).isEmpty();
        assertThat(CATALOG.find("nobody", "swift-1")).isEmpty();
        assertThat(CATALOG.models("nobody")).isEmpty();
    }

    @Test
    void namesTheMakerAsTheHomeOfABareId() {
        assertThat(CATALOG.homeProvider("swift-1")).contains("acme");
        assertThat(CATALOG.homeProvider("acme/swift-1")).isEmpty();
        assertThat(CATALOG.homeProvider("unheard-of")).isEmpty();
    }

    @Test
    void searchesIdsAndNames() {
        assertThat(CATALOG.search("SWIFT"))
                .extracting(ModelInfo::provider, ModelInfo::id)
                .containsExactly(
                        tuple("reseller", "swift-1"), tuple("reseller", "acme/swift-1"), tuple("acme", "swift-1"));
        assertThat(CATALOG.search(" one  acme/ ")).extracting(ModelInfo::id).containsExactly("acme/swift-1");
        assertThat(CATALOG.search("")).hasSize(4);
        assertThat(CATALOG.search("swift two")).isEmpty();
    }

    @Test
    void fillsInWhatALiveListLeavesUnknown() {
        assertThat(CATALOG.merge(ModelInfo.of("acme", "swift-1")))
                .isEqualTo(CATALOG.find("acme", "swift-1").orElseThrow());
        ModelInfo unheard = ModelInfo.of("acme", "unheard-of");
        assertThat(CATALOG.merge(unheard)).isSameAs(unheard);
    }

    @Test
    void keepsTheProviderIdOfALiveListUnderAnAlias() {
        ModelInfo merged = CATALOG.merge(ModelInfo.of("acme-old", "swift-1"));

        assertThat(merged.provider()).isEqualTo("acme-old");
        assertThat(merged.contextWindow()).hasValue(1000);
    }

    @Test
    void laysAnotherCatalogueOverIt() {
        ModelCatalog both = CATALOG.with(read("""
                {"format": 1, "date": "2026-04-01", "source": "own prices", "licence": "own", "providers": [
                  {"id": "acme", "models": [
                    {"id": "swift-1", "price": {"input": "0.5", "output": "1"}},
                    {"id": "swift-2"}
                  ]},
                  {"id": "new", "maker": true, "models": [{"id": "n-1"}]}
                ]}
                """));

        ModelInfo swift = both.find("acme", "swift-1").orElseThrow();
        assertThat(swift.inputPrice()).contains(new BigDecimal("0.5"));
        assertThat(swift.price().tokens().cachedInput()).isEmpty();
        assertThat(swift.price().tiers()).isEmpty();
        assertThat(swift.contextWindow()).hasValue(1000);
        assertThat(swift.name()).isEqualTo("Swift One");
        assertThat(both.find("acme", "swift-2")).isPresent();
        assertThat(both.find("acme", "speaker")).isPresent();
        assertThat(both.homeProvider("n-1")).contains("new");
        assertThat(both.homeProvider("swift-1")).contains("acme");
        assertThat(both.date()).contains(LocalDate.of(2026, 4, 1));
        assertThat(both.source()).isEqualTo("own prices; a list");
        assertThat(CATALOG.find("acme", "swift-2")).isEmpty();
    }

    @Test
    void isEmptyWhenAskedFor() {
        assertThat(ModelCatalog.empty().date()).isEmpty();
        assertThat(ModelCatalog.empty().search("")).isEmpty();
        assertThat(ModelCatalog.empty().with(CATALOG).search("")).isEqualTo(CATALOG.search(""));
        assertThat(ModelCatalog.empty().with(CATALOG).date()).isEqualTo(CATALOG.date());
    }

    @Test
    void readsAFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("models.json"), FILE);

        assertThat(ModelCatalog.read(file).find("acme", "swift-1")).isEqualTo(CATALOG.find("acme", "swift-1"));
    }

    private static ModelCatalog read(String json) {
        return ModelCatalog.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
