package dev.byok.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import dev.byok.testkit.Canary;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings page in a real browser, from nothing to a call that fell back. */
class SettingsPageTest {

    private static final String SEALED = "OpenAI, private";
    private static final String SHARED = "Groq, fast";

    private static Chromium chromium;

    @TempDir
    Path home;

    private final Canary sealedKey = Canary.make();
    private final Canary sharedKey = Canary.make("gsk_");
    private StubVendor openAi;
    private StubVendor groq;
    private RunningGateway gateway;
    private Browser browser;

    @BeforeAll
    static void launch() {
        chromium = new Chromium();
    }

    @AfterAll
    static void quit() {
        chromium.close();
    }

    @BeforeEach
    void start() throws Exception {
        openAi = new StubVendor(sealedKey.value());
        groq = new StubVendor(sharedKey.value());
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
    void walksTheWholeGuideFromAnEmptyState(int width, int height, ColorScheme scheme) throws Exception {
        SettingsGuide guide = open(width, height, scheme);
        Canary nextSealedKey = Canary.make();
        Canary nextSharedKey = Canary.make("gsk_");

        guide.signIn();
        List<String> words = guide.setUpEncryption();
        guide.addEndToEndEncrypted(SEALED, sealedKey, openAi.baseUrl());
        guide.addServerAccessibleUntested("Groq", sharedKey, groq.baseUrl());
        guide.unlockAfterReload(SEALED, words);
        guide.edit("Groq", SHARED);
        groq.accept(nextSharedKey.value());
        guide.rotate(SHARED, nextSharedKey);
        openAi.accept(nextSealedKey.value());
        guide.rotate(SEALED, nextSealedKey);
        guide.starAModel("groq/gpt-4o-mini");
        guide.buildAChain("groq/gpt-4o", "groq/gpt-4o-mini");
        openAi.chat(StubVendor.overloaded());
        guide.seeTheFallback("openai/gpt-4o", "groq/gpt-4o-mini", SHARED);
        assertThat(DatabaseDump.searched(home)).contains(SEALED, "bke1.", SHARED, "bks1.");
        guide.deleteServerAccessible(SHARED);
        guide.deleteEndToEndEncrypted(SEALED, words);
        guide.signOut();

        assertThat(DatabaseDump.searched(home)).doesNotContain(SEALED, SHARED);
        nothingWasTold(words, sealedKey, nextSealedKey);
    }

    /** The phrase goes nowhere; the key neither into an address nor into what the browser keeps. */
    private void nothingWasTold(List<String> words, Canary... keys) {
        assertThat(browser.kept()).isEqualTo("[[],[],0,\"\",null]");
        assertThat(browser.sent()).isNotEmpty().allSatisfy(request -> {
            String all = (request.url() + request.headers() + request.body()).toLowerCase(Locale.ROOT);
            assertThat(words.subList(0, 4).stream().allMatch(all::contains)).isFalse();
            for (Canary key : keys) {
                assertThat(request.url().contains(key.value())).isFalse();
                assertThat(request.body().contains(key.value())
                                && !request.url().contains("/validate"))
                        .isFalse();
            }
        });
    }

    @Test
    void givesEveryKeyANewPhrase() throws Exception {
        SettingsGuide guide = open(1280, 800, ColorScheme.LIGHT);
        guide.signIn();
        List<String> old = guide.setUpEncryption();
        guide.addEndToEndEncrypted(SEALED, sealedKey, openAi.baseUrl());

        List<String> words = startChange(old);
        guide.typeBack(words);
        browser.waitFor(".toast:has-text('new phrase')");
        browser.waitFor(SettingsGuide.row(SEALED) + " .pill:has-text('Untested')");
        guide.test(SEALED, "good");

        browser.reload();
        browser.button("Unlock").click();
        guide.unlock(old);
        browser.waitFor("dialog .fault:visible");
        guide.unlock(words);
        browser.waitFor(".encryption:has-text('Unlocked in this tab')");
        assertThat(DatabaseDump.searched(home)).contains("bke1.");
    }

    @Test
    void goesOnWithAChangeOfThePhraseThatWasInterrupted() {
        SettingsGuide guide = open(1280, 800, ColorScheme.LIGHT);
        guide.signIn();
        List<String> old = guide.setUpEncryption();
        guide.addEndToEndEncrypted(SEALED, sealedKey, openAi.baseUrl());
        List<String> words = startChange(old);
        browser.loseNext("/v1/encryption");
        guide.typeBack(words);
        browser.waitFor("dialog .notice.bad:has-text('cannot be reached')");
        browser.reload();

        startChange(old);
        browser.dialogButton("I have new words already").click();
        browser.find("dialog textarea").fill(String.join(" ", words));
        browser.dialogButton("Go on").click();

        browser.waitFor(".toast:has-text('new phrase')");
        guide.test(SEALED, "good");
    }

    @Test
    void whoLostThePhraseStartsAnew() {
        SettingsGuide guide = open(1280, 800, ColorScheme.LIGHT);
        guide.signIn();
        guide.setUpEncryption();
        guide.addEndToEndEncrypted(SEALED, sealedKey, openAi.baseUrl());
        browser.reload();

        browser.button("Unlock").click();
        browser.dialogButton("I lost my phrase").click();
        browser.isInOrder("without the phrase");
        browser.dialogButton("Remove them and start anew").click();
        browser.waitFor(".words li");
        guide.typeBack(browser.find(".words li").allTextContents());

        browser.waitFor(".encryption:has-text('Unlocked in this tab')");
        browser.waitFor("text=No provider connected yet");
    }

    @Test
    void locksItselfWhenNobodyIsThere() {
        SettingsGuide guide = open(1280, 800, ColorScheme.LIGHT);
        browser.stopTheClock();
        guide.signIn();
        guide.setUpEncryption();

        browser.goOn("14:00");
        browser.find("h1").click();
        browser.goOn("14:00");
        browser.waitFor(".encryption:has-text('Unlocked in this tab')");
        browser.goOn("01:00");

        browser.waitFor(".encryption:has-text('Locked in this tab')");
    }

    @Test
    void aMenuStaysOpenWhenTheListIsReadAgain() {
        gateway.connect(RunningGateway.ACME, "groq", SHARED, sharedKey.value(), groq);
        SettingsGuide guide = open(1280, 800, ColorScheme.LIGHT);
        browser.stopTheClock();
        browser.open("/#token=" + RunningGateway.ACME);
        browser.waitFor(SettingsGuide.row(SHARED));
        guide.setUpEncryption();
        browser.find("[aria-label='More for " + SHARED + "']").click();

        browser.untilShown("/v1/providers", () -> browser.goOn("15:01"));

        browser.waitFor(".encryption:has-text('Locked in this tab')");
        assertThat(browser.find("details.menu[open]").count()).isEqualTo(1);
    }

    @Test
    void aChainMayEndOnTheAccountOfTheOperator() {
        gateway.close();
        String platformKey = "{\"api_key\":\"%s\",\"base_url\":\"%s\"}".formatted(sealedKey.value(), openAi.baseUrl());
        gateway =
                new RunningGateway(home, Clock.systemUTC(), Map.of("BYOK_PLATFORM_OPENAI", platformKey), openAi, groq);
        gateway.connect(RunningGateway.ACME, "groq", SHARED, sharedKey.value(), groq);
        SettingsGuide guide = open(360, 740, ColorScheme.LIGHT);
        browser.open("/#token=" + RunningGateway.ACME);
        browser.waitFor(SettingsGuide.row(SHARED));
        guide.go("Fallbacks");
        browser.find("[placeholder='provider/model']").fill("groq/gpt-4o-mini");
        browser.find("text=On our account").click();
        browser.button("Add step").click();
        browser.waitFor("text=We have an account with OpenAI only.");
        browser.find("[placeholder='provider/model']").fill("openai/gpt-4o");
        browser.button("Add step").click();
        browser.isInOrder("a step on the operator's account");
        browser.button("Save").click();
        browser.waitFor(".toast:has-text('Chain saved')");

        groq.chat(StubVendor.overloaded());
        guide.seeTheFallback("groq/gpt-4o", "openai/gpt-4o", "Ours");
    }

    @Test
    void saysHowLongASlowTestTakes() {
        SettingsGuide guide = open(1280, 800, ColorScheme.LIGHT);
        browser.stopTheClock();
        CountDownLatch gate = new CountDownLatch(1);
        groq.waitFor(gate);
        guide.signIn();
        guide.choose("server_accessible", "groq");
        guide.fill("Slow", sharedKey, groq.baseUrl());

        browser.dialogButton("Test").click();
        browser.waitFor("dialog .notice.busy:has-text('Asking Groq')");
        browser.goOn("00:04");
        browser.waitFor("dialog .notice.busy:has-text('4 s')");
        gate.countDown();

        browser.waitFor("dialog .notice.good");
    }

    @Test
    void asksBeforeItSealsAKeyForAHostThatNobodySaw() throws Exception {
        SettingsGuide guide = open(1280, 800, ColorScheme.LIGHT);
        guide.signIn();
        guide.setUpEncryption();
        guide.choose("end_to_end", "azure-openai");
        browser.find("[name=api_key]").fill(sealedKey.value());
        browser.find("[name=resource_name]").fill("acme-eu");
        browser.find("[name=deployment_id]").fill("gpt-5-4-mini");

        browser.dialogButton("Save").click();
        browser.waitFor("dialog .notice.warn:has-text('https://acme-eu.openai.azure.com and nowhere else')");
        browser.isInOrder("the question about the host");
        browser.dialogButton("Save").click();

        browser.waitFor(SettingsGuide.row("Azure OpenAI"));
        assertThat(DatabaseDump.searched(home)).contains("acme-eu", "bke1.");
    }

    @Test
    void isUsedWithTheKeyboardAlone() {
        open(1280, 800, ColorScheme.LIGHT);
        browser.open("/");
        browser.waitFor("#token");
        browser.type(RunningGateway.ACME);
        browser.press("Enter");
        browser.waitFor("text=No provider connected yet");

        browser.tabTo("+ Add provider");
        browser.press("Enter");
        browser.waitFor("[data-privacy]");
        browser.tabTo("Server-accessible");
        browser.press("Enter");
        browser.waitFor("[data-provider]");
        browser.type("openai");
        browser.press("Enter");
        browser.waitFor("[name=account_name]");
        browser.type("Keyboard");
        browser.tabTo("API key");
        browser.type(sealedKey.value());
        browser.press("Enter");
        browser.waitFor(SettingsGuide.row("Keyboard"));
        browser.tabTo("More for Keyboard");
        browser.press("Enter");
        browser.tabTo("Delete\u2026");
        browser.press("Enter");
        browser.waitFor("dialog");
        browser.tabTo("Delete");
        browser.press("Enter");

        browser.waitFor("text=No provider connected yet");
    }

    private List<String> startChange(List<String> old) {
        browser.button("Change phrase").click();
        browser.find("dialog textarea").fill(String.join(" ", old));
        browser.dialogButton("Continue").click();
        browser.waitFor(".words li");
        return browser.find(".words li").allTextContents();
    }

    private SettingsGuide open(int width, int height, ColorScheme scheme) {
        browser = new Browser(chromium, gateway.address(), width, height, scheme);
        return new SettingsGuide(gateway, browser, width + "-" + scheme.name().toLowerCase(Locale.ROOT));
    }
}
