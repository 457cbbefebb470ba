package dev.byok.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real Chromium with one page, which notes what a page must not do: complain, or ask anybody else. */
final class Browser implements AutoCloseable {

    private static final double PATIENCE_MILLIS = 30_000;
    private static final String AXE = axe();
    private static final String NAME_OF_FOCUS = """
            () => {
              const at = document.activeElement;
              const outlined = getComputedStyle(at).outlineStyle !== 'none' && at.matches(':focus-visible');
              const name = at.getAttribute('aria-label') ?? at.labels?.[0]?.firstChild.textContent
                ?? at.querySelector('strong')?.textContent ?? at.textContent;
              return outlined ? name.trim() : 'no sign of the focus';
            }""";

    private final BrowserContext context;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> strangers = new ArrayList<>();
    private final List<Sent> sent = new ArrayList<>();
    private final String home;
    private final Page page;

    /** A request of the page: where to, and everything that went along. */
    record Sent(String url, String headers, String body) {}

    Browser(Chromium chromium, String home, int width, int height, ColorScheme scheme) {
        this.home = home;
        this.context = chromium.launched()
                .newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setColorScheme(scheme)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setLocale("en-US"));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            sent.add(new Sent(request.url(), request.headers().toString(), String.valueOf(request.postData())));
            if (!request.url().startsWith(home) && !request.url().startsWith("data:")) {
                strangers.add(request.url());
            }
        });
    }

    void open(String path) {
        page.navigate(home + path);
    }

    Locator find(String selector) {
        return page.locator(selector);
    }

    /** The button that somebody reads, and not the first that has the words somewhere. */
    Locator button(String name) {
        return page.getByRole(
                com.microsoft.playwright.options.AriaRole.BUTTON,
                new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator dialogButton(String name) {
        return page.locator("dialog")
                .last()
                .locator(".dialog-foot button")
                .getByText(name, new Locator.GetByTextOptions().setExact(true));
    }

    void waitFor(String selector) {
        page.locator(selector).first().waitFor();
    }

    void press(String key) {
        page.keyboard().press(key);
    }

    /** Goes with the tab key to what has a name, as a screen reader would say it, and to nowhere by mouse. */
    void tabTo(String name) {
        for (int i = 0; i < 80; i++) {
            page.keyboard().press("Tab");
            if (name.equals(page.evaluate(NAME_OF_FOCUS))) {
                return;
            }
        }
        throw new AssertionError("the tab key does not lead to: " + name);
    }

    void type(String text) {
        page.keyboard().type(text);
    }

    /** The next request for this gets no answer. */
    void loseNext(String path) {
        page.route(home + path, Route::abort, new Page.RouteOptions().setTimes(1));
    }

    void reload() {
        page.reload();
    }

    void gone(String selector) {
        page.locator(selector)
                .first()
                .waitFor(new Locator.WaitForOptions()
                        .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
    }

    /** From now on the page's time goes by only when it is told to. */
    void stopTheClock() {
        page.clock().install();
    }

    /** Lets minutes and seconds go by. */
    void goOn(String time) {
        page.clock().fastForward(time);
    }

    List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** What the page leaves behind in the browser, by name. */
    String kept() {
        return String.valueOf(
                page.evaluate(
                        "async () => JSON.stringify([Object.keys(localStorage), "
                                + "Object.keys(sessionStorage), (await indexedDB.databases()).length, document.cookie, history.state])"));
    }

    /** Does something, until what the page asks for then has been answered and shown. */
    void untilShown(String path, Runnable action) {
        page.waitForResponse(response -> response.url().equals(home + path), action)
                .finished();
        // what the page asks later is answered later
        page.evaluate("async () => (await fetch('/healthz')).text()");
    }

    Object evaluate(String script) {
        return page.evaluate(script);
    }

    void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
    }

    /** No serious fault of accessibility, nothing wider than the window, no complaint, no request to anybody else. */
    void isInOrder(String where) {
        if (Boolean.FALSE.equals(page.evaluate("() => 'axe' in window"))) {
            page.evaluate(AXE);
        }
        JsonNode found = RunningGateway.json(String.valueOf(page.evaluate(
                "async () => JSON.stringify((await axe.run({resultTypes: ['violations']})).violations.filter(fault => ['serious', 'critical']"
                        + ".includes(fault.impact)).map(fault => fault.id + ': ' + fault.nodes[0].html))")));
        List<String> faults = new ArrayList<>();
        found.forEach(fault -> faults.add(fault.asText()));
        assertThat(faults).as("accessibility: " + where).isEmpty();
        assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .as("fits the window: " + where)
                .isEqualTo(true);
        assertThat(complaints).as("console: " + where).isEmpty();
        assertThat(strangers).as("requests elsewhere: " + where).isEmpty();
    }

    private static String axe() {
        try (InputStream in = Browser.class.getResourceAsStream("/axe/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
