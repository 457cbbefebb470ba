/**
 * CometAPI. API reference: https://apidoc.cometapi.com/api/text/chat
 */
@NullMarked
package dev.byok.providers.vendor.cometapi;

import org.jspecify.annotations.NullMarked;
