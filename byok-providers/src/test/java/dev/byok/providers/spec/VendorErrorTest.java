package dev.byok.providers.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VendorErrorTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            {"error":{"message":"m","type":"t","code":"c"}}                 | t | c | m
            {"type":"error","error":{"type":"t","message":"m"}}             | t | `` | m
            {"error":{"type":"t","message":"m","details":{"error_code":"c"}}} | t | c | m
            {"error":{"code":429,"message":"m","metadata":{"error_type":"t"}}} | t | `` | m
            {"error":{"code":400,"message":"m","status":"INVALID_ARGUMENT"}} | `` | INVALID_ARGUMENT | m
            {"error":{"code":1113,"message":"m"}}                           | `` | 1113 | m
            {"error":"m","code":"c"}                                        | `` | c | m
            {"detail":{"status":"c","message":"m"}}                         | `` | c | m
            {"detail":{"error":"Unauthorized","msg":"m","type":"t"}}        | t | `` | m
            {"detail":"m"}                                                  | `` | `` | m
            {"detail":[{"msg":"m","type":"t"}]}                             | t | `` | m
            [{"error":{"message":"m","code":"c"}}]                          | `` | c | m
            {"message":"m","code":"c"}                                      | `` | c | m
            {"error":"c","error_description":"m"}                           | `` | c | m
            {"__type":"com.amazon#t","Message":"m"}                         | t | `` | m
            {"base_resp":{"status_code":1004,"status_msg":"m"}}             | `` | 1004 | m
            {"fault":{"faultstring":"m","detail":{"errorcode":"x"}}}        | `` | `` | m
            {"ok":false,"error_code":400,"description":"m"}                 | `` | `` | m
            {"error":{"code":400,"message":"m","status":"t","details":[{"x":1},{"reason":"c"}]}} | t | c | m
            {"message":{"detail":[{"type":"extra_forbidden","msg":"m"}]},"type":"t"} | t | `` | m
            {"error":{"code":"c","message":["m"]}}                          | `` | c | m
            {"promptFeedback":{"blockReason":"c","blockReasonMessage":"m"}} | `` | c | m
            "m"                                                             | `` | `` | m
            {"error":null,"message":"m"}                                    | `` | `` | m
            {"error":{"message":{"nested":"m"},"code":null}}                | `` | `` | ``
            {}                                                              | `` | `` | ``
            """)
    void readsEveryShape(String body, String type, String code, String message) {
        VendorError error = VendorError.read(400, Json.readOrNull(body));

        assertThat(error.type()).isEqualTo(type);
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.message()).isEqualTo(message);
        assertThat(error.structured()).isTrue();
        assertThat(error.status()).isEqualTo(400);
    }

    @Test
    void takesTheStatusOutOfABodyThatCameWithSuccess() {
        assertThat(VendorError.read(0, Json.readOrNull("{\"error\":{\"code\":429}}"))
                        .status())
                .isEqualTo(429);
        assertThat(VendorError.read(0, Json.readOrNull("{\"error\":{\"code\":\"c\",\"status_code\":400}}"))
                        .status())
                .isEqualTo(400);
        assertThat(VendorError.read(0, Json.readOrNull("{\"error\":{\"code\":1113}}"))
                        .status())
                .isZero();
        assertThat(VendorError.read(401, Json.readOrNull("{\"error\":{\"code\":429}}"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void isNotStructuredWithoutJson() {
        VendorError error = VendorError.read(502, null);

        assertThat(error.structured()).isFalse();
        assertThat(error.label()).isNull();
    }
}
