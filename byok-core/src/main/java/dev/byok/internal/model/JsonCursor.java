package dev.byok.internal.model;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.internal.json.StrictReading;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Walks through JSON strictly, and knows at which line it is when something is wrong. */
final class JsonCursor implements Closeable {

    private static final int DEEPEST = 12;
    private static final int LONGEST_TEXT = 4000;
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,9}(\\.\\d{1,12})?");

    private static final JsonFactory JSON = StrictReading.pieces(DEEPEST, LONGEST_TEXT);

    private final JsonParser parser;
    private boolean peeked;

    JsonCursor(byte[] json) {
        try {
            this.parser = JSON.createParser(json);
        } catch (IOException e) {
            throw broken("the model catalogue is no JSON");
        }
    }

    /** What to do with one member of an object; the cursor stands at its value. */
    interface Member {
        void read(String name);
    }

    /** Reads the object that comes next. */
    void object(Member member) {
        expect(next(), JsonToken.START_OBJECT, "an object");
        for (JsonToken token = next(); token != JsonToken.END_OBJECT; token = next()) {
            member.read(name());
        }
    }

    /** Reads the array that comes next. */
    <T> List<T> array(Supplier<T> item) {
        expect(next(), JsonToken.START_ARRAY, "an array");
        List<T> items = new ArrayList<>();
        while (peek() != JsonToken.END_ARRAY) {
            items.add(item.get());
        }
        next();
        return items;
    }

    String text() {
        expect(next(), JsonToken.VALUE_STRING, "a text");
        String text = string();
        if (text.isBlank()) {
            throw fail("a text is empty");
        }
        return text;
    }

    long count() {
        expect(next(), JsonToken.VALUE_NUMBER_INT, "a whole number");
        long count;
        try {
            count = parser.getLongValue();
        } catch (IOException e) {
            throw fail("a number is too large");
        }
        if (count <= 0) {
            throw fail("a number is not positive; leave out what is unknown");
        }
        return count;
    }

    boolean flag() {
        JsonToken token = next();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw fail("true or false is expected here");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    /** Reads an amount of money: a text, so that nothing on the way makes a binary fraction of it. */
    BigDecimal amount() {
        if (next() != JsonToken.VALUE_STRING || !AMOUNT.matcher(string()).matches()) {
            throw fail("a price is a text like \"2.5\", not negative and without an exponent");
        }
        return new BigDecimal(string());
    }

    void end() {
        try {
            if (parser.nextToken() != null) {
                throw fail("there is more after the end");
            }
        } catch (IOException e) {
            throw noJson(e);
        }
    }

    ByokException unknown(String name) {
        return fail("there is no member " + (name.length() <= 40 ? name : name.substring(0, 40) + "…"));
    }

    ByokException fail(String what) {
        return broken("line " + line() + " of the model catalogue: " + what);
    }

    static ByokException broken(String message) {
        return ByokException.of(ErrorCode.CONFIGURATION, message).build();
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            // it reads an array of bytes
        }
    }

    private JsonToken peek() {
        JsonToken token = next();
        peeked = true;
        return token;
    }

    private JsonToken next() {
        if (peeked) {
            peeked = false;
            return parser.currentToken();
        }
        try {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw fail("it ends too early");
            }
            return token;
        } catch (IOException e) {
            throw noJson(e);
        }
    }

    private String name() {
        try {
            return parser.currentName();
        } catch (IOException e) {
            throw noJson(e);
        }
    }

    private String string() {
        try {
            return parser.getText();
        } catch (IOException e) {
            throw noJson(e);
        }
    }

    private void expect(JsonToken found, JsonToken wanted, String name) {
        if (found != wanted) {
            throw fail(name + " is expected here");
        }
    }

    private ByokException noJson(IOException e) {
        // Jackson's message repeats the text
        int line = e instanceof JacksonException json && json.getLocation() != null
                ? json.getLocation().getLineNr()
                : line();
        return broken("line " + line + " of the model catalogue: it is no valid JSON, or names a member twice");
    }

    private int line() {
        return parser.currentLocation().getLineNr();
    }
}
