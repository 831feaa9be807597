// The contract of every program here: one JSON object on stdout, exit 0 whether the answer is yes or no,
// exit 2 with a sentence on stderr when the program itself could not run.
import { readFileSync, statSync } from 'node:fs';

// Libraries that chatter (or write test logs when NODE_ENV is "test") must not disturb the one object.
console.log = console.info = console.debug = console.error;
delete process.env.NODE_ENV;

/** The program was called wrongly or lacks something it needs: not an answer about Hanse. */
export class CannotRun extends Error {}

/**
 * Runs `answer` and prints what it returns with `ok: true`, unless it says otherwise. An error it throws is
 * the answer no, with the messages of the error and its causes as `why`.
 */
export async function respond(answer) {
  let object;
  try {
    object = { ok: true, ...(await answer()) };
  } catch (error) {
    if (error instanceof CannotRun) {
      process.stderr.write(`${error.message}\n`);
      process.exit(2);
    }
    object = { ok: false, why: messages(error).join('; ') };
  }
  process.stdout.write(`${JSON.stringify(object)}\n`, () => process.exit(0));
}

/** Returns the JSON object on stdin. */
export function request() {
  const text = read(0, 'stdin');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CannotRun(`the request on stdin is not JSON: ${error.message}`);
  }
}

/** Returns the command line arguments, or stops with the usage if there are too few. */
export function parameters(count, usage) {
  const given = process.argv.slice(2);
  if (given.length < count) throw new CannotRun(`usage: node ${usage}`);
  return given;
}

/** Returns a file's text; `file` is a path or a descriptor. */
export function read(file, name = file) {
  return readBytes(file, name).toString('utf8');
}

/** Returns a file's bytes, at most 64 MiB of them. */
export function readBytes(file, name = file) {
  try {
    if (typeof file === 'string' && statSync(file).size > LIMIT_BYTES) throw new Error('larger than 64 MiB');
    return readFileSync(file);
  } catch (error) {
    throw new CannotRun(`${name} could not be read: ${error.message}`);
  }
}

/** Returns the messages of an error, the errors it groups and its causes, without repetition. */
export function messages(error) {
  const found = new Set();
  const visit = (e, depth) => {
    if (!e || depth > 8) return;
    const text = typeof e === 'string' ? e : e.message;
    if (text) found.add(text);
    for (const inner of e.errors ?? []) visit(inner, depth + 1);
    visit(e.cause, depth + 1);
  };
  visit(error, 0);
  return found.size > 0 ? [...found] : [String(error)];
}

const LIMIT_BYTES = 64 * 1024 * 1024;
