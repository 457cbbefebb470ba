package dev.byok;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.credential.FieldFault;
import dev.byok.routing.Receipt;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ByokExceptionTest {

    private static final FieldFault FAULT = new FieldFault("api_key", FieldFault.Kind.MISSING, "is missing");

    private final ByokException full = ByokException.of(ErrorCode.RATE_LIMITED, "OpenAI asks to wait")
            .provider("openai")
            .credentialId("tp_1")
            .vendorStatus(429)
            .vendorCode("rate_limit_exceeded")
            .requestId("req_1")
            .retryAfter(Duration.ofSeconds(2))
            .hint("try again in 2 seconds")
            .faults(List.of(FAULT))
            .receipt(new Receipt("acme", List.of()))
            .build();

    @Test
    void saysSummaryHintAndCodeOnOneLine() {
        assertThat(full).hasMessage("OpenAI asks to wait (try again in 2 seconds) [rate_limited]");
        assertThat(full.summary()).isEqualTo("OpenAI asks to wait");
        assertThat(full).hasNoCause().hasNoSuppressedExceptions();
    }

    @Test
    void saysNothingAboutWhatIsNotKnown() {
        ByokException bare = ByokException.of(ErrorCode.AUTH_FAILED, "refused").build();

        assertThat(bare).hasMessage("refused [BYOK_AUTH_FAILED]");
        assertThat(bare.provider()).isEmpty();
        assertThat(bare.credentialId()).isEmpty();
        assertThat(bare.vendorStatus()).isEmpty();
        assertThat(bare.vendorCode()).isEmpty();
        assertThat(bare.requestId()).isEmpty();
        assertThat(bare.retryAfter()).isEmpty();
        assertThat(bare.hint()).isEmpty();
        assertThat(bare.faults()).isEmpty();
        assertThat(bare.receipt()).isEmpty();
    }

    @Test
    void copiesEverythingToABuilder() {
        assertThat(full.toBuilder().build())
                .usingRecursiveComparison()
                .ignoringFields("stackTrace", "suppressedExceptions", "cause")
                .isEqualTo(full);
    }

    @Test
    void survivesJavaSerialisationWithoutFaultsAndReceipt() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(full);
        }
        ByokException read;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            read = (ByokException) in.readObject();
        }

        assertThat(read).hasMessage(full.getMessage());
        assertThat(read.code()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(read.retryAfter()).contains(Duration.ofSeconds(2));
        assertThat(read.faults()).isEmpty();
        assertThat(read.receipt()).isEmpty();
    }
}
