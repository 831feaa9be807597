// Verifies a credential with Digital Bazaar's libraries, offline. See README.md for the request.
import * as vc from '@digitalbazaar/vc';
import jsonld from 'jsonld';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { createVerifyCryptosuite } from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import { messages, request, respond } from './answer.mjs';
import { offlineLoader } from './contexts.mjs';

async function answer() {
  const { credential, did_documents: didDocuments = {}, now } = request();
  const documentLoader = offlineLoader(didDocuments);
  const suite = new DataIntegrityProof({ cryptosuite: createVerifyCryptosuite() });
  // `verifyCredential` checks the proof, that the key is an assertionMethod of its controller, that the controller is
  // the issuer, and the validity period. Whether a status list has a word to say is not asked here.
  const checkStatus = async () => ({ verified: true });
  // A tolerance of 0 would find a moment to be before itself, hence one millisecond.
  const result = await vc.verifyCredential({
    credential,
    suite,
    documentLoader,
    now,
    maxClockSkew: 0.001,
    checkStatus,
  });
  if (!result.verified) throw new Error(messages(result.error).join('; '));
  await everyTermIsDefined(credential, documentLoader);
  const [{ proof }] = result.results;
  return {
    issuer: typeof credential.issuer === 'string' ? credential.issuer : credential.issuer.id,
    verificationMethod: proof.verificationMethod,
    proofs: result.results.length,
    status: credential.credentialStatus === undefined ? 'none' : 'not checked',
  };
}

/** A JCS proof is verified without JSON-LD; readers that expand the credential must find no undefined term. */
async function everyTermIsDefined(credential, documentLoader) {
  try {
    await jsonld.expand(credential, { documentLoader, safe: true });
  } catch (error) {
    throw new Error(`JSON-LD: ${error.message} ${JSON.stringify(error.details?.event ?? {})}`);
  }
}

await respond(answer);
