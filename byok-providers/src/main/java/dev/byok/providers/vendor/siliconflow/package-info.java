/**
 * SiliconFlow. API reference: https://docs.siliconflow.com/en/api-reference/chat-completions/chat-completions
 */
@NullMarked
package dev.byok.providers.vendor.siliconflow;

import org.jspecify.annotations.NullMarked;
