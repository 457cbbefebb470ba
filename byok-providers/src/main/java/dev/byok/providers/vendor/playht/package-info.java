/**
 * PlayHT, later PlayAI, which closed. API reference: https://docs.play.ht
 */
@NullMarked
package dev.byok.providers.vendor.playht;

import org.jspecify.annotations.NullMarked;
