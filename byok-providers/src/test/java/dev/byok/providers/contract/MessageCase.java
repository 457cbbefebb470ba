package dev.byok.providers.contract;

import dev.byok.messaging.OutgoingMessage;
import dev.byok.messaging.OutgoingMessage.Content;
import dev.byok.messaging.OutgoingMessage.Template;
import dev.byok.messaging.OutgoingMessage.Text;
import java.util.List;
import java.util.Locale;

/**
 * What every vendor that sends messages is asked: a case is a folder {@code contract/<vendor>/messages/<case>} with
 * {@code request.http}, whose note {@code to} says whom it is for.
 */
enum MessageCase {
    TEXT(new Text("Hello, \"Ada\" & <all>:\nyour table № 7 is ready. \uD83C\uDF7D")),
    TEMPLATE(new Template("table_ready", "en_US", List.of("Ada", "table \"7\""))),
    TEMPLATE_WITHOUT_PARAMETERS(new Template("hello_world", "en", List.of()));

    private final Content content;

    MessageCase(Content content) {
        this.content = content;
    }

    String folder() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    OutgoingMessage to(String recipient) {
        return new OutgoingMessage(recipient, content);
    }

    @Override
    public String toString() {
        return folder();
    }
}
