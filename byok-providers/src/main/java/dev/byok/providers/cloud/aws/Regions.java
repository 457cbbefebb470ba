package dev.byok.providers.cloud.aws;

import dev.byok.providers.spec.Hosts;
import dev.byok.spi.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** AWS's regions and the domains of the partitions that they belong to. */
final class Regions {

    static final String FIELD = "region";

    private static final String FORM =
            "(?:us|eu|ap|sa|ca|me|af|il|mx|cn|us-gov|us-iso[a-z]?|eu-iso[a-z]|eusc-[a-z]{2})-[a-z]{4,16}-[0-9]{1,2}";
    private static final Pattern REGION = Pattern.compile(FORM);
    private static final String COMMON = "amazonaws.com";

    // by how a region begins; the longest beginning comes first
    private static final Map<String, String> DOMAINS = new LinkedHashMap<>();

    static {
        DOMAINS.put("us-isob-", "sc2s.sgov.gov");
        DOMAINS.put("us-isof-", "csp.hci.ic.gov");
        DOMAINS.put("eu-isoe-", "cloud.adc-e.uk");
        DOMAINS.put("us-iso-", "c2s.ic.gov");
        DOMAINS.put("eusc-", "amazonaws.eu");
        DOMAINS.put("cn-", "amazonaws.com.cn");
    }

    private Regions() {}

    static Field field() {
        return Field.text(FIELD, "Region")
                .matching(FORM, "us-east-1")
                .help("Where the models run. A Bedrock API key of another region is answered like a wrong key.");
    }

    /** The hosts of a service, one in each region. */
    static Hosts of(String service) {
        List<String> domains = new ArrayList<>(DOMAINS.values());
        domains.add(COMMON);
        return Hosts.within(domains, fields -> url(service, fields.getOrDefault(FIELD, "")));
    }

    // a dot in it could make the name of somebody's bucket, which is within the domain too
    private static String url(String service, String region) {
        if (!REGION.matcher(region).matches()) {
            return "";
        }
        String domain = DOMAINS.entrySet().stream()
                .filter(entry -> region.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(COMMON);
        return "https://" + service + "." + region + "." + domain;
    }
}
