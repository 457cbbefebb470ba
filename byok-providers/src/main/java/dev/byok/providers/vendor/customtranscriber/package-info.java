/**
 * A server of the customer's own that writes down what is said.
 */
@NullMarked
package dev.byok.providers.vendor.customtranscriber;

import org.jspecify.annotations.NullMarked;
