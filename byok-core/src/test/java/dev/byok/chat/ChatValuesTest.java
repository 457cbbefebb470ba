package dev.byok.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatValuesTest {

    @ParameterizedTest
    @ValueSource(strings = {"http://example.com/a.png", "file:///etc/passwd", "//example.com/a.png", "data:,x", ""})
    void refusesAnImageThatIsNotFetchedOverHttps(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Part.imageUrl(url))
                .withMessageStartingWith("an image URL starts with https://");
    }

    @Test
    void refusesAnImageOfAnotherMediaType() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Part.image("text/html", new byte[0]))
                .withMessage("the media type of an image starts with image/, not text/html");
    }

    @Test
    void sendsAnImageInBase64AndPrintsOnlyItsSize() {
        Part image = Part.image("image/png", new byte[] {1, 2, 3, 4});

        assertThat(image).isEqualTo(new Part.ImageData("image/png", "AQIDBA=="));
        assertThat(image).hasToString("ImageData[image/png, 8 characters of base64]");
    }

    @Test
    void refusesAMessageWithoutContent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Message.user(List.of()))
                .withMessage("a user message needs at least one part");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Message.assistant(null, List.of()))
                .withMessage("an assistant message needs a text or a tool call");
        assertThatNullPointerException().isThrownBy(() -> Message.system(null)).withMessage("text");
        assertThatNullPointerException()
                .isThrownBy(() -> Message.tool(null, "{}"))
                .withMessage("toolCallId");
    }

    @Test
    void keepsItsOwnListOfParts() {
        List<Part> parts = new ArrayList<>(List.of(Part.text("a")));
        Message message = Message.user(parts);

        parts.clear();

        assertThat(message).isEqualTo(Message.user("a"));
    }

    @Test
    void namesAToolOnlyForTheChoiceOfOne() {
        assertThat(ToolChoice.of("weather")).isEqualTo(new ToolChoice(ToolChoice.Mode.NAMED, "weather"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ToolChoice.of(null))
                .withMessage("a tool's name goes with NAMED, and only with it");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NAMED")
    void refusesAToolForAnotherChoice(ToolChoice.Mode mode) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ToolChoice(mode, "weather"));
    }

    @Test
    void hasASchemaOnlyForJsonThatFollowsOne() {
        assertThat(ResponseFormat.jsonSchema("city", "{}"))
                .isEqualTo(new ResponseFormat(ResponseFormat.Kind.JSON_SCHEMA, "city", "{}"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResponseFormat.jsonSchema(null, "{}"))
                .withMessage("a name and a schema go with JSON_SCHEMA, and only with it");
        assertThatIllegalArgumentException().isThrownBy(() -> ResponseFormat.jsonSchema("city", null));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "JSON_SCHEMA")
    void refusesASchemaForAnotherForm(ResponseFormat.Kind kind) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ResponseFormat(kind, "city", null));
        assertThatIllegalArgumentException().isThrownBy(() -> new ResponseFormat(kind, null, "{}"));
    }

    @Test
    void addsInputAndOutputUp() {
        assertThat(new Usage(10, 4, 1, 5, 2, true).totalTokens()).isEqualTo(15);
        assertThat(Usage.UNKNOWN.known()).isFalse();
    }
}
