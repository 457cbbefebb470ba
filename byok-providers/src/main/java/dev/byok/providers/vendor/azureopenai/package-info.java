/**
 * Azure OpenAI. API reference: https://learn.microsoft.com/azure/ai-foundry/openai/latest
 */
@NullMarked
package dev.byok.providers.vendor.azureopenai;

import org.jspecify.annotations.NullMarked;
