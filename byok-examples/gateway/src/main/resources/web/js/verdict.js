import { ApiError, validate } from './api.js';
import { h, notice, progress, replace } from './dom.js';

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

/** Tests what is typed. Returns whether the key is good. */
export async function askVendor(provider, form, place) {
  const stop = progress(place, `Asking ${provider.name}…`);
  try {
    const verdict = await validate(provider.id, form.values());
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

/** Runs what stores something, and shows at its fields what the server says no to. */
export async function saving(place, form, task) {
  try {
    await task();
  } catch (error) {
    showError(error, form, place);
  }
}

function showError(error, form, place) {
  const faults = error instanceof ApiError ? error.fields : [];
  const others = form.showFaults(faults);
  if (faults.length > 0 && others.length === 0) {
    replace(place, notice('bad', 'Some fields need another look.'));
  } else {
    replace(place, notice(error.status === 429 ? 'warn' : 'bad', error.message,
      others.map((fault) => fault.message).join(' ') || error.hint));
  }
}

/** The name that a configuration goes by. */
export function labelField(provider, value) {
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
