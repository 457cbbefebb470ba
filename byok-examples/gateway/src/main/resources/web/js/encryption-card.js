import { h, icon } from './dom.js';
import { changePhrase, setUp, unlock } from './encryption-dialogs.js';
import { vault } from './vault.js';

/** Where end-to-end encryption stands, and what to do about it. */
export function encryptionCard() {
  const [pill, title, text, buttons] = standing();
  return h('section', { class: 'card encryption', 'aria-label': 'End-to-end encryption' },
    h('span', { class: 'picture' }, icon(vault.isOpen ? 'unlocked' : 'lock')),
    h('div', {},
      h('div', { class: 'config-title' }, h('h2', {}, title), pill), h('p', {}, text)),
    h('div', { class: 'row' }, buttons));
}

function standing() {
  if (!vault.isPossible) {
    return [h('span', { class: 'pill' }, 'Not here'), 'End-to-end encryption',
      'Browsers seal keys only on pages that come over https, or from localhost. Open this page so, and it is there.', []];
  }
  if (!vault.isActive) {
    return [h('span', { class: 'pill' }, 'Not set up'), 'End-to-end encryption',
      'Seal keys in this browser, with a phrase that only you have. The server stores what it cannot open.',
      [h('button', { class: 'button primary', onclick: setUp }, 'Set up encryption')]];
  }
  const change = h('button', { class: 'button quiet small', onclick: changePhrase }, 'Change phrase');
  return vault.isOpen
    ? [h('span', { class: 'pill good' }, 'Active'), 'End-to-end encryption',
      'Unlocked in this tab. Your end-to-end encrypted keys can be tested and used here.',
      [change, h('button', { class: 'button small', onclick: () => vault.lock() }, 'Lock')]]
    : [h('span', { class: 'pill good' }, 'Active'), 'End-to-end encryption',
      'Locked in this tab. Enter your recovery phrase to use your end-to-end encrypted keys here.',
      [change, h('button', { class: 'button small primary', onclick: () => unlock() }, 'Unlock')]];
}
