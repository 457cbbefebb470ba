package dev.byok.crypto.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MnemonicTest {

    private static final JsonNode VECTORS = vectors();

    private static JsonNode vectors() {
        try (InputStream json = MnemonicTest.class.getResourceAsStream("/vectors/bip39.json")) {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    record Vector(String language, String entropy, String words, String seed) {

        @Override
        public String toString() {
            return language + " " + entropy;
        }
    }

    static List<Vector> all() {
        List<Vector> all = new ArrayList<>();
        VECTORS.properties()
                .forEach(language -> language.getValue()
                        .forEach(row -> all.add(new Vector(
                                language.getKey(),
                                row.get(0).textValue(),
                                row.get(1).textValue(),
                                row.get(2).textValue()))));
        return all;
    }

    static List<Vector> english() {
        return all().stream()
                .filter(vector -> vector.language().equals("english"))
                .toList();
    }

    @Test
    void knowsTheVectorsOfTwelveLanguages() {
        assertThat(all()).hasSize(288);
        assertThat(english()).hasSize(24);
    }

    @ParameterizedTest
    @MethodSource("english")
    void writesEntropyAsWords(Vector vector) {
        int[] words = Mnemonic.words(HexFormat.of().parseHex(vector.entropy()));

        assertThat(new String(Mnemonic.text(words))).isEqualTo(vector.words());
    }

    @ParameterizedTest
    @MethodSource("english")
    void readsWordsAsEntropy(Vector vector) {
        assertThat(Mnemonic.entropy(indices(vector.words())))
                .isEqualTo(HexFormat.of().parseHex(vector.entropy()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void makesTheSeedOfWordsInAnyLanguage(Vector vector) {
        char[] words =
                Normalizer.normalize(vector.words(), Normalizer.Form.NFKD).toCharArray();

        assertThat(HexFormat.of().formatHex(Mnemonic.seed(words, "TREZOR"))).isEqualTo(vector.seed());
    }

    @Test
    void hasTheOneWordListThatEverybodyHas() throws Exception {
        try (InputStream file = WordList.class.getResourceAsStream("english.txt")) {
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(file.readAllBytes())))
                    .isEqualTo("2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda");
        }
    }

    @Test
    void findsEveryWordAndNothingElse() {
        for (int i = 0; i < 2048; i++) {
            char[] word = WordList.word(i).toCharArray();
            assertThat(WordList.indexOf(word, 0, word.length)).isEqualTo(i);
            assertThat(WordList.indexOf(word, 0, word.length - 1)).isNotEqualTo(i);
        }
        assertThat(WordList.indexOf("zzz".toCharArray(), 0, 3)).isEqualTo(-1);
        assertThat(WordList.indexOf("aaa".toCharArray(), 0, 3)).isEqualTo(-1);
    }

    @Test
    void oneLastWordInSixteenPassesTheChecksum() {
        int[] words = indices("abandon ".repeat(11) + "about");

        long pass = IntStream.range(0, 2048)
                .filter(last -> {
                    words[11] = last;
                    return Mnemonic.entropy(words) != null;
                })
                .count();

        assertThat(pass).isEqualTo(128);
    }

    private static int[] indices(String words) {
        return java.util.Arrays.stream(words.split(" "))
                .mapToInt(word -> WordList.indexOf(word.toCharArray(), 0, word.length()))
                .toArray();
    }
}
