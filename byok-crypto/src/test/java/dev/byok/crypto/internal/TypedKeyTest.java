package dev.byok.crypto.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedKeyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk-FAKE-1",
                " sk-FAKE-1\n",
                "\uFEFFsk-FAKE-1\u200B",
                "\u00A0\u3000sk-FAKE-1\u2028",
                "\tsk-FAKE-1 \u2060"
            })
    void dropsWhatIsAroundAKey(String typed) {
        assertThat(TypedKey.stripped(typed)).hasToString("sk-FAKE-1");
    }

    @Test
    void keepsWhatIsInside() {
        assertThat(TypedKey.stripped("a b\u200Bc")).hasToString("a b\u200Bc");
        assertThat(TypedKey.stripped(" \n ")).isEmpty();
    }

    @Test
    void showsTheEndsOfALongKeyOnly() {
        assertThat(TypedKey.mask("sk-FAKE-0123456789-end")).isEqualTo("sk-F\u00B7\u00B7\u00B7-end");
        assertThat(TypedKey.mask("sk-FAKE-01234567890")).isEqualTo("\u00B7\u00B7\u00B7");
        assertThat(TypedKey.mask("{\"private_key\":\"FAKE-0123456789\"}")).isEqualTo("\u00B7\u00B7\u00B7");
        assertThat(TypedKey.mask("x-proxy-secret: FAKE-0123456789")).isEqualTo("\u00B7\u00B7\u00B7");
        assertThat(TypedKey.mask("")).isEqualTo("\u00B7\u00B7\u00B7");
    }
}
