package dev.byok.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** No name twice in an object, nothing deeper or longer than its reader expects, and no piece of it in a location. */
public final class StrictReading {

    private StrictReading() {}

    /**
     * {@return what reads JSON piece by piece}
     *
     * @param deepest levels of nesting
     * @param longestText characters of one text
     */
    public static JsonFactory pieces(int deepest, int longestText) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(deepest)
                        .maxStringLength(longestText)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                // a message with a piece of the document in it could hold a key
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
    }

    /**
     * {@return what reads JSON as a whole, one value with nothing behind it, to the last digit}
     *
     * @param deepest levels of nesting
     * @param longestText characters of one text
     */
    public static JsonMapper whole(int deepest, int longestText) {
        return JsonMapper.builder(pieces(deepest, longestText))
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }
}
