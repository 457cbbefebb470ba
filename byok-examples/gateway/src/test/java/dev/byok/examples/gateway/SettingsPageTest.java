package dev.byok.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings page in a real browser, from nothing to a call that fell back. */
class SettingsPageTest {

    private static final String KEY = "sk-FAKE-0000000000000000007f2a";
    private static final String NEW_KEY = "sk-FAKE-0000000000000000009999";

    @TempDir
    Path home;

    private StubVendor openAi;
    private StubVendor groq;
    private RunningGateway gateway;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        openAi = new StubVendor(KEY);
        groq = new StubVendor(KEY);
        gateway = new RunningGateway(home, Clock.systemUTC(), Map.of("BYOK_VALIDATIONS", "20"), openAi, groq);
    }

    @AfterEach
    void stop() {
        if (browser != null) {
            browser.close();
        }
        gateway.close();
        openAi.close();
        groq.close();
    }

    @ParameterizedTest
    @CsvSource({"1280, 800, LIGHT", "1280, 800, DARK", "360, 740, LIGHT", "360, 740, DARK"})
    void walksFromNothingToACallThatFellBack(int width, int height, ColorScheme scheme) {
        browser = new Browser(gateway.address(), width, height, scheme);
        String view = width + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT);

        signIn(view);
        addOpenAi(view);
        addGroqWithoutTesting();
        editAndRotate(view);
        starAModel(view);
        buildAChain(view);
        seeTheFallback(view);
        deleteAKey(view);
    }

    private void signIn(String view) {
        browser.open("/");
        browser.waitFor("#token");
        browser.isInOrder("signing in");
        browser.find("#token").fill(RunningGateway.ACME);
        browser.button("Continue").click();
        browser.waitFor("text=No provider connected yet");
        browser.isInOrder("the empty state");
        browser.picture("empty-" + view);
    }

    private void addOpenAi(String view) {
        browser.button("Add your first provider").click();
        browser.find("dialog input[type=search]").fill("openai");
        browser.isInOrder("the picker");
        browser.picture("picker-" + view);
        browser.find("[data-provider=openai]").click();
        browser.find("[name=account_name]").fill("Acme shared");
        browser.dialogButton("Test").click();
        assertThat(browser.find("[data-field=api_key] .fault").textContent()).isEqualTo("API key is needed.");
        browser.find("[name=api_key]").fill("sk-FAKE-wrong-00000000000000");
        browser.find("dialog summary").click();
        browser.find("[name=base_url]").fill(openAi.baseUrl());
        browser.dialogButton("Test").click();
        browser.waitFor("dialog .notice.bad");
        assertThat(browser.find("dialog .notice.bad").textContent()).contains("Invalid API key");
        browser.isInOrder("a refused key");
        browser.picture("invalid-" + view);
        browser.find("[name=api_key]").fill(KEY);
        browser.dialogButton("Test").click();
        browser.waitFor("dialog .notice.good");
        browser.dialogButton("Save").click();
        browser.waitFor(".config:has-text('Acme shared') .pill.good");
        assertThat(browser.find(".config").textContent()).contains("sk-F···7f2a").doesNotContain(KEY);
    }

    private void addGroqWithoutTesting() {
        browser.find("#add-provider").click();
        browser.find("[data-provider=groq]").click();
        browser.find("[name=api_key]").fill(KEY);
        browser.find("dialog summary").click();
        browser.find("[name=base_url]").fill(groq.baseUrl());
        browser.dialogButton("Save").click();
        Locator row = browser.find(".config:has-text('Groq')");
        row.waitFor();
        assertThat(row.locator(".pill").textContent()).isEqualTo("Untested");
        browser.button("Test key: Groq").click();
        browser.waitFor(".config:has-text('Groq') .pill.good");
        browser.isInOrder("two keys");
    }

    private void editAndRotate(String view) {
        browser.button("Edit: Groq").click();
        browser.find("[name=account_name]").fill("Groq, fast");
        browser.isInOrder("editing");
        browser.dialogButton("Save").click();
        browser.waitFor(".config:has-text('Groq, fast')");
        groq.accept(NEW_KEY);
        browser.button("Test key: Groq, fast").click();
        browser.waitFor(".config:has-text('Groq, fast') .pill.bad");
        browser.isInOrder("an invalid key");
        browser.picture("keys-" + view);
        browser.find("[aria-label='More for Groq, fast']").click();
        browser.button("Replace key").click();
        browser.find("[name=api_key]").fill(NEW_KEY);
        browser.dialogButton("Save and test").click();
        browser.waitFor(".config:has-text('Groq, fast') .pill.good");
        assertThat(browser.find(".config:has-text('Groq, fast')").textContent()).contains("sk-F···9999");
    }

    private void starAModel(String view) {
        browser.find("#tabs >> text=Models").click();
        browser.waitFor(".model");
        assertThat(browser.find(".model").count()).isEqualTo(4);
        browser.find("main input[type=search]").fill("mini");
        assertThat(browser.find(".model").count()).isEqualTo(2);
        browser.find("[data-star='groq/gpt-4o-mini']").click();
        browser.waitFor(".group:first-child:has-text('Starred') .model:has-text('groq/gpt-4o-mini')");
        browser.find("main input[type=search]").fill("");
        browser.isInOrder("the models");
        browser.picture("models-" + view);
        assertThat(gateway.get(RunningGateway.ACME, "/v1/settings").json().at("/data/starredModels/0").asText())
                .isEqualTo("groq/gpt-4o-mini");
    }

    private void buildAChain(String view) {
        browser.find("#tabs >> text=Fallbacks").click();
        browser.waitFor(".no-step");
        browser.find("[placeholder='provider/model']").fill("groq/gpt-4o");
        browser.press("Enter");
        browser.find("[placeholder='provider/model']").fill("groq/gpt-4o-mini");
        browser.press("Enter");
        browser.button("Move groq/gpt-4o-mini up").click();
        browser.button("Remove groq/gpt-4o").click();
        browser.isInOrder("a chain");
        browser.button("Save").click();
        browser.waitFor(".toast:has-text('Chain saved')");
        browser.picture("fallbacks-" + view);
    }

    private void seeTheFallback(String view) {
        openAi.chat(StubVendor.overloaded());
        RunningGateway.Answer answer = gateway.post(
                RunningGateway.ACME,
                "/v1/chat/completions",
                "{\"model\":\"openai/gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
        assertThat(answer.header("x-byok-provider")).isEqualTo("groq");
        browser.find("#tabs >> text=Usage").click();
        browser.waitFor("tr:has-text('Fell back'):has-text('groq/gpt-4o-mini')");
        assertThat(browser.find("tr:has-text('Provider down')").count()).isPositive();
        browser.isInOrder("the usage log");
        browser.picture("usage-" + view);
    }

    private void deleteAKey(String view) {
        browser.find("#tabs >> text=API keys").click();
        browser.find("[aria-label='More for Groq, fast']").click();
        browser.button("Delete…").click();
        browser.waitFor("dialog");
        browser.isInOrder("deleting");
        browser.dialogButton("Delete").click();
        browser.find(".config:has-text('Groq, fast')")
                .waitFor(new Locator.WaitForOptions()
                        .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
        assertThat(browser.find(".config").count()).isEqualTo(1);
        browser.isInOrder("after deleting");
        browser.picture("deleted-" + view);
    }
}
