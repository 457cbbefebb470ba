package dev.byok.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingMessageTest {

    @Test
    void saysWhatToWhom() {
        assertThat(OutgoingMessage.text("+491701234567", "Hello"))
                .isEqualTo(new OutgoingMessage("+491701234567", new OutgoingMessage.Text("Hello")));
        assertThat(OutgoingMessage.template(null, "hello", "en_US", "Ada", "7").content())
                .isEqualTo(new OutgoingMessage.Template("hello", "en_US", List.of("Ada", "7")));
        assertThat(OutgoingMessage.text(null, "Hello").recipient()).isEmpty();
        assertThat(OutgoingMessage.text("1", "Hello").to("2")).isEqualTo(OutgoingMessage.text("2", "Hello"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t"})
    void refusesBlankParts(String blank) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutgoingMessage.text("1", blank))
                .withMessage("the text of a message must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutgoingMessage.text(blank, "Hello"))
                .withMessage("the recipient of a message must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutgoingMessage.template("1", blank, "en"))
                .withMessage("the name of a template must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutgoingMessage.template("1", "hello", blank))
                .withMessage("the language of a template must not be blank");
    }

    @Test
    void copiesTheParametersOfATemplate() {
        List<String> parameters = new ArrayList<>(List.of("Ada"));
        OutgoingMessage.Template template = new OutgoingMessage.Template("hello", "en", parameters);
        parameters.add("Bob");

        assertThat(template.parameters()).containsExactly("Ada");
    }

    @Test
    void tellsANewIdOfTheRecipient() {
        MessageReceipt receipt = MessageReceipt.of("wamid.1", Optional.of("49170"));

        assertThat(receipt.movedTo()).isEmpty();
        assertThat(receipt.movedTo("-1001"))
                .isEqualTo(new MessageReceipt("wamid.1", Optional.of("49170"), Optional.of("-1001")));
    }
}
