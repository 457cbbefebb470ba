package dev.byok;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorCodeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    UNSUPPORTED_PROVIDER   | unsupported_provider      | 400 | NO           | NO
                    INVALID_FIELDS         | invalid_fields            | 400 | NO           | NO
                    PLAN_BLOCKS_BYOK       | plan_blocks_byok          | 403 | NO           | NO
                    NO_API_KEY             | no_api_key                | 403 | NO           | YES
                    PROVIDER_DISABLED      | provider_disabled         | 403 | NO           | YES
                    E2E_LOCKED             | e2e_locked                | 403 | NO           | YES
                    AUTH_FAILED            | BYOK_AUTH_FAILED          | 401 | NO           | YES
                    PERMISSION_DENIED      | permission_denied         | 403 | NO           | YES
                    QUOTA_EXCEEDED         | BYOK_QUOTA_EXCEEDED       | 402 | NO           | YES
                    RATE_LIMITED           | rate_limited              | 429 | WHEN_TOLD    | YES
                    MODEL_NOT_FOUND        | BYOK_MODEL_NOT_FOUND      | 404 | NO           | YES
                    ENDPOINT_UNREACHABLE   | BYOK_ENDPOINT_UNREACHABLE | 502 | ONCE         | YES
                    PROVIDER_UNAVAILABLE   | provider_unavailable      | 503 | WITH_BACKOFF | YES
                    TIMEOUT                | timeout                   | 504 | NO           | YES
                    INVALID_REQUEST        | invalid_request           | 400 | NO           | NO
                    CONTEXT_TOO_LONG       | context_too_long          | 400 | NO           | LARGER_CONTEXT
                    CONTENT_BLOCKED        | content_blocked           | 422 | NO           | NO
                    COST_LIMIT_EXCEEDED    | cost_limit_exceeded       | 402 | NO           | CHEAPER
                    TIMESTAMPS_UNAVAILABLE | timestamps_unavailable    | 503 | NO           | NO
                    ENDPOINT_NOT_ALLOWED   | endpoint_not_allowed      | 400 | NO           | NO
                    BAD_RESPONSE           | bad_response              | 502 | ONCE         | YES
                    INCOMPLETE             | incomplete_response       | 502 | NO           | NO
                    UNSUPPORTED_CAPABILITY | unsupported_capability    | 400 | NO           | YES
                    UNDECRYPTABLE          | undecryptable_credential  | 500 | NO           | YES
                    CONFLICT               | conflict                  | 409 | NO           | NO
                    NOT_FOUND              | not_found                 | 404 | NO           | NO
                    CONFIGURATION          | configuration             | 500 | NO           | NO
                    CANCELLED              | cancelled                 | 499 | NO           | NO
                    """)
    void decidesAsTheRouterExpects(
            ErrorCode code, String id, int httpStatus, ErrorCode.Again again, ErrorCode.NextRoute nextRoute) {
        assertThat(code.id()).isEqualTo(id);
        assertThat(code.httpStatus()).isEqualTo(httpStatus);
        assertThat(code.again()).isEqualTo(again);
        assertThat(code.nextRoute()).isEqualTo(nextRoute);
    }

    @Test
    void hasTwentyEightCodesWithDistinctIds() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::id))
                .hasSize(28)
                .doesNotHaveDuplicates();
    }
}
