package dev.byok.internal.routing;

import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.spi.Provider;
import dev.byok.spi.StoredCredential;

/** Why a step has no route. */
final class Unkeyed {

    private Unkeyed() {}

    static ByokException noKey(Provider provider, boolean named) {
        String name = provider.info().name();
        return noKey(
                provider,
                named ? "no key of " + name + " is connected under that label" : "no key is connected for " + name,
                "connect one with tenant.credentials().connect(…)");
    }

    static ByokException noKeyOfOurs(Provider provider) {
        return noKey(
                provider,
                "the application has no key of " + provider.info().name() + " for this call",
                "this call may use the application's keys only");
    }

    static ByokException dormant(Provider provider) {
        return noKey(
                provider,
                "the tenant's own keys lie dormant, because its mode is managed",
                "set the mode to byok with tenant.settings().update(…)");
    }

    static ByokException notInUse(Provider provider, StoredCredential row) {
        return ByokException.of(ErrorCode.NO_API_KEY, "this key is " + (row.connected() ? "disabled" : "disconnected"))
                .provider(provider.info().id())
                .credentialId(row.id())
                .hint("enable it, or connect its provider again under the same label")
                .build();
    }

    static ByokException noModel(Provider provider) {
        return ByokException.of(
                        ErrorCode.INVALID_REQUEST,
                        provider.info().name() + " has no default model, and the call names none")
                .provider(provider.info().id())
                .hint("write " + provider.info().id() + "/ and the vendor's model id")
                .build();
    }

    static ByokException notAllowed(Provider provider, StoredCredential row) {
        return ByokException.of(ErrorCode.MODEL_NOT_FOUND, "this key may not be used for the model")
                .provider(provider.info().id())
                .credentialId(row.id())
                .hint("allowedModels in the tenant's settings says which models it may be used for")
                .build();
    }

    private static ByokException noKey(Provider provider, String message, String hint) {
        return ByokException.of(ErrorCode.NO_API_KEY, message)
                .provider(provider.info().id())
                .hint(hint)
                .build();
    }
}
