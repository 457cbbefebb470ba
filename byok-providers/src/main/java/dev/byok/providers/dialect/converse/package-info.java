/**
 * Converse, the format in which Amazon Bedrock speaks with every model that chats.
 */
@NullMarked
package dev.byok.providers.dialect.converse;

import org.jspecify.annotations.NullMarked;
