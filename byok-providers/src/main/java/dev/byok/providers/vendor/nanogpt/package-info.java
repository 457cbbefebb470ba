/**
 * NanoGPT. API reference: https://docs.nano-gpt.com/api-reference/endpoint/chat-completion
 */
@NullMarked
package dev.byok.providers.vendor.nanogpt;

import org.jspecify.annotations.NullMarked;
