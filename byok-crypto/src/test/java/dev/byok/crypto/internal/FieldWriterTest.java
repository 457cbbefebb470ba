package dev.byok.crypto.internal;

import static dev.byok.ErrorCode.INVALID_REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.byok.ByokException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldWriterTest {

    @ParameterizedTest
    @CsvSource({
        "'',0000",
        "a,000161",
        "é,0002c3a9",
        "aé,000361c3a9",
        "'\u0000',000100",
        "🔑,0004f09f9491",
        "\u007f,00017f"
    })
    void writesTheLengthInBytesBeforeTheText(String text, String expected) {
        byte[] written = new FieldWriter(0).field("text", text).toByteArray();

        assertThat(HexFormat.of().formatHex(written)).isEqualTo(expected);
    }

    @Test
    void writesNumbersBigEndian() {
        byte[] written = new FieldWriter(6).u16(0x0102).u32(0xFFFE_FDFCL).toByteArray();

        assertThat(HexFormat.of().formatHex(written)).isEqualTo("0102fffefdfc");
    }

    @Test
    void growsWhenTextIsNotAscii() {
        byte[] written = new FieldWriter(3)
                .field("one", "é")
                .field("two", new byte[] {1})
                .raw(new byte[] {2})
                .toByteArray();

        assertThat(HexFormat.of().formatHex(written)).isEqualTo("0002c3a900010102");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "\udc00", "a\ud800b", "\udc00\ud800", "é\ud83d"})
    void refusesHalvesOfSurrogatePairs(String text) {
        assertThatThrownBy(() -> new FieldWriter(9).field("tenant id", text))
                .isInstanceOfSatisfying(
                        ByokException.class, e -> assertThat(e.code()).isEqualTo(INVALID_REQUEST))
                .hasMessageContaining("tenant id")
                .hasNoCause();
    }

    @Test
    void refusesBytesThatTheLengthCannotCount() {
        assertThat(new FieldWriter(0).field("salt", new byte[65_535]).toByteArray())
                .hasSize(65_537);
        assertThatThrownBy(() -> new FieldWriter(0).field("salt", new byte[65_536]))
                .hasMessageContaining("salt has more than 65535 bytes");
    }
}
