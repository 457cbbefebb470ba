package dev.byok.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryPhraseTest {

    private static final String LEGAL = "legal winner thank year wave sausage worth useful legal winner thank yellow";

    @Test
    void generatesTwelveWordsThatItReadsBack() {
        try (RecoveryPhrase phrase = RecoveryPhrase.generate()) {
            String words = new String(phrase.reveal());

            assertThat(words.split(" ")).hasSize(12);
            assertThat(new String(RecoveryPhrase.read(words).reveal())).isEqualTo(words);
        }
    }

    @Test
    void generatesAnotherPhraseEveryTime() {
        Set<String> phrases = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            phrases.add(new String(RecoveryPhrase.generate().reveal()));
        }
        assertThat(phrases).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                LEGAL,
                "  " + LEGAL + "\n",
                "LEGAL WINNER THANK YEAR WAVE SAUSAGE WORTH USEFUL LEGAL WINNER THANK YELLOW",
                "Legal\twinner\r\nthank\u00A0year\u3000wave\u2009sausage\u0085worth\u2028useful legal  winner thank yellow",
                "\uFEFFlegal winner thank year wave sausage worth useful legal winner thank yellow\u200B",
                "\uFF2C\uFF45\uFF47\uFF41\uFF4C winner thank year wave sausage worth useful legal winner thank yellow",
                "legal w\u0130nner thank year wave sausage worth useful legal winner thank yellow"
            })
    void readsWhatPeopleType(String typed) {
        assertThat(new String(RecoveryPhrase.read(typed).reveal())).isEqualTo(LEGAL);
    }

    @Test
    void readsCapitalsInATurkishLocaleToo() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(new Locale("tr", "TR"));
            assertThat(new String(
                            RecoveryPhrase.read(LEGAL.toUpperCase(Locale.ROOT)).reveal()))
                    .isEqualTo(LEGAL);
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', has 12 words and this has 0",
        "legal, has 12 words and this has 1",
        "legal winner thank year wave sausage worth useful legal winner thank, has 12 words and this has 11",
        "legal winner thank year wave sausage worth useful legal winner thank yellow yellow, has 12 words and this has 13"
    })
    void saysHowManyWordsThereAre(String typed, String fault) {
        assertThat(refusal(typed).replace(",", "")).contains(fault);
    }

    @Test
    void saysWhichWordsAreNotInTheListAndNeverEchoesThem() {
        String fault = refusal("legal winner thank year wave sausage xylophone useful legal winner thank hunter2");

        assertThat(fault).contains("words 7, 12").doesNotContain("xylophone").doesNotContain("hunter2");
        assertThat(refusal(LEGAL.replace("sausage", "saus"))).contains("Word 6 ");
    }

    @Test
    void refusesWordsThatAreNoPhraseTogether() {
        assertThat(refusal("winner legal thank year wave sausage worth useful legal winner thank yellow"))
                .contains("not a recovery phrase together");
        assertThat(refusal("abandon ".repeat(12))).contains("not a recovery phrase together");
    }

    @Test
    void refusesAMegabyteAtOnce() {
        assertThat(refusal("legal ".repeat(200_000))).contains("too long");
    }

    @Test
    void asksForSomeWordsAgain() {
        RecoveryPhrase phrase = RecoveryPhrase.read(LEGAL);

        assertThat(phrase.isWord(1, "legal")).isTrue();
        assertThat(phrase.isWord(12, " Yellow ")).isTrue();
        assertThat(phrase.isWord(12, "legal")).isFalse();
        assertThat(phrase.isWord(12, "")).isFalse();
        assertThat(phrase.isWord(12, "yellow".repeat(1000))).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> phrase.isWord(0, "legal"));
        assertThatIllegalArgumentException().isThrownBy(() -> phrase.isWord(13, "legal"));
    }

    @Test
    void isGoneWhenItWasClosed() {
        RecoveryPhrase phrase = RecoveryPhrase.read(LEGAL);

        phrase.close();
        phrase.close();

        assertThatIllegalStateException().isThrownBy(phrase::reveal);
        assertThatIllegalStateException().isThrownBy(() -> EndToEndKey.of(phrase));
        assertThatIllegalStateException().isThrownBy(() -> phrase.isWord(1, "legal"));
        assertThat(phrase).hasToString("RecoveryPhrase[***]");
    }

    private static String refusal(String typed) {
        ByokException refused = catchThrowableOfType(ByokException.class, () -> RecoveryPhrase.read(typed));

        assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refused.hint()).isPresent();
        assertThat(refused).hasNoCause();
        return refused.summary();
    }
}
