package dev.byok.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ByokException;
import dev.byok.ChatCall;
import dev.byok.ErrorCode;
import dev.byok.Tenant;
import dev.byok.chat.ChatResponse;
import dev.byok.model.ModelCatalog;
import dev.byok.routing.Attempt;
import dev.byok.routing.RequestLimits;
import dev.byok.routing.RetryPolicy;
import dev.byok.testkit.Canary;
import dev.byok.testkit.Failures;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is refused before it is sent, because it may cost too much, and where a conversation goes that is too long. */
class LimitsTest {

    private static final ModelCatalog PRICES =
            ModelCatalog.read(new ByteArrayInputStream("""
            {"format":1,"date":"2026-01-01","source":"a test","licence":"none","providers":[
              {"id":"openai","models":[
                {"id":"dear","context":1000,"maxOutput":1000,"price":{"input":"1000","output":"1000"}},
                {"id":"cheap","context":9000,"maxOutput":1000,"price":{"input":"0.1","output":"0.1"}},
                {"id":"unpriced","maxOutput":1000}]}]}
            """.getBytes(StandardCharsets.UTF_8)));

    private static final RequestLimits ONE_CENT = RequestLimits.NONE.withCost(new BigDecimal("0.01"));

    private StubVendor vendor;
    private Library library;
    private Tenant acme;

    @BeforeEach
    void start() throws Exception {
        vendor = new StubVendor();
        library = new Library(
                builder -> builder.retries(RetryPolicy.NONE)
                        .modelCatalog(PRICES)
                        .limits(RequestLimits.NONE.withMaxTokens(500)),
                vendor);
        acme = library.tenant("acme");
        Library.connect(acme, "openai", Canary.make(), vendor);
    }

    @AfterEach
    void close() {
        library.close();
        vendor.close();
    }

    @Test
    void whatMayCostTooMuchIsRefusedWithBothFiguresAndNothingIsSent() {
        // 16 for the request, 8 for the message and 2 for "Hi" are 26 tokens in; 74 may come out
        ByokException failure = Failures.expect(
                ErrorCode.COST_LIMIT_EXCEEDED,
                () -> call("openai/dear").maxTokens(74).send());

        assertThat(failure.summary()).isEqualTo("the request may cost up to $0.1, and the limit is $0.01");
        assertThat(failure.hint()).isPresent();
        assertThat(vendor.requests()).isEmpty();
        assertThat(failure.receipt().orElseThrow().attempts())
                .extracting(Attempt::sent)
                .containsExactly(false);
    }

    @Test
    void aChainGoesOnToACheaperRoute() {
        ChatResponse answer = call("openai/dear").fallback("openai/cheap").send();

        assertThat(answer.receipt().attempts())
                .extracting(Attempt::error)
                .containsExactly(ErrorCode.COST_LIMIT_EXCEEDED, null);
        assertThat(vendor.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.getBody().utf8()).contains("\"model\":\"cheap\""));
    }

    @Test
    void anUnknownPricePassesUnlessItMustNot() {
        assertThat(call("openai/unpriced").send().receipt().cost()).isEmpty();

        Failures.expect(
                ErrorCode.COST_LIMIT_EXCEEDED,
                () -> call("openai/unpriced")
                        .limits(ONE_CENT.refusingUnknownPrice())
                        .send());

        assertThat(vendor.requests()).hasSize(1);
    }

    @Test
    void aCallCanOnlyMakeALimitStricter() {
        acme.chat().model("openai/dear").user("Hi").send();
        acme.chat()
                .model("openai/dear")
                .user("Hi")
                .maxTokens(9_000)
                .limits(RequestLimits.NONE.withMaxTokens(8_000))
                .send();
        acme.chat().model("openai/dear").user("Hi").maxTokens(7).send();

        assertThat(vendor.requests())
                .extracting(request -> request.getBody().utf8().replaceAll(".*(max_[a-z_]+\":[0-9]+).*", "$1"))
                .containsExactly(
                        "max_completion_tokens\":500", "max_completion_tokens\":500", "max_completion_tokens\":7");
    }

    @Test
    void aConversationThatIsTooLongGoesToALargerModelOnly() {
        vendor.answering(request -> request.getBody().utf8().contains("\"model\":\"cheap\"")
                ? Answers.hello()
                : Answers.json(
                        400,
                        "{\"error\":{\"message\":\"too long\",\"type\":\"invalid_request_error\","
                                + "\"code\":\"context_length_exceeded\"}}"));

        ChatResponse answer = acme.chat()
                .model("openai/dear")
                .fallback("openai/unpriced", "openai/cheap")
                .user("Hi")
                .send();

        assertThat(answer.receipt().attempts()).extracting(Attempt::model).containsExactly("dear", "cheap");
    }

    private ChatCall call(String model) {
        return acme.chat().model(model).limits(ONE_CENT).user("Hi");
    }
}
