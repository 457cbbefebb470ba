import { addProvider } from './add-provider.js';
import { call } from './api.js';
import { providers } from './catalogue.js';
import { configCard } from './config-card.js';
import { h, icon, replace } from './dom.js';
import { encryptionCard } from './encryption-card.js';
import { vault } from './vault.js';

/** The list of configurations, and where encryption stands. Until `signal` says that another view is shown. */
export async function keysView(main, signal) {
  const encryption = h('div', {});
  const list = h('div', {});
  let latest = 0;
  let shown;
  const refresh = async (testId) => {
    latest += 1;
    const turn = latest;
    const [all, { data }] = await Promise.all([providers(), call('GET', '/v1/providers')]);
    // an answer that was overtaken would draw the past over the present
    if (turn === latest) {
      // a list that did not change stays: somebody may have a menu of it open, or read the result of a test
      const rows = JSON.stringify(data);
      if (rows !== shown) {
        show(list, all, data, refresh);
        shown = rows;
      }
      await list.querySelector(`[data-id="${testId}"]`)?.testNow();
    }
  };
  replace(main,
    h('div', { class: 'page-head' },
      h('div', {}, h('h1', {}, 'API keys'),
        h('p', {}, 'Connect accounts you pay for yourself. Keys are encrypted, shown only in part, and sent to their provider and nobody else.')),
      h('button', { class: 'button primary', id: 'add-provider', onclick: () => addProvider(refresh) }, '+ Add provider')),
    encryption, list);
  vault.addEventListener('change', async () => {
    replace(encryption, encryptionCard());
    await refresh();
  }, { signal });
  await Promise.all([vault.load(), refresh()]);
  replace(encryption, encryptionCard());
}

function show(place, all, data, refresh) {
  const severalOf = (row) => data.filter((other) => other.provider === row.provider).length > 1;
  replace(place, data.length === 0
    ? empty(() => addProvider(refresh))
    : h('section', { class: 'card keys', 'aria-label': 'Connected providers' },
      data.map((row) => configCard(row, all.get(row.provider), severalOf(row), refresh))));
}

function empty(add) {
  return h('section', { class: 'card empty' },
    h('span', { class: 'picture' }, icon('key')),
    h('h2', {}, 'No provider connected yet'),
    h('p', {}, 'Paste a key from OpenAI, Anthropic, Google, OpenRouter or more than forty others. We test it with the provider, free of charge, before you rely on it.'),
    h('button', { class: 'button', onclick: add }, 'Add your first provider'));
}
