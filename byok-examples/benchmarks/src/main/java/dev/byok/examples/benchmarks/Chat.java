package dev.byok.examples.benchmarks;

/** One library, set up for some tenants who each have a key of their own. */
interface Chat extends AutoCloseable {

    String MODEL = "gpt-4o-mini";
    String SYSTEM = "You answer questions of customers about their invoices. Be short, friendly and exact.";
    String USER = "Did you get my money for May, and when do I have to pay again? My customer number is 4711.";

    /** {@return what the model says} */
    String ask(int tenant);

    @Override
    void close();

    /** {@return a tenant's key: as long as OpenAI's are, and no real one} */
    static String key(int tenant) {
        return "sk-proj-FAKE" + "%05d".formatted(tenant) + "0123456789abcdefghijklmnopqrstuv".repeat(4);
    }
}
