import { ApiError, call, validate } from './api.js';
import { categories, providers } from './catalogue.js';
import { openDialog } from './dialog.js';
import { h, icon, notice, progress, replace, tile, toast, whileBusy } from './dom.js';
import { FieldForm } from './field-form.js';

/** Adds a configuration: what it may be used for, which provider, a label, the key. `done` is called after saving. */
export async function addProvider(done) {
  const all = await providers();
  const ui = openDialog('Add a provider', { subtitle: 'Choose who answers, then paste the key you got there.' });
  pickProvider(ui, all, (provider) => details(ui, provider, all, done));
}

function pickProvider(ui, all, picked) {
  ui.title.textContent = 'Add a provider';
  ui.subtitle.textContent = 'Choose who answers, then paste the key you got there.';
  ui.foot.hidden = true;
  replace(ui.result);
  const list = h('div', { class: 'picker' });
  const search = h('input', {
    class: 'input', type: 'search', placeholder: 'Search providers', 'aria-label': 'Search providers', autocomplete: 'off',
    oninput: () => show(search.value),
  });
  const show = (text) => {
    const groups = categories(all, text);
    replace(list, groups.length === 0
      ? h('p', { class: 'soft' }, 'No provider has that name. Any OpenAI-compatible server works as “Custom LLM”.')
      : groups.map(([title, members]) => h('section', {}, h('h3', {}, title),
        h('ul', {}, members.map((provider) => h('li', {}, h('button', {
          type: 'button', class: 'pick', onclick: () => picked(provider), 'data-provider': provider.id,
        }, tile(provider.id, provider.name, true), provider.name)))))));
  };
  replace(ui.body, h('div', {}, h('div', { class: 'search' }, icon('search'), search), list));
  show('');
  search.focus();
}

function details(ui, provider, all, done) {
  ui.title.textContent = `Connect ${provider.name}`;
  ui.subtitle.textContent = provider.base_url ? `Calls go to ${new URL(provider.base_url).host}.` : '';
  ui.foot.hidden = false;
  const { result } = ui;
  replace(result);
  let tested = '';
  const form = new FieldForm(provider, { onChange: () => { tested = ''; replace(result); } });
  const label = labelField(provider, '');
  const test = h('button', { type: 'button', class: 'button' }, 'Test');
  const save = h('button', { type: 'submit', class: 'button primary' }, 'Save');
  test.onclick = () => whileBusy(test, 'Testing', async () => {
    if (form.check()) {
      const values = form.values();
      const verdict = await askVendor(provider, values, form, result);
      tested = verdict ? JSON.stringify(form.values()) : '';
    }
  });
  ui.form.onsubmit = () => whileBusy(save, 'Saving', async () => {
    if (form.check()) {
      const values = form.values();
      await saving(result, form, async () => {
        const { data } = await call('POST', '/v1/providers',
          { provider: provider.id, account_name: label.value(), ...values });
        // the verdict on the very same values is worth storing; asking again costs nothing
        const known = tested === JSON.stringify(values);
        ui.close();
        toast(`${data.account_name} is connected`);
        await done();
        if (known) {
          await call('POST', `/v1/providers/${data.id}/test`);
          await done();
        }
      });
    }
  });
  replace(ui.body,
    provider.note && notice('warn', provider.note),
    label.element, form.element);
  replace(ui.foot,
    h('button', { type: 'button', class: 'button quiet push', onclick: () => pickProvider(ui, all, (next) => details(ui, next, all, done)) }, 'Back'),
    test, save);
  label.input.focus();
}

function labelField(provider, value) {
  const input = h('input', {
    class: 'input', id: 'config-label', name: 'account_name', maxlength: 200, placeholder: provider.name, autocomplete: 'off',
  });
  input.value = value;
  return {
    input,
    value: () => input.value.trim() || provider.name,
    element: h('div', { class: 'field' },
      h('label', { for: 'config-label' }, 'Label', h('span', { class: 'optional' }, ' optional')), input,
      h('p', { class: 'help' }, 'Only you see it. It tells several keys of one provider apart.')),
  };
}

/** Tests what is typed. Returns whether the key is good. */
async function askVendor(provider, values, form, place) {
  const stop = progress(place, `Asking ${provider.name}…`);
  try {
    const verdict = await validate(provider.id, values);
    form.take(verdict.suggestions ?? {});
    replace(place, verdictNotice(verdict));
    return verdict.valid;
  } catch (error) {
    showError(error, form, place);
    return false;
  } finally {
    stop();
  }
}

/** Says what a verdict means, and what to do about it. */
export function verdictNotice(verdict) {
  const models = verdict.models ? ` ${verdict.models} models are available.` : '';
  const suggested = verdict.suggestions ? ' The base URL was corrected to the one that answered.' : '';
  switch (verdict.verdict) {
    case 'valid':
      return notice('good', `Valid. The key works.${models}${suggested}`);
    case 'valid_limited':
      return notice('warn', `The key is live, with limits. ${verdict.message}`, verdict.hint);
    case 'shape_only':
      return notice('', 'The key has the right form.', 'This provider is not asked now; the first message will show the rest.');
    case 'invalid':
      return notice('bad', verdict.error, verdict.hint);
    default:
      return notice('warn', `Could not be tested. ${verdict.error}`, verdict.hint ?? 'This says nothing about the key. Try again in a moment.');
  }
}

async function saving(place, form, task) {
  try {
    await task();
  } catch (error) {
    showError(error, form, place);
  }
}

function showError(error, form, place) {
  if (!(error instanceof ApiError)) {
    throw error;
  }
  const others = form.showFaults(error.fields);
  if (error.fields.length > 0 && others.length === 0) {
    replace(place, notice('bad', 'Some fields need another look.'));
  } else {
    replace(place, notice(error.status === 429 ? 'warn' : 'bad', error.message,
      others.map((fault) => fault.message).join(' ') || error.hint));
  }
}

/** Changes a stored configuration: label, fields, or a new key in the place of the old one. */
export async function editProvider(row, done, { rotate = false } = {}) {
  const provider = (await providers()).get(row.provider);
  const ui = openDialog(rotate ? 'Replace the key' : `Edit ${row.account_name}`, {
    subtitle: rotate ? 'The next call uses the new key. Everything else stays.' : provider.name,
    head: tile(provider.id, provider.name, true),
  });
  const { result } = ui;
  const form = new FieldForm(provider, { row, onChange: () => replace(result) });
  const label = labelField(provider, row.account_name);
  const store = (button, text, andThen) => whileBusy(button, text, async () => {
    if (form.check()) {
      await saving(result, form, async () => {
        const changed = form.values();
        const name = label.value() === row.account_name ? {} : { account_name: label.value() };
        await call('PATCH', `/v1/providers/${row.id}`, { ...name, ...changed });
        ui.close();
        await done();
        await andThen();
      });
    }
  });
  const save = h('button', { type: 'submit', class: 'button' }, 'Save');
  const saveAndTest = h('button', { type: 'button', class: 'button primary' }, 'Save and test');
  ui.form.onsubmit = () => store(save, 'Saving', async () => toast('Saved'));
  saveAndTest.onclick = () => store(saveAndTest, 'Saving', () => done(row.id));
  replace(ui.body, !rotate && label.element, form.element);
  replace(ui.foot,
    h('button', { type: 'button', class: 'button quiet push', onclick: ui.close }, 'Cancel'), save, saveAndTest);
  if (rotate) {
    form.focusSecret();
  } else {
    label.input.focus();
  }
}
