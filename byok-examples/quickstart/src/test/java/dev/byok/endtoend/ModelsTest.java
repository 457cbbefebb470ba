package dev.byok.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.ErrorCode;
import dev.byok.Tenant;
import dev.byok.chat.ChatResponse;
import dev.byok.credential.CredentialInput;
import dev.byok.model.ListedModel;
import dev.byok.model.ModelGroup;
import dev.byok.model.ModelInfo;
import dev.byok.model.ModelSpeed;
import dev.byok.testkit.Canary;
import dev.byok.testkit.Failures;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which models a tenant can pick from, and where what is known about them comes from. */
class ModelsTest {

    private static final String OPENAI = """
            {"object":"list","data":[{"id":"gpt-4o","object":"model"},{"id":"gpt-tuned-by-acme","object":"model"}]}
            """;

    private StubVendor vendor;
    private Library library;
    private Tenant acme;
    private String row;

    @BeforeEach
    void start() throws Exception {
        vendor = new StubVendor().answering(ModelsTest::answer);
        library = new Library(vendor);
        acme = library.tenant("acme");
        row = Library.connect(acme, "openai", Canary.make(), vendor).id();
    }

    @AfterEach
    void close() {
        library.close();
        vendor.close();
    }

    @Test
    void beforeAVendorWasAskedTheCatalogueAnswers() {
        ModelGroup group = acme.models().list().get(0);

        assertThat(group.listedAt()).isEmpty();
        assertThat(ids(group)).contains("gpt-4o", "gpt-4o-mini").doesNotContain("gpt-tuned-by-acme");
        assertThat(vendor.requests()).isEmpty();
    }

    @Test
    void aSuccessfulTestBringsTheVendorsListAndTheCatalogueFillsItUp() {
        acme.credentials().test(row);

        ModelGroup group = acme.models().list().get(0);
        assertThat(group.credentialId()).isEqualTo(row);
        assertThat(group.listedAt()).isPresent();
        assertThat(ids(group)).containsExactly("gpt-4o", "gpt-tuned-by-acme");
        ModelInfo known = group.models().get(0).info();
        assertThat(known.inputPrice())
                .hasValueSatisfying(price -> assertThat(price).isEqualByComparingTo("2.5"));
        assertThat(known.speed()).contains(ModelSpeed.FAST);
        ModelInfo unknown = group.models().get(1).info();
        assertThat(unknown.inputPrice()).isEmpty();
        assertThat(unknown.contextWindow()).isEmpty();
        assertThat(unknown.isFree()).isFalse();
    }

    @Test
    void aRenewedKeyIsAskedAnew() {
        acme.credentials().test(row);
        acme.credentials()
                .rotate(
                        row,
                        Map.of("api_key", Canary.make().onlyFor(vendor.host()).value()));

        assertThat(acme.models().list().get(0).listedAt()).isEmpty();
        assertThat(ids(acme.models().refresh(row))).containsExactly("gpt-4o", "gpt-tuned-by-acme");
        assertThat(acme.models().list().get(0).listedAt()).isPresent();
    }

    @Test
    void aSearchGoesOverAllCredentialsByLabel() {
        acme.credentials()
                .connect(CredentialInput.of("openai")
                        .label("Tuned")
                        .field("api_key", Canary.make().onlyFor(vendor.host()).value())
                        .field("base_url", vendor.baseUrl()));
        acme.credentials().list().forEach(view -> acme.credentials().test(view.id()));

        List<ModelGroup> found = acme.models().search("TUNED acme");

        assertThat(found).extracting(ModelGroup::label).containsExactlyInAnyOrder(label(row), "Tuned");
        assertThat(found)
                .flatExtracting(ModelGroup::models)
                .extracting(ListedModel::reference)
                .containsExactlyInAnyOrder("openai/gpt-tuned-by-acme", "openai@Tuned/gpt-tuned-by-acme");
        assertThat(acme.models().search("no such model")).isEmpty();
    }

    @Test
    void starredModelsComeFirst() {
        acme.credentials().test(row);

        acme.models().star("openai/gpt-tuned-by-acme");
        assertThat(ids(acme.models().list().get(0))).containsExactly("gpt-tuned-by-acme", "gpt-4o");
        assertThat(acme.models().list().get(0).models())
                .extracting(ListedModel::starred)
                .containsExactly(true, false);
        assertThat(library.tenant("other").settings().get().starredModels()).isEmpty();

        acme.models().unstar("openai/gpt-tuned-by-acme");
        assertThat(ids(acme.models().list().get(0))).containsExactly("gpt-4o", "gpt-tuned-by-acme");
        Failures.expect(ErrorCode.UNSUPPORTED_PROVIDER, () -> acme.models().star("nobody/gpt-4o"));
    }

    @Test
    void aCredentialThatIsNotInUseHasNoModels() {
        acme.credentials().disable(row);

        assertThat(acme.models().list()).isEmpty();
        Failures.expect(ErrorCode.NOT_FOUND, () -> acme.models().refresh("tp_nobody"));
    }

    /** A price in the vendor's own list wins over the catalogue's. */
    @Test
    void theVendorsOwnPriceIsTheOneThatCounts() {
        String router = Library.connect(acme, "openrouter", Canary.make("sk-or-v1-"), vendor)
                .id();
        acme.models().refresh(router);

        ChatResponse answer =
                acme.chat().model("openrouter/acme/own").user("Hi").send();

        assertThat(answer.receipt().cost()).contains(new BigDecimal("0.13"));
    }

    private String label(String credential) {
        return acme.credentials().get(credential).label();
    }

    private static List<String> ids(ModelGroup group) {
        return group.models().stream().map(model -> model.info().id()).toList();
    }

    private static MockResponse answer(RecordedRequest request) {
        String target = request.getTarget();
        if (request.getMethod().equals("POST")) {
            return Answers.json(200, """
                    {"id":"1","object":"chat.completion","model":"acme/own",
                     "choices":[{"index":0,"message":{"role":"assistant","content":"Hello."},"finish_reason":"stop"}],
                     "usage":{"prompt_tokens":9,"completion_tokens":2,"total_tokens":11}}
                    """);
        }
        assertThat(target).contains("/models");
        boolean router =
                String.valueOf(request.getHeaders().get("Authorization")).contains("sk-or-v1-");
        return Answers.json(
                200,
                router
                        ? "{\"data\":[{\"id\":\"acme/own\",\"name\":\"Own\",\"pricing\":{\"prompt\":\"0.01\","
                                + "\"completion\":\"0.02\"}}]}"
                        : OPENAI);
    }
}
