package dev.byok;

/**
 * What went wrong, in the terms a router and a person need. Every {@link ByokException} has exactly one.
 *
 * <p>{@link #id()} is the stable text for JSON and logs. {@link #httpStatus()} is the status a gateway would answer
 * with, not the vendor's.
 */
public enum ErrorCode {
    /** No provider with that id or alias is known to this client. */
    UNSUPPORTED_PROVIDER("unsupported_provider", 400, Again.NO, NextRoute.NO),
    /** Fields of a credential are unknown, missing or malformed; the exception lists every one. */
    INVALID_FIELDS("invalid_fields", 400, Again.NO, NextRoute.NO),
    /** The application's plan policy does not let this tenant use own keys here. */
    PLAN_BLOCKS_BYOK("plan_blocks_byok", 403, Again.NO, NextRoute.NO),
    /** There is no usable key for the provider. */
    NO_API_KEY("no_api_key", 403, Again.NO, NextRoute.YES),
    /** The tenant switched the provider off. */
    PROVIDER_DISABLED("provider_disabled", 403, Again.NO, NextRoute.YES),
    /** The key is end-to-end encrypted and was not unlocked for this call. */
    E2E_LOCKED("e2e_locked", 403, Again.NO, NextRoute.YES),
    /** The vendor says that the key is wrong, revoked or expired. */
    AUTH_FAILED("BYOK_AUTH_FAILED", 401, Again.NO, NextRoute.YES),
    /** The key is live but may not do this. */
    PERMISSION_DENIED("permission_denied", 403, Again.NO, NextRoute.YES),
    /** Billing, credit or plan of the vendor account is used up. */
    QUOTA_EXCEEDED("BYOK_QUOTA_EXCEEDED", 402, Again.NO, NextRoute.YES),
    /** Too many requests or tokens in a short time. */
    RATE_LIMITED("rate_limited", 429, Again.WHEN_TOLD, NextRoute.YES),
    /** The vendor does not have the model, or not for this key. */
    MODEL_NOT_FOUND("BYOK_MODEL_NOT_FOUND", 404, Again.NO, NextRoute.YES),
    /** Name resolution, connection or TLS failed. */
    ENDPOINT_UNREACHABLE("BYOK_ENDPOINT_UNREACHABLE", 502, Again.ONCE, NextRoute.YES),
    /** The vendor is down, overloaded or at capacity. */
    PROVIDER_UNAVAILABLE("provider_unavailable", 503, Again.WITH_BACKOFF, NextRoute.YES),
    /** One of the three time limits passed: connect, first content, total. */
    TIMEOUT("timeout", 504, Again.NO, NextRoute.YES),
    /** The request itself is wrong and would be wrong anywhere. */
    INVALID_REQUEST("invalid_request", 400, Again.NO, NextRoute.NO),
    /** The conversation does not fit the model's context window. */
    CONTEXT_TOO_LONG("context_too_long", 400, Again.NO, NextRoute.LARGER_CONTEXT),
    /** The vendor refused the content. */
    CONTENT_BLOCKED("content_blocked", 422, Again.NO, NextRoute.NO),
    /** The estimated cost is above the tenant's limit for one request. */
    COST_LIMIT_EXCEEDED("cost_limit_exceeded", 402, Again.NO, NextRoute.CHEAPER),
    /** No word times could be had for the audio. */
    TIMESTAMPS_UNAVAILABLE("timestamps_unavailable", 503, Again.NO, NextRoute.NO),
    /** The endpoint's address is refused by the endpoint policy. */
    ENDPOINT_NOT_ALLOWED("endpoint_not_allowed", 400, Again.NO, NextRoute.NO),
    /** The reply cannot be read: HTML, broken JSON, too large, empty. */
    BAD_RESPONSE("bad_response", 502, Again.ONCE, NextRoute.YES),
    /** A stream was cut or stalled after content had been handed out. */
    INCOMPLETE("incomplete_response", 502, Again.NO, NextRoute.NO),
    /** The provider cannot do what was asked for. */
    UNSUPPORTED_CAPABILITY("unsupported_capability", 400, Again.NO, NextRoute.YES),
    /** A stored key does not open: moved, damaged, or sealed with a key that is gone. */
    UNDECRYPTABLE("undecryptable_credential", 500, Again.NO, NextRoute.YES),
    /** Somebody else changed the row first. */
    CONFLICT("conflict", 409, Again.NO, NextRoute.NO),
    /** There is no such credential for this tenant. */
    NOT_FOUND("not_found", 404, Again.NO, NextRoute.NO),
    /** The application set something up wrongly. */
    CONFIGURATION("configuration", 500, Again.NO, NextRoute.NO),
    /** The caller cancelled. */
    CANCELLED("cancelled", 499, Again.NO, NextRoute.NO);

    /** Whether the same route may be tried again. */
    public enum Again {
        /** Never: the answer would be the same, or content was already handed out. */
        NO,
        /** One more time. */
        ONCE,
        /** After the time the vendor named, when it is short enough. */
        WHEN_TOLD,
        /** With jittered, growing pauses. */
        WITH_BACKOFF
    }

    /** Whether the next route of a fallback list may be tried. */
    public enum NextRoute {
        /** No: it would fail there too, or somebody has to decide. */
        NO,
        /** Yes. */
        YES,
        /** Only on a model with a larger context window. */
        LARGER_CONTEXT,
        /** Only on a cheaper route. */
        CHEAPER
    }

    private final String id;
    private final int httpStatus;
    private final Again again;
    private final NextRoute nextRoute;

    ErrorCode(String id, int httpStatus, Again again, NextRoute nextRoute) {
        this.id = id;
        this.httpStatus = httpStatus;
        this.again = again;
        this.nextRoute = nextRoute;
    }

    /** {@return the stable text for JSON and logs} */
    public String id() {
        return id;
    }

    /** {@return the HTTP status that a gateway would answer with} */
    public int httpStatus() {
        return httpStatus;
    }

    /** {@return whether the same route may be tried again} */
    public Again again() {
        return again;
    }

    /** {@return whether the next route of a fallback list may be tried} */
    public NextRoute nextRoute() {
        return nextRoute;
    }
}
