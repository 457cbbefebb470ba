package dev.byok.examples.gateway.routes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.byok.ByokException;
import dev.byok.ErrorCode;
import dev.byok.Tenant;
import dev.byok.TranscriptionCall;
import dev.byok.examples.gateway.http.Bodies;
import dev.byok.examples.gateway.http.Json;
import dev.byok.examples.gateway.http.TenantRoutes;
import dev.byok.transcription.AudioFile;
import dev.byok.transcription.Transcript;
import dev.byok.transcription.TranscriptionResponse;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Speech to text for clients of OpenAI, with any vendor: {@code /v1/audio/transcriptions}. */
public final class TranscriptionRoutes {

    private final AgentStore agents;

    /**
     * Makes them.
     *
     * @param agents where custom endpoints are kept
     */
    public TranscriptionRoutes(AgentStore agents) {
        this.agents = agents;
    }

    /**
     * Adds them.
     *
     * @param routes for tenants
     */
    public void addTo(TenantRoutes routes) {
        routes.post("/v1/audio/transcriptions", this::transcribe);
    }

    private void transcribe(Context context, Tenant tenant) throws IOException {
        if (!context.isMultipartFormData()) {
            throw refused("The body is multipart/form-data, with the recording in 'file'");
        }
        AudioFile recording = recording(Bodies.recordings(context).getOrDefault("file", List.of()));
        Form form = new Form(context);
        String format = form.text("response_format").orElse("json");
        TranscriptionCall call = tenant.transcription().audio(recording);
        agents.of(context, tenant)
                .reach("custom-transcriber", form.text("model"), AgentStore.Agent::transcriberUrl, call::endpoint)
                .ifPresent(call::model);
        form.text("language").ifPresent(call::language);
        form.text("prompt").ifPresent(call::prompt);
        if (format.equals("verbose_json")) {
            call.withWords();
        }
        TranscriptionResponse heard = call.send();
        Receipts.tell(context, heard.receipt());
        if (form.text("stream").filter("true"::equals).isPresent()) {
            stream(context, heard);
            return;
        }
        switch (format) {
            case "json" -> Json.reply(context, 200, Json.object().put("text", heard.text()));
            case "verbose_json" -> Json.reply(context, 200, verbose(heard.transcript()));
            case "text" -> context.contentType("text/plain; charset=utf-8").result(heard.text());
            default -> throw refused("'response_format' is json, verbose_json or text");
        }
    }

    /** The text is whole when it comes from the vendor, and so it is one piece here. */
    private static void stream(Context context, TranscriptionResponse heard) {
        ObjectNode delta = Json.object().put("type", "transcript.text.delta").put("delta", heard.text());
        ObjectNode done = Json.object().put("type", "transcript.text.done").put("text", heard.text());
        context.contentType("text/event-stream; charset=utf-8")
                .result(("data: " + delta + "\n\ndata: " + done + "\n\n").getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode verbose(Transcript transcript) {
        ObjectNode body = Json.object().put("task", "transcribe");
        transcript.language().ifPresent(language -> body.put("language", language));
        transcript.duration().ifPresent(length -> body.put("duration", AudioJson.seconds(length)));
        body.put("text", transcript.text());
        ArrayNode words = body.putArray("words");
        transcript
                .words()
                .forEach(word -> words.addObject()
                        .put("word", word.text())
                        .put("start", AudioJson.seconds(word.start()))
                        .put("end", AudioJson.seconds(word.end())));
        return body;
    }

    /** What stands in the parts of a form. */
    private record Form(Context context) {

        Optional<String> text(String name) {
            return Optional.ofNullable(context.formParam(name)).filter(text -> !text.isBlank());
        }
    }

    private static AudioFile recording(List<UploadedFile> files) throws IOException {
        if (files.size() != 1 || files.get(0).size() == 0) {
            throw refused("The form has one recording, in 'file'");
        }
        UploadedFile file = files.get(0);
        try (InputStream in = file.content()) {
            String type = String.valueOf(file.contentType());
            return AudioFile.of(
                    in.readAllBytes(),
                    file.filename().isBlank() ? "audio" : file.filename(),
                    type.matches("[\\w.+-]+/[\\w.+-]+") ? type : "application/octet-stream");
        }
    }

    private static ByokException refused(String rule) {
        return ByokException.of(ErrorCode.INVALID_REQUEST, rule).build();
    }
}
