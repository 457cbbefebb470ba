/**
 * WhatsApp's Cloud API. API reference: https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages
 */
@NullMarked
package dev.byok.providers.vendor.whatsapp;

import org.jspecify.annotations.NullMarked;
