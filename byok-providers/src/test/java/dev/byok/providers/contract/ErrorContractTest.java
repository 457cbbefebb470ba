package dev.byok.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.providers.contract.EachErrorFixture.Case;
import dev.byok.spi.Capability;
import dev.byok.spi.ValidationResult;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What every vendor's documented errors mean, for a call and for the check of a key. */
final class ErrorContractTest {

    private static final List<String> REQUIRED = List.of("invalid-key", "rate-limited");
    private static final List<String> REQUIRED_FOR_CHAT = List.of("model-not-found", "context-too-long", "overloaded");

    /** What every vendor has a fixture for, or a gap that says why it cannot be told. */
    private static final List<ErrorCode> KINDS = List.of(
            ErrorCode.AUTH_FAILED,
            ErrorCode.PERMISSION_DENIED,
            ErrorCode.QUOTA_EXCEEDED,
            ErrorCode.RATE_LIMITED,
            ErrorCode.MODEL_NOT_FOUND,
            ErrorCode.CONTEXT_TOO_LONG,
            ErrorCode.PROVIDER_UNAVAILABLE,
            ErrorCode.CONTENT_BLOCKED);

    private static final List<ErrorCode> MESSAGE_KINDS = List.of(
            ErrorCode.AUTH_FAILED,
            ErrorCode.PERMISSION_DENIED,
            ErrorCode.QUOTA_EXCEEDED,
            ErrorCode.RATE_LIMITED,
            ErrorCode.PROVIDER_UNAVAILABLE,
            ErrorCode.INVALID_REQUEST,
            ErrorCode.CONTENT_BLOCKED);

    @RegisterExtension
    static final Loopback SERVER = new Loopback();

    @EachVendor
    void documentsTheUsualErrors(Contract contract) {
        for (String error : REQUIRED) {
            contract.gaps().hold("errors/" + error, () -> HttpFile.read(contract.file("errors", error + ".http")));
        }
        if (contract.can(Capability.CHAT)) {
            for (String error : REQUIRED_FOR_CHAT) {
                contract.gaps().hold("errors/" + error, () -> HttpFile.read(contract.file("errors", error + ".http")));
            }
        }
    }

    @EachVendor("chat")
    void coversEveryKindOfError(Contract contract) {
        covers(contract, KINDS);
    }

    @EachVendor("messages")
    void coversEveryKindOfErrorOfMessages(Contract contract) {
        covers(contract, MESSAGE_KINDS);
    }

    private static void covers(Contract contract, List<ErrorCode> kinds) {
        Set<String> covered = contract.files("errors", ".http").stream()
                .map(file -> HttpFile.read(file).required("code"))
                .collect(Collectors.toSet());
        for (ErrorCode code : kinds) {
            contract.gaps().hold("errors/" + code, () -> assertThat(covered).contains(code.name()));
        }
    }

    @EachErrorFixture
    void failsACallWithTheCode(Contract contract, Case fixture) {
        contract.gaps().hold("errors/" + fixture, () -> {
            HttpFile reply = fixture.reply();
            SERVER.reply(reply);

            ByokException failure = catchThrowableOfType(ByokException.class, () -> SERVER.call(contract));

            assertThat(failure.code().name()).isEqualTo(reply.required("code"));
            assertThat(failure.provider()).contains(contract.id());
            assertThat(failure.vendorCode()).isEqualTo(reply.note("vendor-code"));
            assertThat(failure.requestId()).isEqualTo(reply.note("request-id"));
            assertThat(failure.retryAfter().map(Object::toString)).isEqualTo(reply.note("retry-after"));
            reply.note("hint").ifPresent(hint -> assertThat(failure.hint()).contains(hint));
            if (reply.status() >= 400) {
                assertThat(failure.vendorStatus()).hasValue(reply.status());
            }
        });
    }

    @EachErrorFixture
    void givesACheckTheVerdict(Contract contract, Case fixture) {
        if (!contract.isChecked()) {
            return;
        }
        contract.gaps().hold("errors/" + fixture, () -> {
            HttpFile reply = fixture.reply();
            SERVER.reply(reply);
            // a wrong path is looked for elsewhere too, and found nowhere
            SERVER.reply(reply);
            SERVER.reply(reply);

            ValidationResult result = SERVER.check(contract);

            assertThat(result.verdict().name()).isEqualTo(reply.required("verdict"));
            assertThat(result.code().map(Enum::name)).contains(reply.required("code"));
            assertThat(result.message()).isNotBlank();
            assertThat(result.suggestions()).isEmpty();
        });
    }
}
