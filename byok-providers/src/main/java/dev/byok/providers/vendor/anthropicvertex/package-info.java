/**
 * Claude on Vertex AI. API reference: https://platform.claude.com/docs/en/build-with-claude/claude-on-vertex-ai
 */
@NullMarked
package dev.byok.providers.vendor.anthropicvertex;

import org.jspecify.annotations.NullMarked;
