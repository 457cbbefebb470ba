package dev.byok.messaging;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message to one recipient.
 *
 * @param to whom it is for, as the vendor names recipients: a phone number with its country code, or the id of a chat;
 *     null for the default recipient of the credential
 * @param content what it says
 */
public record OutgoingMessage(@Nullable String to, Content content) {

    /** What a message says. */
    public sealed interface Content {}

    /**
     * Words of the application's own.
     *
     * @param text plain text, not blank
     */
    public record Text(String text) implements Content {

        /** Checks that there is some. */
        public Text {
            requireText(text, "the text of a message");
        }
    }

    /**
     * A text that the vendor approved beforehand, with gaps to fill in. WhatsApp wants one for the first message to
     * somebody who has not written within a day.
     *
     * @param name the template's name at the vendor
     * @param language the template's language as the vendor spells it, for example {@code en_US}
     * @param parameters what fills the gaps of the template's body, in order; empty for none
     */
    public record Template(String name, String language, List<String> parameters) implements Content {

        /** Checks that name and language are given, and copies the parameters. */
        public Template {
            requireText(name, "the name of a template");
            requireText(language, "the language of a template");
            parameters = List.copyOf(parameters);
        }
    }

    /** Checks that there is a content, and that a recipient is not blank. */
    public OutgoingMessage {
        Objects.requireNonNull(content, "content");
        if (to != null) {
            requireText(to, "the recipient of a message");
        }
    }

    /**
     * {@return a message in words of the application's own}
     *
     * @param to whom it is for; null for the default recipient of the credential
     * @param text plain text, not blank
     */
    public static OutgoingMessage text(@Nullable String to, String text) {
        return new OutgoingMessage(to, new Text(text));
    }

    /**
     * {@return a message by template}
     *
     * @param to whom it is for; null for the default recipient of the credential
     * @param name the template's name at the vendor
     * @param language the template's language, for example {@code en_US}
     * @param parameters what fills its gaps, in order
     */
    public static OutgoingMessage template(@Nullable String to, String name, String language, String... parameters) {
        return new OutgoingMessage(to, new Template(name, language, List.of(parameters)));
    }

    /**
     * {@return this message to somebody else}
     *
     * @param recipient whom it is for
     */
    public OutgoingMessage to(String recipient) {
        return new OutgoingMessage(Objects.requireNonNull(recipient, "recipient"), content);
    }

    /** {@return whom it is for; empty for the default recipient of the credential} */
    public Optional<String> recipient() {
        return Optional.ofNullable(to);
    }

    private static void requireText(String value, String what) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(what + " must not be blank");
        }
    }
}
