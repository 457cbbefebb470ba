/**
 * A server of the customer's own that speaks OpenAI's chat format: vLLM, llama.cpp, Ollama, LM Studio and others.
 */
@NullMarked
package dev.byok.providers.vendor.customllm;

import org.jspecify.annotations.NullMarked;
