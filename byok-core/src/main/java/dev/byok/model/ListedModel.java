package dev.byok.model;

import java.util.Objects;

/**
 * A model that a tenant can use.
 *
 * @param reference what a call names to get it with this very credential, for example {@code openai/gpt-4o} or
 *     {@code openai@Acme shared/gpt-4o}
 * @param info what is known about it: what the vendor's list tells, and for the rest the catalogue
 * @param starred whether the tenant has starred it
 */
public record ListedModel(String reference, ModelInfo info, boolean starred) {

    /** Checks that the parts are given. */
    public ListedModel {
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(info, "info");
    }
}
