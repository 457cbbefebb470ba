import { ApiError, call } from './api.js';
import { providers } from './catalogue.js';
import { openDialog } from './dialog.js';
import { h, notice, replace, tile, toast, whileBusy } from './dom.js';
import { unlocked } from './encryption-dialogs.js';
import { FieldForm } from './field-form.js';
import { privacyNote } from './privacy.js';
import { labelField, saving } from './verdict.js';
import { END_TO_END, vault } from './vault.js';

/** Changes a stored configuration: label, fields, or a new key in the place of the old one. */
export async function editProvider(row, done, { rotate = false } = {}) {
  const provider = (await providers()).get(row.provider);
  const ui = openDialog(rotate ? 'Replace the key' : `Edit ${row.account_name}`, {
    subtitle: rotate ? 'The next call uses the new key. Everything else stays.' : provider.name,
    head: tile(provider.id, provider.name),
  });
  const form = new FieldForm(provider, { row, onChange: () => replace(ui.result) });
  const label = labelField(provider, row.account_name);
  const store = (button, andThen) => whileBusy(button, 'Saving', async () => {
    if (form.check()) {
      await saving(ui.result, form, async () => {
        const name = label.value() === row.account_name ? {} : { account_name: label.value() };
        if (await (row.privacy_mode === END_TO_END ? changeSealed : changeOpen)({ row, provider, form, ui, name })) {
          ui.close();
          await done();
          await andThen();
        }
      });
    }
  });
  const save = h('button', { type: 'submit', class: 'button' }, 'Save');
  const saveAndTest = h('button', { type: 'button', class: 'button primary' }, 'Save and test');
  ui.form.onsubmit = () => store(save, async () => toast('Saved'));
  saveAndTest.onclick = () => store(saveAndTest, () => done(row.id));
  replace(ui.body, row.privacy_mode === END_TO_END && [privacyNote(row.privacy_mode), age(row)],
    !rotate && label.element, form.element);
  replace(ui.foot,
    h('button', { type: 'button', class: 'button quiet push', onclick: ui.close }, 'Cancel'), save, saveAndTest);
  if (rotate) {
    form.focusSecret();
  } else {
    label.input.focus();
  }
}

/** Only who has the phrase can tell whether the server gave back the newest key. */
function age(row) {
  const place = h('div', {});
  if (vault.isOpen) {
    vault.age(row).then(
      ({ version, sealedAt }) => replace(place, h('p', { class: 'faint small-text' }, `Version ${version}, sealed on ${new Date(sealedAt).toLocaleString()}.`)),
      (error) => replace(place, notice('bad', error.message, error.hint)));
  }
  return place;
}

async function changeOpen({ row, form, name }) {
  await call('PATCH', `/v1/providers/${row.id}`, { ...name, ...form.values() });
  return true;
}

/** Seals new secrets here. Returns whether all is saved; if not, it says why. */
async function changeSealed({ row, provider, form, ui, name }) {
  const { secrets, open } = form.split();
  const renewed = Object.keys(secrets).length > 0;
  if (renewed && !await unlocked('Enter your recovery phrase to seal the new key with it.')) {
    replace(ui.result, notice('warn', 'Nothing was saved: your keys are locked.'));
    return false;
  }
  const plain = { ...name, ...open };
  if (Object.keys(plain).length > 0) {
    await changePlain(row, provider, plain);
  }
  if (renewed) {
    await call('PATCH', `/v1/providers/${row.id}`, await vault.sealAgain(row, secrets));
  }
  return true;
}

/** The host is sealed with the key, so what would take it to another host is refused: nobody but the customer can seal. */
async function changePlain(row, provider, plain) {
  try {
    await call('PATCH', `/v1/providers/${row.id}`, plain);
  } catch (error) {
    const secrets = provider.fields.filter((field) => field.secret).map((field) => field.name);
    throw error.fields?.some((fault) => secrets.includes(fault.name)) ? new ApiError(error.status, {
      code: error.code, message: 'An end-to-end encrypted key stays with its host.', hint: 'Add it anew for another host, and delete this one.',
    }) : error;
  }
}
