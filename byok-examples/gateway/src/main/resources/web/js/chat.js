import { ApiError, session } from './api.js';

/** Asks a model, gives every piece of the answer to `piece`, and returns who served: what the receipt's headers say. */
export async function chat(model, text, keys, piece, signal) {
  const response = await fetch('/v1/chat/completions', {
    method: 'POST',
    headers: { Authorization: `Bearer ${session.token}`, 'Content-Type': 'application/json', ...keys },
    body: JSON.stringify({ model, stream: true, messages: [{ role: 'user', content: text }] }),
    cache: 'no-store',
    credentials: 'omit',
    signal,
  });
  if (!response.ok) {
    throw new ApiError(response.status, (await response.json().catch(() => ({}))).error ?? {});
  }
  for await (const data of events(response.body)) {
    if (data !== '[DONE]') {
      const said = JSON.parse(data);
      if (said.error) {
        throw new ApiError(response.status, said.error);
      }
      piece(said.choices?.[0]?.delta?.content ?? '');
    }
  }
  const header = (name) => response.headers.get(`x-byok-${name}`);
  return {
    provider: header('provider'), model: header('model'), credential: header('credential'), attempts: Number(header('attempts')),
  };
}

/** Every `data` of a stream of events. */
async function* events(body) {
  let rest = '';
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    const lines = (rest + (value ?? '')).split('\n');
    rest = done ? '' : lines.pop();
    for (const line of lines.filter((one) => one.startsWith('data: '))) {
      yield line.slice('data: '.length).trim();
    }
    if (done) {
      return;
    }
  }
}
