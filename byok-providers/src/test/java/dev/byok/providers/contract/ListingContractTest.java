package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.Listing;
import dev.byok.providers.spec.MalformedReply;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** How every vendor's models and voices are listed, page by page. */
final class ListingContractTest {

    @EachVendor("models")
    void listsTheModels(Contract contract) {
        contract.gaps()
                .hold(
                        "models",
                        () -> lists(contract, "models", contract.vendor().models(), AsJson::of));
    }

    @EachVendor("voices")
    void listsTheVoices(Contract contract) {
        contract.gaps()
                .hold(
                        "voices",
                        () -> lists(contract, "voices", contract.vendor().voices(), AsJson::of));
    }

    @EachVendor("models")
    void refusesWhatIsNoListOfModels(Contract contract) {
        refuses(contract, contract.vendor().models());
    }

    @EachVendor("voices")
    void refusesWhatIsNoListOfVoices(Contract contract) {
        refuses(contract, contract.vendor().voices());
    }

    private static <T> void lists(Contract contract, String folder, Listing<T> listing, Function<T, JsonNode> form) {
        List<T> items = new ArrayList<>();
        String cursor = null;
        for (HttpFile page : HttpFile.readAll(contract.file(folder, "pages.http"))) {
            HttpCall call = listing.page(FakeKeys.fields(contract), cursor);
            assertThat(call.method() + " " + call.path()).isEqualTo(page.required("request"));

            Listing.Page<T> read =
                    listing.read(FakeKeys.fields(contract), ChatContractTest.padded(page.json()), cursor);

            items.addAll(read.items());
            cursor = read.next();
        }
        assertThat(cursor).as("what follows the last page").isNull();
        assertThat((JsonNode) AsJson.list(items, form)).isEqualTo(AsJson.file(contract.file(folder, "then.json")));
    }

    private static void refuses(Contract contract, Listing<?> listing) {
        for (String reply : List.of("{}", "null", "\"none\"", "[{}]", "{\"data\":[{}]}", "{\"voices\":[{}]}")) {
            assertThatThrownBy(() -> listing.read(FakeKeys.fields(contract), Json.readOrNull(reply), null))
                    .as(reply)
                    .isInstanceOf(MalformedReply.class);
        }
    }
}
