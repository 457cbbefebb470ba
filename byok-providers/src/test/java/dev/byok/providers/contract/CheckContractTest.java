package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.model.ModelInfo;
import dev.byok.providers.spec.Auth;
import dev.byok.spi.ValidationResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How every vendor is asked about a key, and what its answers mean; refusals are among the errors. */
final class CheckContractTest {

    @RegisterExtension
    static final Loopback SERVER = new Loopback();

    @EachVendor(EachVendor.CHECK)
    void readsTheAnswers(Contract contract) {
        assertThat(contract.file("check", "valid.http")).exists();
        for (Path file : contract.files("check", ".http")) {
            contract.gaps().hold("check/" + file.getFileName(), () -> readsTheAnswer(contract, file));
        }
    }

    private static void readsTheAnswer(Contract contract, Path file) {
        List<HttpFile> replies = HttpFile.readAll(file);
        replies.forEach(SERVER::reply);

        ValidationResult result = SERVER.check(contract);

        HttpFile first = replies.get(0);
        assertThat(result.verdict().name()).as(first.name()).isEqualTo(first.required("verdict"));
        assertThat(result.code().map(Enum::name)).as(first.name()).isEqualTo(first.note("code"));
        assertThat(result.accountName()).as(first.name()).isEqualTo(first.note("account"));
        assertThat(ids(result)).as(first.name()).isEqualTo(first.note("models"));
        for (HttpFile reply : replies) {
            RecordedRequest request = SERVER.taken();
            String[] expected = reply.required("request").split(" ", 2);
            assertThat(request.getMethod()).isEqualTo(expected[0]);
            assertThat(path(contract, request, expected[1])).isEqualTo(expected[1]);
        }
        assertThat(SERVER.untaken()).isZero();
    }

    // a path that is not below the base URL is written with a slash
    private static String path(Contract contract, RecordedRequest request, String expected) {
        return expected.startsWith("/") ? request.getTarget() : below(contract, request);
    }

    /** The path of a request below the vendor's base URL. */
    static String below(Contract contract, RecordedRequest request) {
        String base = SERVER.baseUrl(contract).substring(SERVER.origin().length());
        String target = withoutKey(contract, request);
        assertThat(target).startsWith(base + "/");
        return target.substring(base.length() + 1);
    }

    /** The path of a request without the segment of a vendor that has the key there. */
    static String withoutKey(Contract contract, RecordedRequest request) {
        if (!(contract.vendor().auth() instanceof Auth.Path path)) {
            return request.getTarget();
        }
        String segment = "/" + path.prefix() + FakeKeys.of(contract) + "/";
        assertThat(request.getTarget()).containsOnlyOnce(segment);
        return request.getTarget().replace(segment, "/");
    }

    private static Optional<String> ids(ValidationResult result) {
        return result.models().isEmpty()
                ? Optional.empty()
                : Optional.of(result.models().stream().map(ModelInfo::id).collect(Collectors.joining(", ")));
    }
}
