/** What the server says no to: `code` for the program, `message` and `hint` for the person. */
export class ApiError extends Error {
  constructor(status, { code = 'unknown', message, hint, fields = [] }, retryAfter) {
    super(message || `The server answered with status ${status}.`);
    this.status = status;
    this.code = code;
    this.hint = hint;
    this.fields = fields;
    this.retryAfter = retryAfter;
  }
}

const STORED = 'byok-token';

export const session = {
  get token() {
    return sessionStorage.getItem(STORED);
  },
  set token(value) {
    if (value) {
      sessionStorage.setItem(STORED, value);
    } else {
      sessionStorage.removeItem(STORED);
    }
  },
};

async function answer(method, path, body, headers) {
  try {
    return await fetch(path, {
      method,
      headers: {
        Authorization: `Bearer ${session.token}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store',
      credentials: 'omit',
    });
  } catch {
    throw new ApiError(0, {
      code: 'offline', message: 'The server cannot be reached.', hint: 'Check your connection and try again.',
    });
  }
}

async function read(response) {
  const text = await response.text();
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    return {};
  }
}

/** Calls the server and returns what it said; throws an ApiError when it said no. */
export async function call(method, path, body, headers = {}) {
  const response = await answer(method, path, body, headers);
  const said = await read(response);
  if (!response.ok) {
    const error = typeof said.error === 'string' ? { ...said, message: said.error } : said.error || {};
    throw new ApiError(response.status, error, Number(response.headers.get('Retry-After')) || undefined);
  }
  return said;
}

/** Asks about a key. A refusal is a verdict, not an exception; faulty fields and limits are exceptions. */
export async function validate(provider, values) {
  const response = await answer('POST', `/v1/providers/${encodeURIComponent(provider)}/validate?as=verdict`, values);
  const said = await read(response);
  if (said.verdict) {
    return said;
  }
  const error = typeof said.error === 'string' ? { ...said, message: said.error } : said.error || {};
  throw new ApiError(response.status, error, Number(response.headers.get('Retry-After')) || undefined);
}
