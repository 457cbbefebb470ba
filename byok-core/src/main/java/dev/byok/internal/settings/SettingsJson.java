package dev.byok.internal.settings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.byok.credential.FieldFault.Kind;
import dev.byok.internal.field.JsonObjects;
import dev.byok.internal.field.MalformedField;
import dev.byok.routing.TenantSettings;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settings as JSON. What people write is read strictly: an unknown member is more likely a typo than a wish, and a cost
 * limit with a typo is none. What is stored may come from a newer version on another node; its unknown members are kept
 * and written back.
 */
public final class SettingsJson {

    private static final int LONGEST = 65_536;

    private SettingsJson() {}

    /**
     * Settings as they are stored.
     *
     * @param settings what this version knows
     * @param unknown the members that it does not know
     */
    record Stored(TenantSettings settings, Map<String, JsonNode> unknown) {}

    /**
     * {@return the settings that people wrote}
     *
     * @param json an object, at most 65,536 characters
     * @throws dev.byok.ByokException {@code INVALID_FIELDS} with every fault and its path
     */
    public static TenantSettings read(String json) {
        Faults faults = new Faults();
        Members members = members(json, faults);
        TenantSettings settings = new SettingsReader(members).read();
        members.refuseWhatIsLeft();
        faults.throwIfAny();
        return settings;
    }

    /**
     * {@return the settings as JSON}
     *
     * @param settings any
     */
    public static String write(TenantSettings settings) {
        return JsonObjects.write(new SettingsWriter().write(settings));
    }

    static Stored readStored(String json) {
        Faults faults = new Faults();
        Members members = members(json, faults);
        TenantSettings settings = new SettingsReader(members).read();
        faults.throwIfAny();
        return new Stored(settings, members.left());
    }

    static String write(Stored stored) {
        Map<String, JsonNode> members = new LinkedHashMap<>(new SettingsWriter().write(stored.settings()));
        stored.unknown().forEach(members::putIfAbsent);
        return JsonObjects.write(members);
    }

    private static Members members(String json, Faults faults) {
        try {
            if (json.length() > LONGEST) {
                throw new MalformedField("is longer than " + LONGEST + " characters");
            }
            return new Members("", JsonObjects.read(json), faults);
        } catch (MalformedField e) {
            faults.add("JSON", Kind.MALFORMED, e.fault());
            faults.throwIfAny();
            throw e;
        }
    }
}
