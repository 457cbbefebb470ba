import { h, icon } from './dom.js';
import { END_TO_END, vault } from './vault.js';

export const SERVER_ACCESSIBLE = 'server_accessible';

const MODES = [
  [END_TO_END, 'lock', 'End-to-end encrypted',
    'Sealed in this browser with your recovery phrase. The server stores what it cannot open.',
    ['Used only in calls that you make while unlocked', 'Not for jobs in the background']],
  [SERVER_ACCESSIBLE, 'server', 'Server-accessible',
    'Encrypted at rest with a key that the server holds, and opened for each call.',
    ['Works while you are away: schedules, group chats, jobs', 'Whoever runs the server could open it']],
];

/** The first step: who is to open the key. `picked` gets the mode. */
export function privacyChoices(picked) {
  return h('ul', { class: 'choices' }, MODES.map(([mode, picture, title, text, points]) => h('li', {},
    h('button', {
      type: 'button', class: 'choice-button', 'data-privacy': mode, disabled: mode === END_TO_END && !vault.isPossible, onclick: () => picked(mode),
    },
      h('span', { class: 'choice-head' }, h('span', { class: 'picture' }, icon(picture)), h('strong', {}, title)),
      h('span', {}, text),
      h('span', { class: 'points' }, points.map((point) => h('span', {}, point))),
      mode === END_TO_END && remark()))));
}

function remark() {
  if (!vault.isPossible) {
    return h('span', { class: 'tag' }, 'Needs a page over https');
  }
  return !vault.isActive && h('span', { class: 'tag accent' }, 'Sets up your recovery phrase first');
}

/** What a form says about the mode that was chosen. */
export function privacyNote(mode) {
  return mode === END_TO_END
    ? h('p', { class: 'privacy-note' }, icon('lock'), h('span', {}, h('strong', {}, 'End-to-end encrypted. '),
      'Sealed here before it is stored. It passes through the server only for a test or a call that you make, and is not kept.'))
    : h('p', { class: 'privacy-note' }, icon('server'), h('span', {}, h('strong', {}, 'Server-accessible. '),
      'Encrypted at rest; the server opens it for each call, also when you are away.'));
}

/** The mark of a configuration that only its owner opens. */
export function privacyTag(row) {
  return row.privacy_mode === END_TO_END
    && h('span', { class: 'tag accent', title: 'End-to-end encrypted: only you can open it' }, icon('lock'), 'End-to-end');
}
