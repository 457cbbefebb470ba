package dev.byok.testkit;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Iterator;
import java.util.List;
import java.util.stream.BaseStream;

/** An object as Jackson writes it: as applications do that put a value into a reply or a log. */
final class JsonViews {

    private static final int LIMIT = 1 << 20;
    private static final List<ObjectMapper> MAPPERS = List.of(
            new ObjectMapper().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS),
            new ObjectMapper()
                    .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                    .setVisibility(PropertyAccessor.FIELD, Visibility.ANY));

    private JsonViews() {}

    /** Searches what both mappers write, as far as they get: many types are not meant to be JSON. */
    static void search(Findings findings, String where, Object value) {
        if (isConsumedByReading(value)) {
            return;
        }
        for (ObjectMapper mapper : MAPPERS) {
            Page page = new Page();
            try {
                mapper.writeValue(page, value);
            } catch (IOException | StackOverflowError incomplete) {
                findings.search(where + ", JSON failure", String.valueOf(incomplete.getMessage()));
            }
            findings.search(where + " as JSON", page.toString());
        }
    }

    private static boolean isConsumedByReading(Object value) {
        return value instanceof Iterator || value instanceof BaseStream;
    }

    private static final class Page extends StringWriter {

        @Override
        public void write(char[] text, int offset, int length) {
            super.write(text, offset, length);
            if (getBuffer().length() > LIMIT) {
                throw new IllegalStateException("long enough");
            }
        }
    }
}
