/**
 * NovelAI. API reference: https://text.novelai.net/docs/index.html
 */
@NullMarked
package dev.byok.providers.vendor.novelai;

import org.jspecify.annotations.NullMarked;
