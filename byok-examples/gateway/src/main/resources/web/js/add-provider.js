import { call } from './api.js';
import { categories, providers } from './catalogue.js';
import { openDialog } from './dialog.js';
import { h, icon, notice, replace, tile, toast, whileBusy } from './dom.js';
import { unlocked } from './encryption-dialogs.js';
import { FieldForm } from './field-form.js';
import { privacyChoices, privacyNote } from './privacy.js';
import { askVendor, labelField, saving } from './verdict.js';
import { END_TO_END, vault } from './vault.js';

const STEPS = 3;

/** Adds a configuration: who may open it, which provider, a label, the key. `done` is called after saving. */
export async function addProvider(done) {
  const all = await providers();
  choosePrivacy({ ui: openDialog('Add a provider'), all, done });
}

function choosePrivacy(flow) {
  const { ui } = flow;
  ui.step(1, STEPS);
  ui.picture();
  ui.title.textContent = 'Who may open this key?';
  ui.subtitle.textContent = 'It cannot be changed later. You can add the same key once for each.';
  ui.foot.hidden = true;
  replace(ui.result);
  replace(ui.body, privacyChoices(async (mode) => {
    if (mode !== END_TO_END || await unlocked('Enter your recovery phrase to seal a new key with it.')) {
      pickProvider({ ...flow, mode });
    }
  }));
  ui.body.querySelector('button:enabled').focus();
}

function pickProvider(flow) {
  const { ui } = flow;
  ui.step(2, STEPS);
  ui.picture();
  ui.title.textContent = 'Choose a provider';
  ui.subtitle.textContent = 'Who answers your calls, and sends you the bill.';
  ui.foot.hidden = false;
  replace(ui.foot, backButton(() => choosePrivacy(flow)));
  replace(ui.result);
  const list = h('div', { class: 'picker' });
  const search = h('input', {
    class: 'input', type: 'search', placeholder: 'Search providers', 'aria-label': 'Search providers', autocomplete: 'off',
    oninput: () => show(search.value),
  });
  const show = (text) => {
    const groups = categories(flow.all, text);
    replace(list, groups.length === 0
      ? h('p', { class: 'soft' }, 'No provider has that name. Any OpenAI-compatible server works as “Custom LLM”.')
      : groups.map(([title, members]) => h('section', {}, h('h3', {}, title),
        h('ul', {}, members.map((provider) => h('li', {}, h('button', {
          type: 'button', class: 'pick', onclick: () => details({ ...flow, provider }), 'data-provider': provider.id,
        }, tile(provider.id, provider.name, true), provider.name)))))));
  };
  replace(ui.body, h('div', {}, h('div', { class: 'search' }, icon('search'), search), list));
  ui.form.onsubmit = () => list.querySelector('button')?.click();
  show('');
  search.focus();
}

function details(flow) {
  const { ui, provider, mode } = flow;
  ui.step(3, STEPS);
  ui.picture(tile(provider.id, provider.name));
  ui.title.textContent = `Connect ${provider.name}`;
  ui.subtitle.textContent = provider.base_url ? `Calls go to ${new URL(provider.base_url).host}.` : '';
  replace(ui.result);
  let tested = '';
  const form = new FieldForm(provider, { onChange: () => { tested = ''; replace(ui.result); } });
  const label = labelField(provider, '');
  const test = h('button', { type: 'button', class: 'button' }, 'Test');
  const save = h('button', { type: 'submit', class: 'button primary' }, 'Save');
  test.onclick = () => whileBusy(test, 'Testing', async () => {
    if (form.check()) {
      tested = await askVendor(provider, form, ui.result) ? JSON.stringify(form.values()) : '';
    }
  });
  ui.form.onsubmit = () => whileBusy(save, 'Saving', async () => {
    if (form.check()) {
      // the verdict on the very same values is worth storing; asking again costs nothing
      const known = tested === JSON.stringify(form.values());
      await saving(ui.result, form, async () => {
        const row = await (mode === END_TO_END ? saveSealed : saveOpen)(flow, form, label.value());
        if (row) {
          await finish(flow, row, known);
        }
      });
    }
  });
  replace(ui.body, privacyNote(mode), provider.note && notice('warn', provider.note), label.element, form.element);
  replace(ui.foot, backButton(() => pickProvider(flow)), test, save);
  label.input.focus();
}

async function saveOpen({ provider, mode }, form, label) {
  return (await call('POST', '/v1/providers',
    { provider: provider.id, account_name: label, privacy_mode: mode, ...form.values() })).data;
}

/** Seals here and sends what the server cannot open. Returns nothing when the customer has to look first. */
async function saveSealed(flow, form, label) {
  const { ui, provider, mode } = flow;
  const { secrets, open } = form.split();
  if (Object.keys(secrets).length === 0) {
    replace(ui.result, notice('bad', 'There is no key to encrypt.', 'Enter one, or go back and choose server-accessible.'));
    return undefined;
  }
  if (!await unlocked('Enter your recovery phrase to seal this key with it.')) {
    return undefined;
  }
  const draft = await vault.draft(provider.id, open, Object.keys(secrets));
  if (!expected(draft.origin, provider, open) && flow.agreed !== draft.origin) {
    flow.agreed = draft.origin;
    replace(ui.result, notice('warn', `This key will be sent to ${draft.origin} and nowhere else.`, 'Save again if that is right.'));
    return undefined;
  }
  const sealed = await vault.seal(draft, secrets);
  return (await call('POST', '/v1/providers', { ...open, ...sealed, account_name: label, privacy_mode: mode })).data;
}

/** Where a key goes is sealed with it. A host that the customer neither typed nor saw is worth a question. */
function expected(origin, provider, open) {
  return [open.base_url, provider.base_url].filter(Boolean).some((url) => URL.canParse(url) && new URL(url).origin === origin);
}

async function finish({ ui, done }, row, known) {
  ui.close();
  toast(`${row.account_name} is connected`);
  await done();
  if (known) {
    await call('POST', `/v1/providers/${row.id}/test`, undefined, await vault.headers([row]));
    await done();
  }
}

function backButton(action) {
  return h('button', { type: 'button', class: 'button quiet push', onclick: action }, 'Back');
}
