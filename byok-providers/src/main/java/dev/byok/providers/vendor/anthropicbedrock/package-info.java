/**
 * Anthropic's models on Amazon Bedrock. API reference:
 * https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-anthropic-claude-messages.html
 */
@NullMarked
package dev.byok.providers.vendor.anthropicbedrock;

import org.jspecify.annotations.NullMarked;
