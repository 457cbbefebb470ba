package dev.byok.providers.http;

import dev.byok.ByokException;
import dev.byok.credential.Secret;
import dev.byok.providers.spec.Auth;
import dev.byok.providers.spec.LiveCheck;
import dev.byok.providers.spec.VendorBuilder;
import dev.byok.providers.spec.VendorSpec;
import dev.byok.spi.CallContext;
import dev.byok.spi.Cancellation;
import dev.byok.spi.Field;
import dev.byok.spi.ProviderCredential;
import dev.byok.spi.Timeouts;
import dev.byok.spi.ValidationResult;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A made-up vendor, its credentials, and calls with limits that no test reaches unless it wants to. */
public final class TestVendors {

    /** A key in the shape of a key. */
    public static final String KEY = "sk-FAKE-Zq8vTn3xWb5Lk7Rd2Hf9";

    /** Far longer than any test takes. */
    public static final Duration LONG = Duration.ofSeconds(60);

    private TestVendors() {}

    /** A vendor at a base URL of its own. */
    public static VendorSpec at(String baseUrl) {
        return acme().baseUrl(baseUrl).build();
    }

    /** A vendor without a base URL. */
    public static VendorBuilder acme() {
        return VendorSpec.of("acme", "Acme")
                .field(Field.secret("api_key", "API key"))
                .auth(Auth.bearer("api_key"))
                .check(LiveCheck.get("check", json -> ValidationResult.valid("The key works.")));
    }

    /** A credential with a key. */
    public static ProviderCredential.Builder credential(String key) {
        return ProviderCredential.builder("acme").id("cred_1").secret("api_key", Secret.of(key));
    }

    /** The vendor with the usual key. */
    public static Target target(VendorSpec vendor) {
        return new Target(vendor, credential(KEY).build());
    }

    /** A call that has time. */
    public static CallContext context() {
        return context(new Cancellation());
    }

    /** A call that has time and may be cancelled. */
    public static CallContext context(Cancellation cancellation) {
        return CallContext.starting(new Timeouts(LONG, LONG, LONG), cancellation);
    }

    /** A call with limits. */
    public static CallContext within(Duration connect, Duration firstContent, Duration total) {
        return CallContext.starting(new Timeouts(connect, firstContent, total), new Cancellation());
    }

    /** What a call fails with: an exception of this library, without a foreign one in it and without the key. */
    public static ByokException failure(ThrowingCallable call) {
        Throwable thrown = Assertions.catchThrowable(call);
        Assertions.assertThat(thrown).isInstanceOf(ByokException.class).hasNoCause();
        Assertions.assertThat(thrown.getSuppressed()).isEmpty();
        Assertions.assertThat(thrown.toString()).doesNotContain(KEY, "Zq8vTn", "2Hf9");
        return (ByokException) thrown;
    }
}
