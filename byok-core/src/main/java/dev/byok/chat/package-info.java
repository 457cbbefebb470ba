/**
 * What a chat call says and answers, free of any vendor's wire format.
 */
@NullMarked
package dev.byok.chat;

import org.jspecify.annotations.NullMarked;
