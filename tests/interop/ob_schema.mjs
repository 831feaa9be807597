// Validates an Open Badges 3.0 credential against the JSON Schema of 1EdTech, with Ajv. See README.md.
import { fileURLToPath } from 'node:url';
import Ajv2019 from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import { read, request, respond } from './answer.mjs';

const SCHEMA = new URL('./schemas/ob_v3p0_achievementcredential_schema.json', import.meta.url);

async function answer() {
  const { credential } = request();
  const schema = JSON.parse(read(fileURLToPath(SCHEMA)));
  validate(schema, credential, 'as published');
  validate(withoutAllowances(schema), credential, 'with lists and plain texts only');
  return { id: schema.$id };
}

function validate(schema, credential, form) {
  const ajv = new Ajv2019({ strict: false, allErrors: true });
  addFormats(ajv);
  const isValid = ajv.compile(schema);
  if (isValid(credential)) return;
  const faults = isValid.errors.map(({ instancePath, message }) => `${instancePath} ${message}`);
  throw new Error(`${form}: ${faults.join('; ')}`);
}

/** Takes back what the form for JSON-LD payloads allows: one value for a list, a map of languages for a text. */
function withoutAllowances(schema) {
  if (Array.isArray(schema)) return schema.map(withoutAllowances);
  if (schema === null || typeof schema !== 'object') return schema;
  if (schema.oneOf?.length === 2) {
    const [one, many] = schema.oneOf;
    const isList = many.type === 'array' || many.allOf?.every(({ type }) => type === 'array');
    const isMap = one.type === 'string' && many.propertyNames !== undefined;
    if (isList) return withoutAllowances(many);
    if (isMap) return one;
  }
  return Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, withoutAllowances(value)]));
}

await respond(answer);
