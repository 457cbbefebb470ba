import { readPhrase } from '/byok/end-to-end.js';
import { call } from './api.js';
import { openDialog } from './dialog.js';
import { h, icon, notice, progress, replace, toast, whileBusy } from './dom.js';
import { newPhrase, phraseFault, phraseInput } from './phrase-steps.js';
import { END_TO_END, vault } from './vault.js';

/** Opens the vault, with a set-up where there is none yet. Returns whether it is open then. */
export async function unlocked(why) {
  await vault.load();
  if (!vault.isOpen) {
    await (vault.isActive ? unlock(why) : setUp());
  }
  return vault.isOpen;
}

/** Makes a phrase, has it typed back, and begins with it. Resolves when the dialog is closed, done or not. */
export async function setUp() {
  const ui = openDialog('Set up end-to-end encryption', {
    subtitle: 'Keys that only you can open. It takes two minutes.', head: lockPicture(),
  });
  await newPhrase(ui, {
    lead: 'These twelve words are your recovery phrase. They were made in this browser and never leave it. Any device on which you enter them can use your keys.',
    done: (phrase) => told(ui, async () => {
      await vault.setUp(phrase);
      ui.close();
      toast('Encryption is active');
    }),
  });
  return ui.closed;
}

/** Asks for the phrase. Resolves when the dialog is closed, unlocked or not. */
export function unlock(why = 'Enter your recovery phrase to use your end-to-end encrypted keys here.') {
  const ui = openDialog('Unlock your keys', { subtitle: why, head: lockPicture(), plain: true });
  const typed = phraseInput('Recovery phrase');
  const open = h('button', { type: 'submit', class: 'button primary' }, 'Unlock');
  ui.form.onsubmit = () => whileBusy(open, 'Unlocking', async () => {
    try {
      await vault.unlock(typed.input.value);
      ui.close();
      toast('Your keys are unlocked here');
    } catch (error) {
      typed.show(phraseFault(error));
      typed.input.focus();
    }
  });
  replace(ui.body, typed.element,
    h('p', { class: 'faint small-text' }, 'The words stay in this browser. It locks again when you reload or leave the page, or do nothing for 15 minutes.'));
  replace(ui.foot, h('button', { type: 'button', class: 'button quiet', onclick: () => lost(ui) }, 'I lost my phrase'),
    h('span', { class: 'push' }), h('button', { type: 'button', class: 'button', onclick: ui.close }, 'Cancel'), open);
  typed.input.focus();
  return ui.closed;
}

/** Gives all keys another phrase. */
export function changePhrase() {
  const ui = openDialog('Change the recovery phrase', {
    subtitle: 'Every key is sealed again in this browser.', head: lockPicture(),
  });
  const typed = phraseInput('Current recovery phrase');
  const next = h('button', { type: 'submit', class: 'button primary' }, 'Continue');
  const finish = (phrase) => told(ui, () => sealAll(ui, typed.input.value, phrase));
  const present = () => {
    replace(ui.result);
    replace(ui.body, typed.element);
    replace(ui.foot, h('button', { type: 'button', class: 'button quiet push', onclick: ui.close }, 'Cancel'), next);
    typed.input.focus();
    ui.form.onsubmit = () => whileBusy(next, 'Checking', async () => {
      try {
        await vault.unlock(typed.input.value);
        await newPhrase(ui, {
          lead: 'These words take the place of the others. Keep the old ones until this is done.', back: present, done: finish,
        });
        ui.foot.prepend(h('button', { type: 'button', class: 'button quiet', onclick: () => goOn(ui, present, finish) }, 'I have new words already'));
      } catch (error) {
        typed.show(phraseFault(error));
        typed.input.focus();
      }
    });
  };
  present();
  return ui.closed;
}

/** A change that was interrupted goes on with the words that were new then. */
function goOn(ui, back, finish) {
  const typed = phraseInput('New recovery phrase');
  const next = h('button', { type: 'submit', class: 'button primary' }, 'Go on');
  ui.form.onsubmit = () => whileBusy(next, 'Sealing', async () => {
    try {
      await finish(await readPhrase(typed.input.value));
    } catch (error) {
      typed.show(phraseFault(error));
    }
  });
  replace(ui.body, h('p', { class: 'soft' }, 'If a change was interrupted, enter the words that were new then. What has them already stays as it is.'), typed.element);
  replace(ui.foot, h('button', { type: 'button', class: 'button quiet push', onclick: back }, 'Back'), next);
  typed.input.focus();
}

async function sealAll(ui, old, phrase) {
  const rows = await endToEndRows();
  await vault.changePhrase(old, phrase, rows, (at) => {
    progress(ui.result, `Sealing key ${at + 1} of ${rows.length}…`)();
  });
  ui.close();
  toast('Your keys have the new phrase');
}

/** Without the phrase nothing opens any more: the way on is to remove what is sealed with it. */
function lost(ui) {
  const remove = h('button', { type: 'button', class: 'button danger primary' }, 'Remove them and start anew');
  remove.onclick = () => whileBusy(remove, 'Removing', () => told(ui, async () => {
    for (const row of await endToEndRows()) {
      await call('DELETE', `/v1/providers/${row.id}`);
    }
    ui.close();
    vault.dispatchEvent(new Event('change'));
    await setUp();
  }));
  ui.title.textContent = 'Without the phrase';
  ui.subtitle.textContent = 'Nobody can open these keys any more, and we cannot either.';
  replace(ui.body, h('p', {}, 'Your keys are still valid at their providers. Remove them here, set up a new phrase, and paste them again, or make new ones there.'),
    notice('warn', 'All end-to-end encrypted keys are removed.', 'Server-accessible keys stay as they are.'));
  replace(ui.foot, h('button', { type: 'button', class: 'button push', onclick: ui.close }, 'Keep them'), remove);
  ui.title.focus();
}

async function endToEndRows() {
  return (await call('GET', '/v1/providers')).data.filter((row) => row.privacy_mode === END_TO_END);
}

/** Runs what ends a dialog, and says there what went wrong. */
async function told(ui, task) {
  try {
    await task();
  } catch (error) {
    replace(ui.result, notice('bad', error.message, error.hint ?? 'Nothing is lost. Try again.'));
  }
}

function lockPicture() {
  return h('span', { class: 'picture' }, icon('lock'));
}
