package dev.byok.providers.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.internal.field.CustomParameters;
import dev.byok.providers.http.Target;
import dev.byok.providers.spec.HttpCall;
import dev.byok.providers.spec.Json;
import dev.byok.providers.spec.VendorSpec;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Adds the parameters that a customer stored with a key to a chat request, at the top level. What the call itself sets
 * stays: the customer's are defaults.
 */
final class CustomBody {

    private CustomBody() {}

    static HttpCall add(String custom, HttpCall call, Target target) {
        JsonNode parameters = Json.readOrNull(custom);
        byte[] body = call.body();
        if (parameters == null || !parameters.isObject() || body == null) {
            throw refused(target, "are no JSON object");
        }
        ObjectNode request = (ObjectNode) Json.read(body);
        Set<String> present = request.properties().stream()
                .map(member -> CustomParameters.folded(member.getKey()))
                .collect(Collectors.toSet());
        for (Map.Entry<String, JsonNode> parameter : parameters.properties()) {
            // checked when it was saved, and again here: not only this library writes to databases
            if (CustomParameters.isReserved(parameter.getKey())) {
                throw refused(target, "set a name that the library sets");
            }
            if (!present.contains(CustomParameters.folded(parameter.getKey()))) {
                request.set(parameter.getKey(), parameter.getValue());
            }
        }
        return call.withBody(Json.write(json -> json.writeTree(request)));
    }

    private static ByokException refused(Target target, String what) {
        return ByokException.of(ErrorCode.CONFIGURATION, "The custom body parameters " + what)
                .provider(target.vendor().info().id())
                .credentialId(target.credential().id().orElse(null))
                .hint("enter the field " + VendorSpec.CUSTOM_BODY + " again")
                .build();
    }
}
