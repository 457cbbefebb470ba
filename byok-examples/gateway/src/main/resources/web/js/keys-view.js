import { call } from './api.js';
import { providers } from './catalogue.js';
import { confirmation } from './dialog.js';
import { ago, h, icon, notice, progress, replace, tile, toast } from './dom.js';
import { addProvider, editProvider, verdictNotice } from './provider-dialog.js';

const PILLS = {
  valid: ['good', 'Valid'],
  invalid: ['bad', 'Invalid'],
  untested: ['', 'Untested'],
  undecryptable: ['bad', 'Unreadable'],
};

/** The list of configurations. */
export async function keysView(main) {
  const list = h('div', {});
  const refresh = (testId) => show(list, testId, refresh);
  const add = () => addProvider(refresh);
  replace(main,
    h('div', { class: 'page-head' },
      h('div', {}, h('h1', {}, 'API keys'),
        h('p', {}, 'Connect accounts you pay for yourself. Keys are encrypted, shown only in part, and sent to their provider and nobody else.')),
      h('button', { class: 'button primary', id: 'add-provider', onclick: add }, '+ Add provider')),
    list);
  await refresh();
}

async function show(place, testId, refresh) {
  const [all, { data }] = await Promise.all([providers(), call('GET', '/v1/providers')]);
  replace(place, data.length === 0
    ? empty(() => addProvider(refresh))
    : h('section', { class: 'card keys', 'aria-label': 'Connected providers' },
      data.map((row) => card(row, all.get(row.provider),
        data.filter((other) => other.provider === row.provider).length > 1, refresh))));
  if (testId) {
    await place.querySelector(`[data-id="${testId}"]`)?.testNow();
  }
}

function empty(add) {
  return h('section', { class: 'card empty' },
    h('span', { class: 'picture' }, icon('key')),
    h('h2', {}, 'No provider connected yet'),
    h('p', {}, 'Paste a key from OpenAI, Anthropic, Google, OpenRouter or more than thirty others. We test it with the provider, free of charge, before you rely on it.'),
    h('button', { class: 'button primary', onclick: add }, 'Add your first provider'));
}

function card(row, provider, several, refresh) {
  const result = h('div', { class: 'result', 'aria-live': 'polite' });
  const [kind, text] = row.enabled ? PILLS[row.status] : ['', 'Disabled'];
  const test = h('button', { class: 'button small', 'aria-label': `Test key: ${row.account_name}` }, 'Test key');
  const element = h('article', { class: row.enabled ? 'config' : 'config off', 'data-id': row.id },
    tile(row.provider, provider.name),
    h('div', {},
      h('div', { class: 'config-title' }, h('h3', {}, row.account_name), h('span', { class: `pill ${kind}` }, text),
        row.default && several && h('span', { class: 'tag' }, 'Default')),
      h('p', { class: 'config-facts' },
        row.account_name !== provider.name && h('span', {}, provider.name),
        row.key_prefix && h('span', { class: 'mono' }, row.key_prefix),
        row.fields.model && h('span', {}, 'Pinned to ', h('span', { class: 'mono' }, row.fields.model)),
        h('span', {}, row.last_tested_at ? `Tested ${ago(row.last_tested_at)}` : 'Not tested yet'))),
    h('div', { class: 'config-actions' }, test,
      h('button', { class: 'button small', 'aria-label': `Edit: ${row.account_name}`, onclick: () => editProvider(row, refresh) }, 'Edit'),
      more(row, refresh)),
    row.status_reason && row.status !== 'valid'
      && h('div', { class: `notice ${kind === 'bad' ? 'bad' : ''}` }, h('span', {}, row.status_reason)),
    result);
  element.testNow = () => testStored(row, provider, test, result, refresh);
  test.onclick = element.testNow;
  return element;
}

async function testStored(row, provider, button, place, refresh) {
  if (button.getAttribute('aria-disabled') === 'true') {
    return;
  }
  button.setAttribute('aria-disabled', 'true');
  place.parentElement.querySelectorAll(':scope > .notice').forEach((old) => old.remove());
  const stop = progress(place, `Asking ${provider.name}…`);
  try {
    const { result } = await call('POST', `/v1/providers/${row.id}/test`);
    await refresh();
    const fresh = document.querySelector(`[data-id="${row.id}"] > [aria-live]`);
    if (fresh) {
      fresh.parentElement.querySelectorAll(':scope > .notice').forEach((old) => old.remove());
      replace(fresh, verdictNotice(result));
      fresh.parentElement.querySelector('.config-actions button').focus();
    }
  } catch (error) {
    button.removeAttribute('aria-disabled');
    replace(place, notice('bad', error.message, error.hint));
  } finally {
    stop();
  }
}

function more(row, refresh) {
  const change = async (body, said) => {
    try {
      await call('PATCH', `/v1/providers/${row.id}`, body);
      toast(said);
    } catch (error) {
      toast(error.message);
    }
    await refresh();
  };
  const item = (text, action, danger) => h('button', {
    type: 'button', class: danger ? 'danger' : undefined, onclick: () => { menu.open = false; action(); },
  }, text);
  const menu = h('details', { class: 'menu' },
    h('summary', { class: 'button small', 'aria-label': `More for ${row.account_name}` }, '⋯'),
    h('div', { class: 'menu-list' },
      Object.keys(row.masks).length > 0 && item('Replace key', () => editProvider(row, refresh, { rotate: true })),
      !row.default && item('Make default', () => change({ default: true }, `${row.account_name} is the default now`)),
      row.enabled
        ? item('Disable', () => change({ enabled: false }, `${row.account_name} is disabled`))
        : item('Enable', () => change({ enabled: true }, `${row.account_name} is in use again`)),
      item('Delete…', () => confirmation(`Delete ${row.account_name}?`,
        'The key is removed from our side for good; it stays valid at the provider until you revoke it there. Calls that use it fall back or fail.',
        'Delete', async () => {
          await call('DELETE', `/v1/providers/${row.id}?purge=true`);
          toast(`${row.account_name} is deleted`);
          await refresh();
        }), true)));
  menu.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && menu.open) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  });
  return menu;
}

document.addEventListener('click', (event) => {
  document.querySelectorAll('details.menu[open]').forEach((menu) => {
    if (!menu.contains(event.target)) {
      menu.open = false;
    }
  });
});
