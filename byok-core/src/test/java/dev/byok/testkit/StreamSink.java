package dev.byok.testkit;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Searches what is printed, and prints it. A key that is printed in several pieces is found as well. */
final class StreamSink extends OutputStream {

    private static final int CHUNK = 1 << 16;
    // longer than any form of a whole canary
    private static final int OVERLAP = 512;

    private final String where;
    private final PrintStream target;
    private final Findings findings;
    private final ByteArrayOutputStream unsearched = new ByteArrayOutputStream();

    private StreamSink(String where, PrintStream target, Findings findings) {
        this.where = where;
        this.target = target;
        this.findings = findings;
    }

    static StreamSink out(Findings findings) {
        StreamSink sink = new StreamSink("System.out", System.out, findings);
        System.setOut(new PrintStream(sink, true, Charset.defaultCharset()));
        return sink;
    }

    static StreamSink err(Findings findings) {
        StreamSink sink = new StreamSink("System.err", System.err, findings);
        System.setErr(new PrintStream(sink, true, Charset.defaultCharset()));
        return sink;
    }

    @Override
    public synchronized void write(int b) {
        target.write(b);
        unsearched.write(b);
        searchWhenLong();
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        target.write(bytes, offset, length);
        unsearched.write(bytes, offset, length);
        searchWhenLong();
    }

    @Override
    public void flush() {
        target.flush();
    }

    /** Searches what was printed since the last time. */
    synchronized byte[] search() {
        byte[] all = unsearched.toByteArray();
        unsearched.reset();
        if (all.length > 0) {
            findings.search(where, new String(all, StandardCharsets.ISO_8859_1));
        }
        return all;
    }

    private void searchWhenLong() {
        if (unsearched.size() > CHUNK) {
            byte[] all = search();
            unsearched.write(all, all.length - OVERLAP, OVERLAP);
        }
    }
}
