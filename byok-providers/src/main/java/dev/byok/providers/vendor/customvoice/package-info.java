/**
 * A server of the customer's own that speaks by the contract of {@code custom-voice}: it gets a JSON document and answers
 * with samples.
 */
@NullMarked
package dev.byok.providers.vendor.customvoice;

import org.jspecify.annotations.NullMarked;
