package dev.byok.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.byok.testkit.Canary;
import dev.byok.testkit.LeakGuard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretTest {

    private static final String MASK = "Secret[***]";

    private final Canary canary = Canary.make();
    private final Secret secret = LeakGuard.watch(canary.secret());

    record Holder(String name, Secret secret, Optional<Secret> other, Map<String, Secret> byName) {}

    private Holder holder() {
        return new Holder("a", secret, Optional.of(secret), Map.of("api_key", secret));
    }

    static Stream<ObjectMapper> mappers() {
        return Stream.of(
                new ObjectMapper(),
                new ObjectMapper().setVisibility(PropertyAccessor.FIELD, Visibility.ANY),
                new ObjectMapper().setVisibility(PropertyAccessor.ALL, Visibility.ANY));
    }

    @Test
    void printsAMask() {
        assertThat(secret).hasToString(MASK);
        assertThat("key: " + secret).isEqualTo("key: Secret[***]");
        assertThat("%s %10.20s".formatted(secret, secret)).isEqualTo("Secret[***] Secret[***]");
        assertThat(new StringBuilder().append(secret)).hasToString(MASK);
    }

    @Test
    void printsAMaskInsideOfOthers() {
        assertThat(List.of(secret)).hasToString("[Secret[***]]");
        assertThat(Map.of("api_key", secret)).hasToString("{api_key=Secret[***]}");
        assertThat(Optional.of(secret)).hasToString("Optional[Secret[***]]");
        assertThat(Arrays.toString(new Secret[] {secret})).isEqualTo("[Secret[***]]");
        assertThat(LeakGuard.watch(holder()))
                .hasToString("Holder[name=a, secret=Secret[***], other=Optional[Secret[***]],"
                        + " byName={api_key=Secret[***]}]");
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void isAMaskInJson(ObjectMapper mapper) throws IOException {
        assertThat(mapper.writeValueAsString(secret)).isEqualTo("\"Secret[***]\"");
        assertThat(mapper.writeValueAsString(List.of(secret))).isEqualTo("[\"Secret[***]\"]");
        assertThat(mapper.writeValueAsString(Map.of("k", secret))).isEqualTo("{\"k\":\"Secret[***]\"}");
        assertThat(mapper.valueToTree(secret).textValue()).isEqualTo(MASK);
        assertThat(mapper.convertValue(secret, String.class)).isEqualTo(MASK);
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void isAMaskInTheJsonOfARecord(ObjectMapper mapper) {
        record Row(String name, Secret secret) {}

        assertThat(mapper.valueToTree(new Row("a", secret)).toString())
                .isEqualTo("{\"name\":\"a\",\"secret\":\"Secret[***]\"}");
    }

    @Test
    void showsNoFieldToMappersThatReadFields() {
        assertThat(Secret.class.getDeclaredFields())
                .filteredOn(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                .isNotEmpty()
                .allMatch(field -> Modifier.isTransient(field.getModifiers()), "is transient")
                .extracting(Field::getType)
                .doesNotContain(String.class);
    }

    @Test
    void refusesJavaSerialisation() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            assertThatThrownBy(() -> out.writeObject(secret)).isInstanceOf(NotSerializableException.class);
            assertThatThrownBy(() -> out.writeObject(new Object[] {"a", secret}))
                    .isInstanceOf(NotSerializableException.class);
        }
        LeakGuard.saw("what was serialised before the refusal", bytes.toByteArray());
    }

    @Test
    void revealsTheTextToWhoMeansIt() {
        assertThat(secret.reveal(SecretAccess.grant())).isEqualTo(canary.value());
        assertThat(secret.revealUtf8(SecretAccess.grant())).asString().isEqualTo(canary.value());
        assertThatNullPointerException().isThrownBy(() -> secret.reveal(null)).withMessage("access");
    }

    @Test
    void handsOutCopies() {
        Arrays.fill(secret.revealUtf8(SecretAccess.grant()), (byte) 0);

        assertThat(secret.reveal(SecretAccess.grant())).isEqualTo(canary.value());
    }

    @Test
    void revealsNothingAfterClose() {
        secret.close();
        secret.close();

        assertThatIllegalStateException().isThrownBy(() -> secret.reveal(SecretAccess.grant()));
        assertThatIllegalStateException().isThrownBy(() -> secret.revealUtf8(SecretAccess.grant()));
        assertThat(secret).hasToString(MASK);
    }

    @Test
    void overwritesTheBytesItWasGiven() {
        byte[] bytes = "FAKE-é".getBytes(StandardCharsets.UTF_8);
        Secret taken = Secret.takingUtf8(bytes);
        assertThat(taken.reveal(SecretAccess.grant())).isEqualTo("FAKE-é");

        taken.close();

        assertThat(bytes).containsOnly(0).hasSize(7);
    }

    @Test
    void equalsASecretOfTheSameText() {
        assertThat(Secret.of("FAKE-a")).isEqualTo(Secret.of(new StringBuilder("FAKE-a")));
        assertThat(Secret.of("FAKE-a")).isNotEqualTo(Secret.of("FAKE-b")).isNotEqualTo("FAKE-a");
    }

    @Test
    void hasAHashThatTellsNothing() {
        assertThat(Secret.of("FAKE-a")).hasSameHashCodeAs(Secret.of("FAKE-b"));
    }

    @Test
    void knowsWhetherItIsEmpty() {
        assertThat(Secret.of("").isEmpty()).isTrue();
        assertThat(Secret.of(" ").isEmpty()).isFalse();
    }

    @Test
    void replacesHalfASurrogatePair() {
        assertThat(Secret.of("FAKE-\ud800").reveal(SecretAccess.grant())).isEqualTo("FAKE-\ufffd");
    }
}
