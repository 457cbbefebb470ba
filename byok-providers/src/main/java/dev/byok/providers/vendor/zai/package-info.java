/**
 * Z.AI, in China Zhipu or BigModel, which makes GLM. API reference: https://docs.z.ai/api-reference/llm/chat-completion
 */
@NullMarked
package dev.byok.providers.vendor.zai;

import org.jspecify.annotations.NullMarked;
