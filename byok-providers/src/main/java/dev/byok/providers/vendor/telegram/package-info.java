/**
 * Telegram bots. API reference: https://core.telegram.org/bots/api
 */
@NullMarked
package dev.byok.providers.vendor.telegram;

import org.jspecify.annotations.NullMarked;
