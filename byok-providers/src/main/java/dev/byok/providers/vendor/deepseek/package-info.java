/**
 * DeepSeek. API reference: https://api-docs.deepseek.com
 */
@NullMarked
package dev.byok.providers.vendor.deepseek;

import org.jspecify.annotations.NullMarked;
