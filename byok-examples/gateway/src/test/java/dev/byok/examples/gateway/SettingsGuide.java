package dev.byok.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.byok.testkit.Canary;
import java.util.List;

/** What a customer does on the settings page, step by step, and what the page shows then. */
final class SettingsGuide {

    private final RunningGateway gateway;
    private final Browser browser;
    private final String view;

    /**
     * Begins.
     *
     * @param view names the pictures
     */
    SettingsGuide(RunningGateway gateway, Browser browser, String view) {
        this.gateway = gateway;
        this.browser = browser;
        this.view = view;
    }

    void signIn() {
        browser.open("/");
        browser.waitFor("#token");
        look("signing-in");
        browser.find("#token").fill(RunningGateway.ACME);
        browser.button("Continue").click();
        browser.waitFor("text=No provider connected yet");
        browser.waitFor(".encryption:has-text('Not set up')");
        look("empty");
    }

    /** Returns the twelve words. */
    List<String> setUpEncryption() {
        browser.button("Set up encryption").click();
        browser.waitFor(".words li");
        List<String> words = browser.find(".words li").allTextContents();
        assertThat(words).hasSize(12).doesNotContain("");
        look("words");
        browser.dialogButton("I wrote it down").click();
        browser.find("[data-word]").all().forEach(input -> input.fill("wrong"));
        browser.dialogButton("Confirm").click();
        browser.waitFor("dialog .fault:visible");
        look("words-typed-wrong");
        browser.dialogButton("Show the words again").click();
        assertThat(browser.find(".words li").allTextContents()).isEqualTo(words);
        typeBack(words);
        browser.waitFor(".encryption .pill.good:has-text('Active')");
        look("encryption-active");
        return words;
    }

    /** From the words that are shown to the end of the dialog. */
    void typeBack(List<String> words) {
        browser.dialogButton("I wrote it down").click();
        browser.waitFor("[data-word]");
        for (Locator input : browser.find("[data-word]").all()) {
            input.fill(words.get(Integer.parseInt(input.getAttribute("data-word")) - 1));
        }
        browser.dialogButton("Confirm").click();
    }

    /** The dialog of the fields, after the two steps before it. */
    void choose(String privacyMode, String provider) {
        browser.find("#add-provider").click();
        browser.waitFor("[data-privacy]");
        look("privacy");
        browser.find("[data-privacy=" + privacyMode + "]").click();
        browser.find("dialog input[type=search]").fill(provider);
        look("picker");
        browser.find("[data-provider=" + provider + "]").click();
    }

    void fill(String label, Canary key, String baseUrl) {
        browser.find("[name=account_name]").fill(label);
        browser.find("[name=api_key]").fill(key.value());
        openAdvanced();
        browser.find("[name=base_url]").fill(baseUrl);
    }

    void addEndToEndEncrypted(String label, Canary key, String baseUrl) {
        choose("end_to_end", "openai");
        browser.dialogButton("Test").click();
        assertThat(browser.find("[data-field=api_key] .fault").textContent()).isEqualTo("API key is needed.");
        fill(label, key, baseUrl);
        browser.find("[name=api_key]").fill("sk-FAKE-wrong-00000000000000");
        browser.dialogButton("Test").click();
        browser.waitFor("dialog .notice.bad");
        assertThat(browser.find("dialog .notice.bad").textContent()).contains("Invalid API key");
        look("test-invalid");
        browser.find("[name=api_key]").fill(key.value());
        browser.dialogButton("Test").click();
        browser.waitFor("dialog .notice.good");
        look("test-valid");
        browser.dialogButton("Save").click();
        browser.waitFor(row(label) + " .pill.good:has-text('Valid')");
        assertThat(browser.find(row(label)).textContent())
                .contains("End-to-end", "sk-F\u00b7\u00b7\u00b7" + lastFour(key))
                .doesNotContain(key.value());
    }

    void addServerAccessibleUntested(String label, Canary key, String baseUrl) {
        choose("server_accessible", "groq");
        fill(label, key, baseUrl);
        browser.dialogButton("Save").click();
        browser.waitFor(row(label));
        assertThat(browser.find(row(label) + " .pill").textContent()).isEqualTo("Untested");
        assertThat(browser.find(row(label)).textContent()).doesNotContain("End-to-end");
        test(label, "good");
        look("two-keys");
    }

    /** After a reload nothing is unlocked: testing asks for the phrase first. */
    void unlockAfterReload(String label, List<String> words) {
        browser.reload();
        browser.waitFor(".encryption:has-text('Locked in this tab')");
        browser.button("Test key: " + label).click();
        browser.find("dialog textarea")
                .fill("abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about");
        browser.dialogButton("Unlock").click();
        browser.waitFor("dialog .fault:visible");
        assertThat(browser.find("dialog .fault:visible").textContent()).contains("not the phrase");
        look("unlock-wrong");
        unlock(words);
        browser.waitFor(row(label) + " .notice.good");
    }

    void unlock(List<String> words) {
        browser.find("dialog textarea").fill(String.join(" ", words));
        browser.dialogButton("Unlock").click();
    }

    void edit(String label, String newLabel) {
        browser.button("Edit: " + label).click();
        browser.find("[name=account_name]").fill(newLabel);
        look("edit");
        browser.dialogButton("Save").click();
        browser.waitFor(row(newLabel));
    }

    void test(String label, String pill) {
        browser.button("Test key: " + label).click();
        browser.waitFor(row(label) + " .pill." + pill);
        browser.waitFor(row(label) + " .result .notice");
    }

    void rotate(String label, Canary key) {
        test(label, "bad");
        look("keys");
        more(label, "Replace key");
        browser.find("[name=api_key]").fill(key.value());
        browser.dialogButton("Save and test").click();
        browser.waitFor(row(label) + " .pill.good");
        assertThat(browser.find(row(label)).textContent()).contains("\u00b7\u00b7\u00b7" + lastFour(key));
    }

    void more(String label, String item) {
        browser.find("[aria-label='More for " + label + "']").click();
        browser.button(item).click();
    }

    void starAModel(String model) {
        go("Models");
        browser.waitFor(".model");
        assertThat(browser.find(".model").count()).isEqualTo(4);
        browser.find("main input[type=search]").fill("mini");
        assertThat(browser.find(".model").count()).isEqualTo(2);
        browser.find("[data-star='" + model + "']").click();
        browser.waitFor(".group:first-child:has-text('Starred') .model:has-text('" + model + "')");
        browser.find("main input[type=search]").fill("");
        look("models");
        assertThat(gateway.get(RunningGateway.ACME, "/v1/settings")
                        .json()
                        .at("/data/starredModels/0")
                        .asText())
                .isEqualTo(model);
    }

    void buildAChain(String before, String wanted) {
        go("Fallbacks");
        browser.waitFor(".no-step");
        addStep("nonsense");
        browser.waitFor(".chain .fault:visible");
        addStep(before);
        addStep(wanted);
        browser.button("Move " + wanted + " up").click();
        browser.button("Remove " + before).click();
        look("a-chain");
        browser.button("Save").click();
        browser.waitFor(".toast:has-text('Chain saved')");
        browser.waitFor(".step:has-text('" + wanted + "')");
        look("fallbacks");
    }

    private void addStep(String model) {
        browser.find("[placeholder='provider/model']").fill(model);
        browser.press("Enter");
    }

    /** Asks a model from the page, and sees in the usage log that another one had to answer. */
    void seeTheFallback(String asked, String served, String label) {
        go("Models");
        browser.button("Try " + asked).click();
        browser.dialogButton("Send").click();
        browser.waitFor("dialog .dialog-result .notice.warn:has-text('" + served + "')");
        assertThat(browser.find("dialog .answer").textContent()).isEqualTo("Hello.");
        look("tried");
        browser.find("dialog >> text=See the usage log").click();
        browser.waitFor("tr:has-text('Fell back'):has-text('" + served + "'):has-text('" + label + "')");
        assertThat(browser.find("tr:has-text('Provider down'):has-text('" + asked + "')")
                        .count())
                .isPositive();
        look("usage");
    }

    void deleteServerAccessible(String label) {
        go("API keys");
        more(label, "Delete\u2026");
        browser.waitFor("dialog");
        look("delete");
        browser.dialogButton("Delete").click();
        browser.gone(row(label));
    }

    /** Deleting what is end-to-end encrypted needs the phrase. */
    void deleteEndToEndEncrypted(String label, List<String> words) {
        browser.button("Lock").click();
        browser.waitFor(".encryption:has-text('Locked in this tab')");
        more(label, "Delete\u2026");
        browser.dialogButton("Delete").click();
        browser.waitFor("dialog:has-text('to delete " + label + "')");
        look("delete-asks-for-the-phrase");
        unlock(words);
        browser.gone(row(label));
        browser.waitFor("text=No provider connected yet");
        look("deleted");
    }

    void signOut() {
        browser.button("Sign out").click();
        browser.waitFor("#token");
        look("signed-out");
    }

    void go(String tab) {
        browser.find("#tabs >> text=" + tab).click();
        browser.waitFor("h1:has-text('" + tab + "')");
    }

    void openAdvanced() {
        if (browser.find("dialog details[open]").count() == 0) {
            browser.find("dialog summary").click();
        }
    }

    static String row(String label) {
        return ".config:has-text('" + label + "')";
    }

    private static String lastFour(Canary key) {
        return key.value().substring(key.value().length() - 4);
    }

    private void look(String name) {
        browser.isInOrder(name);
        browser.picture(name + "-" + view);
    }
}
