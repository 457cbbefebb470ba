package dev.byok.sealing;

import dev.byok.ErrorCode;

/**
 * A row that could not be sealed anew.
 *
 * @param tenant the tenant
 * @param credential the row's id
 * @param code why
 * @param reason one sentence for the operator; it names ids and never content
 */
public record ResealFailure(String tenant, String credential, ErrorCode code, String reason) {}
