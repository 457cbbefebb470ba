import { providers } from './catalogue.js';
import { chat } from './chat.js';
import { openDialog } from './dialog.js';
import { freshId, h, notice, progress, replace, tile, whileBusy } from './dom.js';
import { unlocked } from './encryption-dialogs.js';
import { settings } from './settings.js';
import { END_TO_END, vault } from './vault.js';

const HELLO = 'Say hello in one short sentence.';

/** Sends one message to a model, and tells who answered. It costs what the provider asks for a few words. */
export async function tryModel(model, rows) {
  const row = rows.find((one) => one.id === model.credential);
  if (row?.privacy_mode === END_TO_END && !await unlocked(`Enter your recovery phrase to use ${row.account_name}.`)) {
    return;
  }
  const all = await providers();
  const ui = openDialog(`Try ${model.name}`, {
    subtitle: `With ${model.label}. The provider bills a few words.`, head: tile(model.owned_by, all.get(model.owned_by).name),
  });
  const stop = new AbortController();
  const id = freshId('message');
  const input = h('textarea', { class: 'input prose', id, rows: 3, maxlength: 4000 });
  input.value = HELLO;
  const answer = h('div', { class: 'answer', 'aria-live': 'polite' });
  const send = h('button', { type: 'submit', class: 'button primary' }, 'Send');
  ui.form.onsubmit = () => whileBusy(send, 'Waiting', async () => {
    const over = progress(ui.result, `Asking ${model.name}…`);
    replace(answer);
    try {
      const served = await chat(model.id, input.value, await keysFor(model, rows), (text) => answer.append(text), stop.signal);
      replace(ui.result, receipt(served, rows, all));
    } catch (error) {
      if (!stop.signal.aborted) {
        replace(ui.result, notice('bad', error.message, error.hint));
      }
    } finally {
      over();
    }
  });
  replace(ui.body, h('div', { class: 'field' }, h('label', { for: id }, 'Message'), input), answer);
  replace(ui.foot, h('button', { type: 'button', class: 'button quiet push', onclick: ui.close }, 'Close'), send);
  input.select();
  await ui.closed;
  stop.abort();
}

/** The keys that the model and its fallbacks may need and that only this browser opens. */
async function keysFor(model, rows) {
  if (!vault.isOpen) {
    return {};
  }
  const { fallbackChains = {} } = await settings();
  const steps = [model.id, ...(fallbackChains.default ?? []).map((step) => step.model ?? step)];
  const used = new Set(steps.map((step) => step.split(/[/@]/)[0]));
  return vault.headers(rows.filter((row) => row.enabled && used.has(row.provider)));
}

function receipt({ provider, model, credential, attempts }, rows, all) {
  const label = rows.find((row) => row.id === credential)?.account_name ?? 'our account';
  const fellBack = attempts > 1;
  return h('div', { class: `notice ${fellBack ? 'warn' : 'good'}` },
    h('strong', {}, `${all.get(provider)?.name ?? provider} answered, with ${label}.`),
    h('span', { class: 'what-to-do' },
      h('code', {}, `${provider}/${model}`), fellBack && `, after ${attempts - 1} failed ${attempts === 2 ? 'attempt' : 'attempts'}. `,
      fellBack && h('a', { href: '#/usage', onclick: (event) => event.target.closest('dialog').close() }, 'See the usage log')));
}
