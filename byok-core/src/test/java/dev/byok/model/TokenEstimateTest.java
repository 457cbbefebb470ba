package dev.byok.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.chat.ChatRequest;
import dev.byok.chat.Message;
import dev.byok.chat.Part;
import dev.byok.chat.ResponseFormat;
import dev.byok.chat.Tool;
import dev.byok.chat.ToolCall;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TokenEstimateTest {

    /** Texts with their numbers of tokens in OpenAI's cl100k_base and o200k_base, counted with another library. */
    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of(
                        "English",
                        53,
                        53,
                        "The committee met on Tuesday afternoon to discuss the proposal. Although several"
                                + " members had doubts about the schedule, nobody questioned the need for a new bri"
                                + "dge. Engineers explained that the old structure would last another ten years at "
                                + "most, and that repairs had become more expensive every winter."),
                Arguments.of(
                        "German",
                        98,
                        74,
                        "Der Ausschuss traf sich am Dienstagnachmittag, um über den Vorschlag zu beraten."
                                + " Obwohl mehrere Mitglieder Zweifel am Zeitplan hatten, stellte niemand die Notwe"
                                + "ndigkeit einer neuen Brücke infrage. Die Ingenieure erklärten, dass das alte Bau"
                                + "werk höchstens noch zehn Jahre halten werde und die Instandsetzungsarbeiten jede"
                                + "n Winter teurer geworden seien."),
                Arguments.of(
                        "Finnish",
                        70,
                        52,
                        "Komitea kokoontui tiistai-iltapäivänä keskustelemaan ehdotuksesta. Vaikka useill"
                                + "a jäsenillä oli epäilyksiä aikataulusta, kukaan ei kyseenalaistanut uuden sillan"
                                + " tarpeellisuutta."),
                Arguments.of(
                        "Chinese",
                        97,
                        61,
                        "委员会于星期二下午开会讨论这项提案。虽然几位成员对时间安排有疑虑，但没有人质疑修建新桥的必要性。工程师们解释说，旧桥最多还能使用十年，而且每年冬天的维修费用都在" + "增加。"),
                Arguments.of(
                        "Japanese",
                        79,
                        54,
                        "委員会は火曜日の午後に会合を開き、提案について話し合いました。何人かの委員は日程に疑問を持っていましたが、新しい橋の必要性を疑う人はいませんでした。"),
                Arguments.of(
                        "Russian",
                        75,
                        41,
                        "Комитет собрался во вторник днём, чтобы обсудить предложение. Хотя у некоторых ч"
                                + "ленов были сомнения по поводу сроков, никто не ставил под вопрос необходимость н"
                                + "ового моста."),
                Arguments.of(
                        "JSON",
                        92,
                        93,
                        "{\"order\":{\"id\":\"A-20391\",\"customer\":{\"name\":\"Jane Miller\",\"email\":\"jane@example."
                                + "com\",\"vip\":true},\"items\":[{\"sku\":\"X-1002\",\"quantity\":3,\"price\":19.99},{\"sku\":\"B-"
                                + "7781\",\"quantity\":1,\"price\":249.0}],\"total\":308.97,\"currency\":\"EUR\",\"created_at\":"
                                + "\"2026-03-14T09:26:53Z\"}}"),
                Arguments.of(
                        "JSON with line breaks",
                        153,
                        153,
                        "{\n  \"order\": {\n    \"id\": \"A-20391\",\n    \"customer\": {\n      \"name\": \"Jane Miller"
                                + "\",\n      \"email\": \"jane@example.com\",\n      \"vip\": true\n    },\n    \"items\": [\n  "
                                + "    {\n        \"sku\": \"X-1002\",\n        \"quantity\": 3,\n        \"price\": 19.99\n   "
                                + "   },\n      {\n        \"sku\": \"B-7781\",\n        \"quantity\": 1,\n        \"price\": 2"
                                + "49.0\n      }\n    ],\n    \"total\": 308.97,\n    \"currency\": \"EUR\",\n    \"created_at\""
                                + ": \"2026-03-14T09:26:53Z\"\n  }\n}"),
                Arguments.of(
                        "Base64",
                        306,
                        291,
                        "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB1L9RIvNEVUxTveLruM0rfj0WAK1jHDhaXXzOI8"
                                + "d4VFmtvBtMkA/+SNV1tdpcY4BAEl9l2w/j4kSUt26phkV9mGCE/tCLl4r019GWp0RqhrWACeY2thHbFi"
                                + "EbZamq3/KcXlLZxQjFAjRzRNjAetkcvWBor8df9ikvBioJyjgcieced7mprp4wsNvbb1EKJk753ngVAd"
                                + "e2uSronrBZxat0PbZ1humPrSfaC5lovAOaHvNMk5ubjlI6i++J1HhgjF7PbKNYdY9tJ+bPRScpN5d6dI"
                                + "/Yg5HbZ5ztp9x78fAF7oeb7q13mUz1czQewXtYu/frNNJxHJk8HZdrEosxiNwYKaK0w0L1Qz6+WRodp3"
                                + "4BPRtyR1Vi1IV43Ki4S6xmUcPLk="));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void errsHighButNotWildly(String kind, int older, int newer, String text) {
        assertThat(TokenEstimate.of(text))
                .isGreaterThanOrEqualTo(older)
                .isGreaterThanOrEqualTo(newer)
                .isLessThanOrEqualTo(Math.max(older, newer) * 2L);
    }

    @Test
    void countsNothingForAnEmptyText() {
        assertThat(TokenEstimate.of("")).isZero();
        assertThat(TokenEstimate.of("a")).isEqualTo(1);
    }

    @Test
    void growsWithEveryPartOfARequest() {
        ChatRequest question = request(Message.user("What is in this picture?"));
        ChatRequest longer = request(Message.system("Be brief."), Message.user("What is in this picture?"));
        ChatRequest withAnswer = request(
                Message.user("What is in this picture?"),
                Message.assistant(null, List.of(new ToolCall("1", "look", "{\"closely\":true}"))),
                Message.tool("1", "a cat"));

        assertThat(TokenEstimate.of(longer)).isGreaterThan(TokenEstimate.of(question));
        assertThat(TokenEstimate.of(withAnswer)).isGreaterThan(TokenEstimate.of(question) + 8);
    }

    @Test
    void countsEveryImageAsTheSame() {
        ChatRequest text = request(Message.user("Compare."));
        ChatRequest images = request(Message.user(List.of(
                Part.text("Compare."),
                Part.imageUrl("https://example.com/1.png"),
                Part.image("image/png", new byte[100_000]))));

        assertThat(TokenEstimate.of(images)).isEqualTo(TokenEstimate.of(text) + 2 * TokenEstimate.IMAGE);
    }

    @Test
    void countsToolsAndSchemas() {
        String schema = "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}";
        ChatRequest plain = request(Message.user("Hi"));
        ChatRequest tools = plain.toBuilder()
                .tool(new Tool("weather", "Tells the weather of a city", schema))
                .build();
        ChatRequest format = plain.toBuilder()
                .responseFormat(ResponseFormat.jsonSchema("city", schema))
                .build();

        assertThat(TokenEstimate.of(tools)).isGreaterThan(TokenEstimate.of(plain) + 300);
        assertThat(TokenEstimate.of(format)).isGreaterThanOrEqualTo(TokenEstimate.of(plain) + TokenEstimate.of(schema));
    }

    private static ChatRequest request(Message... messages) {
        ChatRequest.Builder builder = ChatRequest.builder();
        for (Message message : messages) {
            builder.message(message);
        }
        return builder.build();
    }
}
