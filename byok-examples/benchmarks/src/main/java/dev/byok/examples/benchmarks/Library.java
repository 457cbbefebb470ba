package dev.byok.examples.benchmarks;

/** What is compared. */
public enum Library {
    /** OkHttp and Jackson with records, by hand: the floor. */
    OKHTTP("OkHttp + Jackson"),
    /** This library. */
    BYOK("byok"),
    /** OpenAI's own, with a client for each tenant. */
    OPENAI_JAVA("openai-java"),
    /** LangChain4j, with a model for each tenant. */
    LANGCHAIN4J("LangChain4j");

    private final String title;

    Library(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    Chat open(Stub stub, int tenants) {
        return switch (this) {
            case OPENAI_JAVA -> new OpenAiJavaChat(stub.wholeUrl(), tenants);
            case LANGCHAIN4J -> new LangChain4jChat(stub.wholeUrl(), tenants);
            default -> openStreaming(stub, stub.wholeUrl(), tenants);
        };
    }

    StreamingChat openStreaming(Stub stub, String baseUrl, int tenants) {
        return switch (this) {
            case OKHTTP -> new OkHttpChat(baseUrl, tenants);
            case BYOK -> ByokChat.open(stub.origin(), baseUrl, tenants);
            default -> throw new IllegalArgumentException(title + " is not compared here");
        };
    }
}
