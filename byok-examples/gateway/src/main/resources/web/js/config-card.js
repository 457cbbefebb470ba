import { call } from './api.js';
import { confirmation } from './dialog.js';
import { ago, h, notice, progress, replace, tile, toast } from './dom.js';
import { editProvider } from './edit-provider.js';
import { unlocked } from './encryption-dialogs.js';
import { privacyTag } from './privacy.js';
import { verdictNotice } from './verdict.js';
import { END_TO_END, vault } from './vault.js';

const PILLS = {
  valid: ['good', 'Valid'],
  invalid: ['bad', 'Invalid'],
  untested: ['', 'Untested'],
  undecryptable: ['bad', 'Unreadable'],
};

/** One configuration in the list. `several` is whether its provider has more of them. */
export function configCard(row, provider, several, refresh) {
  const result = h('div', { class: 'result', 'aria-live': 'polite' });
  const [kind, text] = row.enabled ? PILLS[row.status] : ['', 'Disabled'];
  const test = h('button', { class: 'button small', 'aria-label': `Test key: ${row.account_name}` }, 'Test key');
  const element = h('article', { class: row.enabled ? 'config' : 'config off', 'data-id': row.id },
    tile(row.provider, provider.name),
    h('div', {},
      h('div', { class: 'config-title' }, h('h3', {}, row.account_name), h('span', { class: `pill ${kind}` }, text),
        privacyTag(row), row.default && several && h('span', { class: 'tag' }, 'Default')),
      h('p', { class: 'config-facts' },
        row.account_name !== provider.name && h('span', {}, provider.name),
        row.key_prefix && h('span', { class: 'mono' }, row.key_prefix),
        row.fields.model && h('span', {}, 'Pinned to ', h('span', { class: 'mono' }, row.fields.model)),
        h('span', {}, row.last_tested_at ? `Tested ${ago(row.last_tested_at)}` : 'Not tested yet'))),
    h('div', { class: 'config-actions' }, test,
      h('button', { class: 'button small', 'aria-label': `Edit: ${row.account_name}`, onclick: () => editProvider(row, refresh) }, 'Edit'),
      more(row, refresh)),
    row.status_reason && row.status !== 'valid' && notice(kind, row.status_reason, row.status === 'invalid' && wayOut(provider)),
    result);
  element.testNow = () => testStored(row, provider, test, result, refresh);
  test.onclick = element.testNow;
  return element;
}

function wayOut(provider) {
  const where = provider.fields.find((field) => field.secret && field.where)?.where;
  return `Check the key and your billing ${where ? `at ${where}` : 'there'}, then replace the key here.`;
}

async function testStored(row, provider, button, place, refresh) {
  if (button.getAttribute('aria-disabled') === 'true') {
    return;
  }
  if (row.privacy_mode === END_TO_END && !vault.isOpen) {
    // the list may have been drawn anew by then
    if (await unlocked(`Enter your recovery phrase to test ${row.account_name}.`)) {
      await refresh(row.id);
    }
    return;
  }
  button.setAttribute('aria-disabled', 'true');
  place.parentElement.querySelectorAll(':scope > .notice').forEach((old) => old.remove());
  const stop = progress(place, `Asking ${provider.name}…`);
  try {
    const { result } = await call('POST', `/v1/providers/${row.id}/test`, undefined, await vault.headers([row]));
    await refresh();
    const fresh = document.querySelector(`[data-id="${row.id}"] > [aria-live]`);
    if (fresh) {
      fresh.parentElement.querySelectorAll(':scope > .notice').forEach((old) => old.remove());
      replace(fresh, verdictNotice(result));
      fresh.parentElement.querySelector('.config-actions button').focus();
    }
  } catch (error) {
    replace(place, notice('bad', error.message, error.hint ?? (error.code === 'wrong_phrase'
      ? 'If a change of the phrase was interrupted, go on with it: Change phrase.' : undefined)));
  } finally {
    stop();
    button.removeAttribute('aria-disabled');
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
        'Delete', () => remove(row, refresh)), true)));
  menu.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && menu.open) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  });
  return menu;
}

/** What only its owner opens, only its owner deletes: the phrase proves it. */
async function remove(row, refresh) {
  const sealed = row.privacy_mode === END_TO_END;
  if (sealed && !await unlocked(`Enter your recovery phrase to delete ${row.account_name}.`)) {
    return;
  }
  try {
    await call('DELETE', `/v1/providers/${row.id}?purge=true`, undefined, sealed ? await vault.proofHeader() : {});
    toast(`${row.account_name} is deleted`);
  } catch (error) {
    toast(error.message);
  }
  await refresh();
}

document.addEventListener('click', (event) => {
  document.querySelectorAll('details.menu[open]').forEach((menu) => {
    if (!menu.contains(event.target)) {
      menu.open = false;
    }
  });
});
