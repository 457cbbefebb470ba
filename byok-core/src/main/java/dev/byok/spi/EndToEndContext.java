package dev.byok.spi;

/**
 * Where an end-to-end encrypted secret belongs. Every part of it is authenticated, so that a text which was moved does
 * not open.
 *
 * @param tenant the tenant's id
 * @param credential the row's id
 * @param provider the provider's id
 * @param field the field's name
 */
public record EndToEndContext(String tenant, String credential, String provider, String field) {}
